import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Configuration } from './configuration.ts';
import { CannotStart, DataFolderInUse } from './embedded-postgres/cannot-start.ts';
import { runningPostgres } from './embedded-postgres/running-postgres.ts';
import { isOfThisRelease, loginsOf, type Logins } from './migrate.ts';
import { openStorage, type Storage } from './open-storage.ts';

const patienceForStart = 30_000;

/**
 * The same data for a command beside the product: through its database where that runs, else one started for the while. It
 * changes no table: what runs beside may be of another release, and only a start brings the data up to its own.
 */
export async function reachStorage(
  configuration: Configuration,
): Promise<Storage & { logins: Logins }> {
  const storage = await joinOrOpen(configuration);
  if (await isOfThisRelease(storage.migrator))
    return { ...storage, logins: loginsOf(storage.migrator) };
  await storage.close();
  throw new CannotStart(
    'The data are not of this release, or Roundtable is still starting. Start Roundtable once first: npm start',
  );
}

async function joinOrOpen(configuration: Configuration): Promise<Storage> {
  const { databaseUrl, dataDir } = configuration;
  if (databaseUrl) return openStorage(configuration, onLost);
  if (!existsSync(dataDir))
    throw new CannotStart(`There is no data folder ${dataDir}. Set DATA_DIR as for npm start.`);
  const until = performance.now() + patienceForStart;
  for (;;) {
    const running = runningPostgres(dataDir);
    if (running) return { migrator: running, close: async () => {} };
    try {
      return await openStorage(configuration, onLost);
    } catch (fault) {
      // Whoever holds the folder is about to serve it, or to let it go.
      if (!(fault instanceof DataFolderInUse) || performance.now() > until) throw fault;
      await pause(200);
    }
  }
}

function onLost(why: string) {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}
