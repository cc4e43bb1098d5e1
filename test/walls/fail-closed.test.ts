import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const clientTables = [
  'client',
  'enrollment',
  'consent',
  'conference',
  'obligation',
  'record_entry',
  'agency',
  'staff',
  'audit',
];
const logins = [house.logins.app, house.logins.worker, house.logins.guest, house.logins.auth];
let token = '';

beforeAll(async () => {
  const agency = await given.agency('North');
  const program = await given.program(agency);
  const worker = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.client(agency, { program, worker });
  token = house.as('ana').token ?? '';
});
afterAll(() => house.close());

const hash = () => createHash('sha256').update(token).digest('hex');

/** Rows that a login reads after some words, or nothing when it was refused on the way. */
async function rowsAfter(
  login: (typeof logins)[number],
  words: string[],
  table: string,
): Promise<number> {
  const client = new pg.Client(login);
  await client.connect();
  try {
    await client.query('begin');
    for (const word of words) await client.query(word);
    return (await client.query(`select * from ${table}`)).rowCount ?? 0;
  } catch {
    return 0;
  } finally {
    await client.end();
  }
}

test('control: with a real session the same words do read the client', async () => {
  const entered = [`select auth.enter('${hash()}', 'care-coordination')`];

  expect(await rowsAfter(house.logins.app, entered, 'client')).toBe(1);
});

const forged = JSON.stringify({
  agency: '00000000-0000-0000-0000-000000000000',
  roles: ['administrator'],
});
const tricks: [string, string[]][] = [
  ['no context at all', []],
  ['an empty context', [`set local roundtable.context = ''`]],
  ['a forged context', [`set local roundtable.context = '${'0'.repeat(64)}.${forged}'`]],
  ['a forged context without proof', [`set local roundtable.context = '${forged}'`]],
  [
    'a forged proof',
    [
      `set local roundtable.context = '${forged}'`,
      `set local roundtable.proof = '${'0'.repeat(64)}'`,
    ],
  ],
  [
    'an empty proof',
    [`set local roundtable.context = '${forged}'`, `set local roundtable.proof = ''`],
  ],
  ['an unknown session', [`select auth.enter('${'0'.repeat(64)}', 'care-coordination')`]],
  ['reset role', ['reset role']],
  ['set role to the owner', ['set role roundtable_owner']],
  ['session authorization', ['set session authorization roundtable_owner']],
  ['row security off', ['set local row_security = off']],
  [
    'a function of their own',
    [
      `create function pg_temp.f() returns setof client language sql security definer as 'select * from client'`,
    ],
  ],
  [
    'minting directly',
    [
      `select auth.mint('${'0'.repeat(8)}-0000-0000-0000-000000000000', null, 'care-coordination', 'daily-projection')`,
    ],
  ],
];

describe.each(logins.map((login) => [login.user, login] as const))('%s', (_, login) => {
  test.each(tricks)('sees nothing with %s (S3b)', async (_name, words) => {
    for (const table of clientTables) expect(await rowsAfter(login, words, table)).toBe(0);
  });
});

test('a context of one transaction is worthless in the next (S3b)', async () => {
  const client = new pg.Client(house.logins.app);
  await client.connect();
  await client.query('begin');
  await client.query(`select auth.enter($1, 'care-coordination')`, [hash()]);
  const { rows } = await client.query(
    `select current_setting('roundtable.context') as context, current_setting('roundtable.proof') as proof`,
  );
  await client.query('commit');

  await client.query('begin');
  await client.query(
    `select set_config('roundtable.context', $1, true), set_config('roundtable.proof', $2, true)`,
    [rows[0].context, rows[0].proof],
  );
  const again = await client.query('select * from client');
  await client.end();

  expect(again.rowCount).toBe(0);
});

test('the proof of one context proves no other (S3b)', async () => {
  const client = new pg.Client(house.logins.app);
  await client.connect();
  await client.query('begin');
  await client.query(`select auth.enter($1, 'care-coordination')`, [hash()]);
  const seen = async () => (await client.query('select * from client')).rowCount;
  const before = await seen();
  await client.query(
    `select set_config('roundtable.context', jsonb_set(current_setting('roundtable.context')::jsonb, '{roles}', '["administrator"]')::text, true)`,
  );
  const after = await seen();
  await client.end();

  expect([before, after]).toEqual([1, 0]);
});

test('nobody writes another agency into a row (S3b)', async () => {
  const client = new pg.Client(house.logins.app);
  await client.connect();
  await client.query('begin');
  await client.query(`select auth.enter($1, 'care-coordination')`, [hash()]);
  const foreign = client.query(
    `insert into organization (agency_id, organization_id, name, created_at)
     values (gen_random_uuid(), gen_random_uuid(), 'Elsewhere', now())`,
  );

  await expect(foreign).rejects.toMatchObject({ code: '42501' });
  await client.end();
});
