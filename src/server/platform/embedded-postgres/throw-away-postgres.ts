import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryPlace } from './data-folder.ts';
import { prefixOfRun, removeLeftoverRuns } from './leftover-runs.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

const memory = '/dev/shm';
/** A whole run makes three hundred databases of 20 MB. */
const roomOfRun = 12 * 1024 ** 3;

/** In memory, where that leaves enough to everybody else: the thousand files of a database are made there in a quarter of the time. */
function placeOfData(): string {
  if (!existsSync(memory) || process.availableMemory() < roomOfRun) return temporaryPlace();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize < roomOfRun ? temporaryPlace() : memory;
}

/** A database for one test run: quick because nothing is kept safe, and gone with its folder after stop. */
export async function startThrowAwayPostgres(): Promise<EmbeddedPostgres> {
  const programsPlace = temporaryPlace();
  for (const place of [memory, programsPlace])
    if (existsSync(place)) await removeLeftoverRuns(place);
  const folder = mkdtempSync(join(placeOfData(), prefixOfRun));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    // The folder stays empty until it is opened, so that its door can be set for the database's user.
    const database = await startEmbeddedPostgres({
      dataDir: folder,
      durable: false,
      programsPlace,
    });
    return { ...database, stop: async () => database.stop().then(remove) };
  } catch (fault) {
    remove();
    throw fault;
  }
}
