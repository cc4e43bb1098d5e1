import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { openDatabase, type Login } from '#server/platform/database.ts';
import { CannotStart } from '#server/platform/embedded-postgres/cannot-start.ts';
import { makeKeyFile, masterKeysOf, type MasterKeys } from './master-keys.ts';

type Opened = {
  masterKeys: MasterKeys;
  /** The file was made just now: somebody must be told to keep a copy. */
  isNew: boolean;
};

/** The keys that this database's words are sealed under; made at the first start, and demanded at every other. */
export async function openMasterKeys(migrator: Login, path: string): Promise<Opened> {
  const database = openDatabase(migrator, 1);
  try {
    const { rows } = await sql<{ master_key_id: string }>`
      select master_key_id from auth.master_key where exists (select from sealing_key k where k.master_key_id = master_key.master_key_id)`.execute(
      database,
    );
    const needed = rows.map((row) => row.master_key_id);
    const isNew = !existsSync(path);
    if (isNew && needed.length > 0) throw missing(path, needed);
    makeKeyFile(path);
    const masterKeys = masterKeysOf(path);
    const lacking = needed.filter((keyId) => !masterKeys.has(keyId));
    if (lacking.length > 0) throw wrong(path, lacking);
    await sql`insert into auth.master_key (master_key_id) values (${masterKeys.current().keyId}) on conflict do nothing`.execute(
      database,
    );
    return { masterKeys, isNew };
  } finally {
    await database.destroy();
  }
}

const missing = (path: string, keyIds: string[]) =>
  new CannotStart(
    `Roundtable did not start.\nThe key file ${path} is missing, and words about clients are sealed with it (key ${keyIds.join(', ')}).\n` +
      'Put it back from the copy that you keep, or say where it is with ROUNDTABLE_KEY_FILE. A new one would open none of them.',
  );

const wrong = (path: string, keyIds: string[]) =>
  new CannotStart(
    `Roundtable did not start.\nThe key file ${path} belongs to other data: it lacks the key ${keyIds.join(', ')}, with which words about clients are sealed here.\n` +
      'Put the right file back from the copy that you keep, or say where it is with ROUNDTABLE_KEY_FILE.',
  );
