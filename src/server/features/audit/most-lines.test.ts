import { afterAll, beforeAll, expect, test } from 'vitest';
import { mostLines } from '#domain/access/taking-out.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let past = '';
let agencyId = '';
afterAll(() => house.close());

const dueList = '/api/today/due/export?scope=team&when=all&reason=supervision';
const pastList = () => `/api/due-snapshots/${past}/export?reason=supervision`;

/** So many lines more than there are: rows alone, since nobody opens them. */
const linesMore = (table: 'obligation' | 'due_snapshot_row', howMany: number) =>
  house.owner.query(
    `with columns as (select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as names
       from information_schema.columns where table_name = $1 and is_generated = 'NEVER')
     select format('insert into %1$I (%2$s) select %2$s from (select (jsonb_populate_record(null::%1$I, to_jsonb(o)
         || jsonb_build_object(''enrollment_id'', i.id, ''client_id'', i.id))).* from (select t.* from %1$I t where t.agency_id = %4$L and t.strength = ''required''
           and coalesce(to_jsonb(t) ->> ''state'', ''open'') = ''open'' limit 1) o,
         lateral (select gen_random_uuid() as id from generate_series(1, %3$s)) i) r', $1::text, names, $2::int, $3::uuid) as words
     from columns`,
    [table, howMany, agencyId],
  );

/** Without the keys that lead elsewhere. */
async function addLines(table: 'obligation' | 'due_snapshot_row', howMany: number) {
  const client = await house.owner.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    const { rows } = await linesMore(table, howMany);
    await client.query(rows[0].words);
    if (table === 'obligation')
      await client.query(
        `insert into client select (jsonb_populate_record(null::client, to_jsonb(c) || jsonb_build_object('client_id', o.client_id,
           'client_number', 5000 + row_number() over ()))).* from obligation o,
           lateral (select * from client where agency_id = o.agency_id and legal_family = 'Rivera' limit 1) c
         where not exists (select from client x where x.client_id = o.client_id)`,
      );
    await client.query('commit');
  } finally {
    client.release();
  }
}

beforeAll(async () => {
  await house.at('2026-11-02T15:00:00Z');
  const agency = await given.agency('riverbend');
  agencyId = agency.agencyId;
  const program = await given.program(agency);
  const ana = await given.staff(agency, 'ana', {
    roles: ['case-manager', 'supervisor'],
    teamRole: 'supervisor',
    program,
  });
  await given.client(agency, { program, worker: ana });
  await house.runJobs();
  const asked = { asOf: '2026-11-02', knowledge: 'today' };
  past = (await house.as('ana').post('/api/due-snapshots', asked)).body.snapshotId;
  await house.runJobs();
});

const taken = async () =>
  (await house.owner.query('select count(*)::int as n from taken_out')).rows[0].n;

test('a list of many clients leaves up to so many lines at once; above that the answer says how to go on, and that it was asked for is in the trail (S1, S16)', async () => {
  for (const [file, table] of [
    [dueList, 'obligation'],
    [pastList(), 'due_snapshot_row'],
  ] as const) {
    const before = await taken();
    expect((await house.as('ana').get(file)).status).toBe(200);
    expect(await taken()).toBe(before + 1);

    await addLines(table, mostLines);
    const { status, body } = await house.as('ana').get(file);
    expect([status, body.type]).toEqual([409, 'too-many-lines']);
    expect(body.title).toMatch(/at most 2,000 lines. Narrow the list/);
    expect(await taken()).toBe(before + 1);
  }
  const { rows } = await house.owner.query(
    `select operation from audit where outcome = 'denied' and operation like '%/export' order by operation`,
  );
  expect(rows.map(({ operation }) => operation)).toEqual([
    'GET /api/due-snapshots/:snapshotId/export',
    'GET /api/today/due/export',
  ]);
});

test('what is narrowed leaves: each part says what it is (S1)', async () => {
  const part = await house.as('ana').get(`${dueList}&strength=recommended`);
  expect(part.status).toBe(200);
  const soon = await house.as('ana').get(`${pastList()}&show=due-soon`);
  expect([soon.status, soon.body.trim().split('\r\n').length]).toEqual([200, 1]);
});
