import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetWhoAsked } from '#server/platform/daily.ts';
import { givenIn } from '#test/given.ts';
import { rowsAfter } from '#test/walls/rows-after.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const logins = [house.logins.app, house.logins.worker, house.logins.guest, house.logins.auth];
let token = '';
let agencyId = '';

beforeAll(async () => {
  const agency = await given.agency('North');
  agencyId = agency.agencyId;
  const program = await given.program(agency);
  const worker = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.client(agency, { program, worker });
  token = house.as('ana').token ?? '';
});
afterAll(() => house.close());

const hash = () => createHash('sha256').update(token).digest('hex');

test('control: with a real session the same words do read the client', async () => {
  const entered = [`select auth.enter('${hash()}', 'care-coordination')`];

  expect(await rowsAfter(house.logins.app, entered, 'client')).toBe(1);
});

/** A connection that has entered in a transaction which is still open. */
async function anotherEntered() {
  const client = new pg.Client(house.logins.app);
  await client.connect();
  await client.query('begin');
  await client.query(`select auth.enter($1, 'care-coordination')`, [hash()]);
  const seen = async () => (await client.query('select * from client')).rowCount;
  return { client, seen };
}

test('who entered in one transaction is nobody in the next, and nobody in another connection (S3b)', async () => {
  const { client, seen } = await anotherEntered();
  const [before, beside] = [await seen(), await rowsAfter(house.logins.app, [], 'client')];
  await client.query('commit');
  await client.query('begin');
  const after = await seen();
  await client.end();

  expect([before, beside, after]).toEqual([1, 0, 0]);
});

test('who entered is nobody again once the entering is taken back (S3b)', async () => {
  const { client } = await anotherEntered();
  await client.query('rollback');
  await client.query('begin');
  await client.query('savepoint before');
  await client.query(`select auth.enter($1, 'care-coordination')`, [hash()]);
  await client.query('rollback to before');
  const { rowCount } = await client.query('select * from client');
  await client.end();

  expect(rowCount).toBe(0);
});

const asAnAdministrator = () => ({
  agency: agencyId,
  purpose: 'administration',
  today: '2026-05-01',
  roles: ['administrator'],
  teams: [],
  supervised: [],
  glass: [],
  cleared: [],
  untold: [],
});
const columns = 'agency, purpose, today, roles, teams, supervised, glass, cleared, untold';
const ownWords = () => [
  [
    'insert on auth.asking',
    `insert into auth.asking (xid, ${columns}) select pg_current_xact_id(), ${columns}
     from jsonb_populate_record(null::auth.asker, '${JSON.stringify(asAnAdministrator())}')`,
  ],
  [
    'execute on function auth.write_down(jsonb)',
    `select auth.write_down('${JSON.stringify(asAnAdministrator())}')`,
  ],
];

test('nobody writes down who asks but the door, and control: whoever might would read the client (S3b)', async () => {
  for (const [right, words = ''] of ownWords()) {
    for (const login of logins) expect(await rowsAfter(login, [words], 'client')).toBe(0);

    await house.owner.query(`grant ${right} to roundtable_app`);
    await house.owner.query('create policy broken on auth.asking for insert with check (true)');
    const opened = await rowsAfter(house.logins.app, [words], 'client');
    await house.owner.query('drop policy broken on auth.asking');
    await house.owner.query(`revoke ${right} from roundtable_app`);
    expect(opened).toBe(1);
  }
});

test('of who asks a login reads what its own transaction compares rows with, and no error tells of another one (S3b)', async () => {
  await house.as('ana').get('/api/today/due?scope=mine');
  const tell = 'select count(*)::int as others from auth.asking where agency::text::int > 0';
  const asked = async () => {
    const client = new pg.Client(house.logins.app);
    await client.connect();
    const { rows } = await client.query(`select count(*)::int as others from auth.asking`);
    const told = await client.query(tell).then(
      (answer) => answer.rows[0]?.others,
      (error: Error) => error.message,
    );
    await client.end();
    return [rows[0]?.others, told];
  };
  expect(await asked()).toEqual([0, 0]);

  await house.owner.query('alter table auth.asking disable row level security');
  const broken = await asked();
  await house.owner.query('alter table auth.asking enable row level security');
  expect(broken).toEqual([expect.any(Number), expect.stringContaining('invalid input')]);
  expect(broken[0]).toBeGreaterThan(0);
});

test.each([
  ['read', `select * from auth.asking`],
  ['changed', `update auth.asking set roles = '{administrator}'`],
  ['taken away', `delete from auth.asking`],
  ['emptied', `truncate auth.asking`],
  ['locked', `begin; lock table auth.asking`],
])('what is written down of who asks is %s by no login (S3b)', async (_how, words) => {
  for (const login of logins) {
    const client = new pg.Client(login);
    await client.connect();
    await expect(client.query(words)).rejects.toMatchObject({ code: '42501' });
    await client.end();
  }
});

const writtenDown = async () =>
  Number(
    (
      await house.owner.query(
        `select count(*) from auth.asking where xid <= pg_snapshot_xmax(pg_current_snapshot())`,
      )
    ).rows[0].count,
  );

test('who asked is forgotten once the transaction is over and not before (S3b)', async () => {
  const { client, seen } = await anotherEntered();
  await house.as('ana').get('/api/today/due?scope=mine');
  expect(await writtenDown()).toBeGreaterThan(0);

  await forgetWhoAsked(house.shell);
  expect(await seen()).toBe(1);
  await client.query('commit');
  await client.end();
  // A transaction of another database of the same server keeps them a little longer.
  await expect
    .poll(
      async () => {
        await forgetWhoAsked(house.shell);
        return writtenDown();
      },
      { timeout: 60_000 },
    )
    .toBe(0);
});

test('who asks is looked up by key, however few are written down (S23)', async () => {
  const plan = await house.owner.query('explain select * from auth.in_reach');
  const lines = plan.rows.map((row) => row['QUERY PLAN']).join('\n');

  expect(lines).toContain('using asking_pkey on asking');
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
