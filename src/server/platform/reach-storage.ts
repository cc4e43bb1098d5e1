import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { agencyKinds } from './agency-kinds.ts';
import type { Configuration } from './configuration.ts';
import { CannotStart, DataFolderInUse } from './embedded-postgres/cannot-start.ts';
import { placesIn } from './embedded-postgres/data-folder.ts';
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
  try {
    if (!(await isOfThisRelease(storage.migrator)))
      throw new CannotStart(
        `The data are not of this release, or Roundtable is still starting. Start Roundtable once first: npm start${orOfADemo(configuration)}`,
      );
    await demandOwnKind(configuration, storage);
    return { ...storage, logins: loginsOf(storage.migrator) };
  } catch (fault) {
    await storage.close();
    throw fault;
  }
}

/** Also where one is being made just now, or lies behind a door that is closed to us. */
function hasDatabase(dataDir: string): boolean {
  const { cluster, lock } = placesIn(dataDir);
  return [cluster, lock].some((place) => {
    try {
      return statSync(place, { throwIfNoEntry: false }) !== undefined;
    } catch {
      return true;
    }
  });
}

/** A demo lies in a folder of its own below the one that is named, where nobody would look for it. */
const orOfADemo = ({ dataDir, isSample }: Configuration) =>
  !isSample && hasDatabase(join(dataDir, 'sample')) ? `\n${forADemo}` : '';

const forADemo = 'A demo is reached by the same command with -- --demo at its end.';

/** The keys and checkpoints of a demo lie in its own folder: against others all of it would look changed. */
async function demandOwnKind({ databaseUrl, isSample }: Configuration, { migrator }: Storage) {
  if (!databaseUrl || isSample) return;
  if ((await agencyKinds(migrator)).samples.length > 0)
    throw new CannotStart(`The database in DATABASE_URL holds the sample of a demo.\n${forADemo}`);
}

async function joinOrOpen(configuration: Configuration): Promise<Storage> {
  const { databaseUrl, dataDir } = configuration;
  if (databaseUrl) return openStorage(configuration, onLost);
  // Opened all the same it would be made, and be empty.
  if (!hasDatabase(dataDir))
    throw new CannotStart(
      existsSync(dataDir)
        ? `There are no data in ${dataDir} yet. Set DATA_DIR as for npm start.${orOfADemo(configuration)}`
        : `There is no data folder ${dataDir}. Set DATA_DIR as for npm start.`,
    );
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
