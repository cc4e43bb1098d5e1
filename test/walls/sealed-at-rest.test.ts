import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryPlace } from '#server/platform/embedded-postgres/data-folder.ts';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres/start-embedded-postgres.ts';
import { migrate } from '#server/platform/migrate.ts';
import { openMasterKeys } from '#server/platform/sealing/open-master-keys.ts';
import { makeKeyFile, masterKeysOf } from '#server/platform/sealing/master-keys.ts';
import { sealWhatLiesOpen } from '#server/platform/sealing/seal-what-lies-open.ts';
import { canaries, type CanaryAgency } from '#test/walls/canary-words.ts';
import { canaryAgency } from '#test/walls/canary-world.ts';
import { startHouse } from '#test/house.ts';

// A server of its own, so that its folder holds what this test wrote and nothing else.
const folder = mkdtempSync(join(temporaryPlace(), 'roundtable-sealed-'));
// The database's own user passes through it.
chmodSync(folder, 0o711);
const postgres = await startEmbeddedPostgres({
  dataDir: join(folder, 'data'),
  durable: false,
  programsPlace: temporaryPlace(),
});
const migrator = postgres.connect;
await migrate(migrator);
const house = await startHouse({ on: migrator });
const found = canaries();

let north: CanaryAgency;

beforeAll(async () => {
  north = await canaryAgency(house, 'north', found);
});
afterAll(async () => {
  await house.close();
  await everybodyGone();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** This server ends with the file: a connection that still says goodbye would take its end for a fault. */
async function everybodyGone() {
  const last = new pg.Client({ ...migrator });
  last.on('error', () => {});
  await last.connect();
  for (let left = 1, time = 0; left > 0 && time < 100; time += 1) {
    const { rows } = await last.query(
      `select pg_sleep(0.05), count(*)::int as others from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    left = rows[0].others;
  }
  await last.end();
}

/** Where a meeting is held and what another system calls its paper: short texts, which lists show (REQ-178). */
const inTheClear = ['conference.join_link', 'conference.place', 'filing.reference'];
/** Everything else that was said about somebody; who they are and what is called how, lists and search need. */
const isSealed = ({ kind, where }: { kind: string; where: string }) =>
  /^(content|restricted|meeting|of-the-colleague)/.test(kind) && !inTheClear.includes(where);

const told = (text: string) => [...found.in(text)].filter(isSealed).map(({ where }) => where);

async function inTheDump() {
  const { rows } = await house.owner.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth', 'sign_in', 'queue', 'guest', 'migration')`,
  );
  const seen: string[] = [];
  for (const { name } of rows) {
    // What COPY writes, row by row: bytea as hexadecimal digits, which are read back here.
    const { rows: lines } = await house.owner.query(`select t::text as line from ${name} t`);
    for (const { line } of lines) {
      const bytes = [...line.matchAll(/\\\\?x([0-9a-f]+)/g)].map(([, hex]) =>
        Buffer.from(hex, 'hex').toString('latin1'),
      );
      seen.push(...told([line, ...bytes].join('\n')));
    }
  }
  return seen;
}

const filesIn = (place: string): string[] =>
  readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    const path = join(place, entry.name);
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : [];
  });

/** Every byte below the data folder: tables, indexes, the write-ahead log, temporary files, the server's own log. */
async function onTheDisk() {
  await house.owner.query('checkpoint');
  const files = filesIn(join(folder, 'data'));
  return {
    files: files.length,
    wal: files.filter((file) => file.includes('pg_wal') && statSync(file).size > 0).length,
    seen: files.flatMap((file) => told(readFileSync(file).toString('latin1'))),
    names: files.flatMap((file) => [...found.in(readFileSync(file).toString('latin1'))]).length,
  };
}

test('no sealed word stands in any table, nor anywhere below the data folder (S18, REQ-178)', async () => {
  const sealed = found.all().filter(isSealed);
  const disk = await onTheDisk();

  expect(sealed.length).toBeGreaterThan(100);
  for (const from of ['consent_words.', 'consent_paper.', 'review_entry.', 'fact_note.'])
    expect(sealed.some(({ where }) => where.startsWith(from))).toBe(true);
  expect(await inTheDump()).toEqual([]);
  expect(disk.seen).toEqual([]);
  expect(disk.files).toBeGreaterThan(500);
  expect(disk.wal).toBeGreaterThan(0);
  // The same reading does find what stands in the clear.
  expect(disk.names).toBeGreaterThan(10);
});

test('each client has one key, wrapped, and every text asks for its own client’s (S18)', async () => {
  const { rows } = await house.owner.query(
    `select count(*)::integer as keys, count(distinct subject_id)::integer as subjects, min(length(wrapped)) as length from sealing_key`,
  );

  expect(rows[0].keys).toBeGreaterThan(2);
  expect(rows[0].subjects).toBe(rows[0].keys);
  expect(rows[0].length).toBe(60);
});

test('control: words that lie open are found in the dump and on the disk (S18)', async () => {
  const [canary] = found.all().filter(isSealed);
  await house.owner.query(`create table lying_open (body bytea)`);
  await house.owner.query(`insert into lying_open values (convert_to($1, 'UTF8'))`, [canary?.word]);

  expect(await inTheDump()).toEqual([canary?.where]);
  expect((await onTheDisk()).seen).toContain(canary?.where);
  await house.owner.query(`drop table lying_open`);
});

test('a client whose key is gone can be read by nobody (S18)', async () => {
  const [{ clientId }] = north.clients;
  const details = () => house.as(north.ana.name).get(`/api/clients/${clientId}/details`);
  expect((await details()).status).toBe(200);

  await house.owner.query(
    `create table kept_key as select * from sealing_key where subject_id = '${clientId}'`,
  );
  await house.owner.query(`delete from sealing_key where subject_id = $1`, [clientId]);
  const gone = await details();
  await house.owner.query(`insert into sealing_key select * from kept_key`);
  await house.owner.query(`drop table kept_key`);

  expect(gone.status).toBe(500);
  expect((await details()).status).toBe(200);
});

test('words moved to another client’s row do not open there (S18)', async () => {
  const [{ clientId }, other] = north.clients;
  const details = () => house.as(north.ana.name).get(`/api/clients/${clientId}/details`);
  const swap = (from: string) =>
    house.owner.query(
      `update client_contact_note n set body = o.body from ${from} o where n.client_id = $1 and o.client_id = $2`,
      [clientId, other.clientId],
    );
  await house.owner.query('create table kept_note as select * from client_contact_note');
  await swap('client_contact_note');
  const moved = await details();
  await house.owner.query(
    `update client_contact_note n set body = o.body from kept_note o where o.client_id = n.client_id`,
  );
  await house.owner.query('drop table kept_note');

  expect(moved.status).toBe(500);
  expect((await details()).status).toBe(200);
});

test('what an earlier release wrote open is sealed at the start, and reads as before (S18)', async () => {
  const [{ clientId }] = north.clients;
  const [old] = found.all().filter(({ where }) => where === 'client_contact_note.body');
  await house.owner.query(
    `update client_contact_note set body = convert_to($1, 'UTF8') where client_id = $2`,
    [old?.word, clientId],
  );
  await house.owner.query(`insert into auth.words_in_the_clear values (true)`);
  expect(await inTheDump()).toEqual(['client_contact_note.body']);
  const read = async () =>
    (await house.as(north.ana.name).get(`/api/clients/${clientId}/details`)).body.contactNote;
  expect(await read()).toBe(old?.word);

  expect(await sealWhatLiesOpen(migrator, house.masterKeys)).toBe(1);
  expect(await sealWhatLiesOpen(migrator, house.masterKeys)).toBe(0);

  expect(await inTheDump()).toEqual([]);
  expect(await read()).toBe(old?.word);
});

test('a start without the key that is needed, or with that of other data, says which and what to do', async () => {
  const path = join(folder, 'own.key');
  const message = (of: Promise<unknown>) =>
    of.then(
      () => '',
      (fault) => String(fault.message),
    );
  const { keyId } = house.masterKeys.current();
  await house.owner.query(`insert into auth.master_key (master_key_id) values ($1)`, [keyId]);

  expect(await message(openMasterKeys(migrator, path))).toMatch(
    new RegExp(`${path} is missing.*${keyId}[^]*copy that you keep[^]*ROUNDTABLE_KEY_FILE`),
  );
  makeKeyFile(path);
  expect(await message(openMasterKeys(migrator, path))).toMatch(
    new RegExp(`${path} belongs to other data[^]*${keyId}[^]*right file back`),
  );
});

test('a new database takes a new key, and says that it was made', async () => {
  const path = join(folder, 'new.key');
  await house.owner.query('create table kept_key as select * from sealing_key');
  await house.owner.query('delete from sealing_key');
  const first = await openMasterKeys(migrator, path);
  const second = await openMasterKeys(migrator, path);
  await house.owner.query('insert into sealing_key select * from kept_key');

  expect([first.isNew, second.isNew]).toEqual([true, false]);
  expect(second.masterKeys.current()).toEqual(masterKeysOf(path).current());
});
