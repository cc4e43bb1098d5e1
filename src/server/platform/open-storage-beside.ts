import { readFile } from 'node:fs/promises';
import type { Configuration } from './configuration.ts';
import { DataFolderInUse } from './embedded-postgres/cannot-start.ts';
import { MIGRATOR } from './embedded-postgres/cluster.ts';
import { placesIn } from './embedded-postgres/data-folder.ts';
import { loginsOf, migrate, type Logins } from './migrate.ts';
import { openStorage } from './open-storage.ts';

/** Opens the data for a command that may run while a server does: through the server's own database, or one started for it. */
export async function openStorageBeside(
  configuration: Configuration,
  onLost: (why: string) => void,
): Promise<{ logins: Logins; close: () => Promise<void> }> {
  try {
    const { migrator, close } = await openStorage(configuration, onLost);
    return { logins: await migrate(migrator), close };
  } catch (fault) {
    if (!(fault instanceof DataFolderInUse)) throw fault;
    const { password, socket } = placesIn(configuration.dataDir);
    const migrator = {
      host: socket,
      port: 5432,
      user: MIGRATOR,
      password: (await readFile(password, 'utf8')).trim(),
      database: 'postgres',
    };
    // The server that runs has brought the database up to its release; this command only joins it.
    return { logins: loginsOf(migrator), close: async () => {} };
  }
}
