import { existsSync } from 'node:fs';
import type { Configuration } from './configuration.ts';
import { CannotStart } from './embedded-postgres/cannot-start.ts';
import { runningPostgres } from './embedded-postgres/running-postgres.ts';
import { openStorage, type Storage } from './open-storage.ts';

/** The same data for a command beside the product: through its database where that runs, else one started for the while. */
export async function reachStorage(configuration: Configuration): Promise<Storage> {
  const { databaseUrl, dataDir } = configuration;
  if (!databaseUrl) {
    if (!existsSync(dataDir))
      throw new CannotStart(`There is no data folder ${dataDir}. Set DATA_DIR as for npm start.`);
    const running = runningPostgres(dataDir);
    if (running) return { migrator: running, close: async () => {} };
  }
  return openStorage(configuration, () => {});
}
