import { sql } from 'kysely';
import { openDatabase, type Database, type Login, type Tx } from '#server/platform/database.ts';
import { CannotStart } from '#server/platform/embedded-postgres/cannot-start.ts';
import { unwrapKey, wrapKey } from './key-ring.ts';
import { newMasterKey, readKeyFile, replaceKeyFile } from './master-keys.ts';

const atOnce = 200;
const lockNumber = 4_662_046;

type Keys = ReadonlyMap<string, Buffer>;
export type Exchange = {
  keyId: string;
  rewrapped: number;
  /** Where the keys are now that open older backups. */
  oldKeys: readonly string[];
  /** An earlier one was interrupted, and this one went on with it. */
  isContinued: boolean;
};

/**
 * Gives every client's key a new wrapping under a new key of the file, while people go on working. The file holds the old key until
 * nothing needs it: killed at any moment, everything opens as before, and the next run goes on.
 */
export async function rotateMasterKey(
  migrator: Login,
  path: string,
  tell: (rewrapped: number) => void = () => {},
): Promise<Exchange> {
  const database = openDatabase(migrator, 2);
  try {
    return await database.connection().execute(async (held) => {
      await lockOrRefuse(held);
      const { keys, isContinued } = await beginOrGoOn(database, path);
      const [[keyId, key] = nothing] = keys;
      await retireOthers(database, keyId);
      let rewrapped = 0;
      for (;;) {
        const done = await database
          .transaction()
          .execute((tx) => rewrapSome(tx, keys, { keyId, key }));
        rewrapped += done;
        if (done > 0) tell(rewrapped);
        if (done < atOnce) break;
      }
      return { keyId, rewrapped, isContinued, oldKeys: await putOldAside(database, path, keys) };
    });
  } finally {
    await database.destroy();
  }
}

const nothing: [string, Buffer] = ['', Buffer.alloc(0)];

async function lockOrRefuse(held: Database) {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_lock(${lockNumber}) as mine`.execute(held);
  if (!rows[0]?.mine)
    throw new CannotStart('The key is being exchanged already, by another npm run rotate-key.');
}

/** A file with several keys is an exchange that was interrupted, or a new key that somebody wrote on its first line. */
async function beginOrGoOn(database: Database, path: string) {
  const found = readKeyFile(path);
  if (!found)
    throw new CannotStart(
      `There is no key file ${path}. Set DATA_DIR and ROUNDTABLE_KEY_FILE as for npm start.`,
    );
  await demandAll(database, path, found);
  const isContinued = found.size > 1;
  if (!isContinued) replaceKeyFile(path, [newMasterKey(), ...found.values()]);
  const keys: Keys = readKeyFile(path) ?? found;
  const [first] = keys.keys();
  await sql`
    insert into auth.master_key (master_key_id) values (${first ?? ''})
    on conflict (master_key_id) do update set retired_at = null`.execute(database);
  return { keys, isContinued };
}

async function demandAll(database: Database, path: string, keys: Keys) {
  const { rows } = await sql<{ id: string }>`
    select distinct master_key_id as id from sealing_key`.execute(database);
  const lacking = rows.flatMap(({ id }) => (keys.has(id) ? [] : [id]));
  if (lacking.length > 0)
    throw new CannotStart(
      `The key file ${path} belongs to other data: it lacks the key ${lacking.join(', ')}. Nothing was changed.`,
    );
}

/** From here on nothing new is wrapped by another key; whoever wraps at this moment is waited for. */
const retireOthers = (database: Database, keyId: string) =>
  sql`update auth.master_key set retired_at = now() where master_key_id <> ${keyId} and retired_at is null`.execute(
    database,
  );

async function rewrapSome(
  tx: Tx,
  keys: Keys,
  { keyId, key }: { keyId: string; key: Buffer },
): Promise<number> {
  const { rows } = await sql<{
    agency_id: string;
    key_id: string;
    subject_id: string;
    wrapped: Buffer;
    master_key_id: string;
  }>`
    select agency_id, key_id, subject_id, wrapped, master_key_id from sealing_key
    where master_key_id <> ${keyId} limit ${atOnce} for update`.execute(tx);
  if (rows.length === 0) return 0;
  const anew = rows.map((row) => {
    const old = keys.get(row.master_key_id);
    if (!old) throw new Error(`The key file holds no key ${row.master_key_id}.`);
    return wrapKey(key, row, unwrapKey(old, row, row.wrapped));
  });
  await sql`
    update sealing_key k set wrapped = x.wrapped, master_key_id = ${keyId}
    from unnest(${rows.map((row) => row.agency_id)}::uuid[], ${rows.map((row) => row.key_id)}::uuid[], ${anew}::bytea[])
      as x(agency_id, key_id, wrapped)
    where k.agency_id = x.agency_id and k.key_id = x.key_id`.execute(tx);
  return rows.length;
}

/** Older backups need the old keys: each goes into a file of its own before it leaves the key file. */
async function putOldAside(database: Database, path: string, keys: Keys): Promise<string[]> {
  const [[keyId, key] = nothing, ...old] = keys;
  const { rows } = await sql`
    select from sealing_key where master_key_id <> ${keyId} limit 1`.execute(database);
  if (rows.length > 0) throw new Error('A key is wrapped by another than the new one.');
  const places = old.map(([id, each]) => {
    const place = `${path}.old-${id}`;
    // One that is there may have been cut short when an earlier exchange was interrupted.
    replaceKeyFile(place, [each], path);
    if (!readKeyFile(place)?.has(id)) throw new Error(`The old key is not in ${place}.`);
    return place;
  });
  replaceKeyFile(path, [key]);
  return places;
}
