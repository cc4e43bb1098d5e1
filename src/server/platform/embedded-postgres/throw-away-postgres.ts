import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryPlace } from './data-folder.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

/** A database for one test run: quick because nothing is kept safe, and gone with its folder after stop. */
export async function startThrowAwayPostgres(): Promise<EmbeddedPostgres> {
  const programsPlace = temporaryPlace();
  const folder = mkdtempSync(join(programsPlace, 'roundtable-test-'));
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
