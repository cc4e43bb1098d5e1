import { sql } from 'kysely';
import type { Configuration } from './configuration.ts';
import { openDatabase, type Login } from './database.ts';
import { loginOf } from './database-url.ts';
import { CannotStart } from './embedded-postgres/cannot-start.ts';
import { startEmbeddedPostgres } from './embedded-postgres/start-embedded-postgres.ts';

export type Storage = { migrator: Login; close: () => Promise<void> };

/** The PostgreSQL that the settings name, else the one that comes along, in the data folder. */
export async function openStorage(
  { databaseUrl, dataDir }: Configuration,
  onLost: (why: string) => void,
): Promise<Storage> {
  const named = databaseUrl === undefined ? undefined : loginOf(databaseUrl);
  if (named) {
    await demandServer(named);
    return { migrator: named, close: async () => {} };
  }
  const { connect, stop } = await startEmbeddedPostgres({
    dataDir,
    onExit: () => onLost('The database ended although nobody asked it to.'),
  });
  return { migrator: connect, close: stop };
}

const oldest = 15;

/** What is wrong with an address shows only when somebody calls there. */
async function demandServer(login: Login) {
  const database = openDatabase(login, 1);
  try {
    const { rows } = await sql<{ version: string }>`
      select current_setting('server_version_num') as version`.execute(database);
    const major = Math.floor(Number(rows[0]?.version) / 10_000);
    if (major < oldest)
      throw new Error(`that is PostgreSQL ${major}, and it must be ${oldest} or newer`);
  } catch (fault) {
    throw new CannotStart(
      `Roundtable did not start.\nThe database that DATABASE_URL names cannot be used: ${wordsOf(fault)}. ` +
        'Check host, port, user, password and name. For example: DATABASE_URL=postgres://migrator:secret@db.example.org:5432/roundtable',
    );
  } finally {
    await database.destroy();
  }
}

const wordsOf = (fault: unknown) => {
  if (fault instanceof AggregateError) return String(fault.errors[0]?.message ?? fault.message);
  return fault instanceof Error ? fault.message : String(fault);
};
