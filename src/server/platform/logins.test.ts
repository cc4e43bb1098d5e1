import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let agency: GivenAgency;
let client: GivenClient;
let ben: { agencyId: string; staffId: string };

beforeAll(async () => {
  const north = await given.agency('North');
  agency = north;
  const program = await given.program(north);
  const worker = await given.staff(north, 'ana', { roles: ['case-manager'], program });
  client = await given.client(north, { program, worker });
  const south = await given.agency('South');
  const other = await given.program(south);
  const { staffId } = await given.staff(south, 'ben', { roles: ['case-manager'], program: other });
  ben = { agencyId: south.agencyId, staffId };
});
afterAll(() => house.close());

const hashOf = (name: string) =>
  createHash('sha256')
    .update(house.as(name).token ?? '')
    .digest('hex');

/** The rows that these words end with, as the application's login, signed in as somebody. */
async function asApp(name: string, words: string[]): Promise<Record<string, unknown>[]> {
  const login = new pg.Client(house.logins.app);
  await login.connect();
  try {
    await login.query('begin');
    const entering = `select auth.enter('${hashOf(name)}', 'care-coordination') as entered`;
    let last: Record<string, unknown>[] = [];
    for (const word of words) last = (await login.query(word === 'enter' ? entering : word)).rows;
    return last;
  } finally {
    await login.end();
  }
}

const enteredWith = (roles: string[]) => [{ entered: { actor: ben.staffId, roles } }];
const ownRoles = () => [
  'create temporary table staff_role (agency_id uuid, staff_id uuid, role text, ends_on date, program_ids uuid[])',
  `insert into staff_role values ('${ben.agencyId}', '${ben.staffId}', 'administrator')`,
  'grant select on staff_role to public',
  'enter',
];

test('a table of one’s own cannot stand in for the roles that the door reads (S23)', async () => {
  expect(await asApp('ben', ownRoles())).toMatchObject(enteredWith(['case-manager']));
});

test('control: without pg_temp in its place the door would read them (S23)', async () => {
  const path = (names: string) =>
    house.owner.query(`alter function auth.mint set search_path = ${names}`);
  await path('pg_catalog, public');
  const fooled = await asApp('ben', ownRoles()).finally(() => path('pg_catalog, public, pg_temp'));

  expect(fooled).toMatchObject(enteredWith(['administrator']));
});

test('who sees a client cannot widen who else does, nor what they themselves may read (S23)', async () => {
  const mine = `select client_id from client where client_id = '${client.clientId}'`;
  expect(await asApp('ana', ['enter', mine])).toHaveLength(1);
  expect(await asApp('ben', ['enter', mine])).toEqual([]);

  for (const column of ['staff_ids', 'manager_ids', 'team_ids', 'program_ids'])
    await expect(asApp('ana', ['enter', `update client set ${column} = '{}'`])).rejects.toThrow(
      'permission denied',
    );
});

test('what was signed is only ever ended, and a version only superseded (S23)', async () => {
  const { rows } = await house.owner.query(`
    select table_name || '.' || column_name as name from information_schema.column_privileges
    where grantee = 'roundtable_app' and privilege_type = 'UPDATE'
      and (table_name = 'consent' or table_name like '%\\_version')
    order by 1`);

  expect(rows.map(({ name }) => name)).toEqual([
    'attendance_version.superseded_at',
    'care_team_member_version.superseded_at',
    ...[
      'copy_given_on ended_by ended_on revoked_at revoked_by revoked_how',
      'revoked_said_on revoked_signer superseded_at superseded_by version withdrawn_at withdrawn_by withdrawn_reason',
    ].flatMap((columns) => columns.split(' ').map((column) => `consent.${column}`)),
    'enrollment_version.superseded_at',
    'provider_version.superseded_at',
    'review_closing_version.superseded_at',
    'staff_version.superseded_at',
    'team_member_version.superseded_at',
  ]);
});

test('a consent that ended does not come back, and a party on it stays (S23)', async () => {
  const lee = await given.provider(agency);
  const by = await given.staff(agency, 'cleo', { roles: ['case-manager'] });
  const consentId = await given.consent(agency, { client, providerId: lee.providerId, by });
  const change = (value: string) =>
    house.owner.query(`update consent set revoked_at = ${value} where consent_id = $1`, [
      consentId,
    ]);
  await change('now()');

  await expect(change('null')).rejects.toThrow('a consent that ended does not come back');
  for (const command of [
    `update consent_party set since = '1900-01-01'`,
    'delete from consent_party',
    'delete from consent_paper',
    'update consent_words set class = null',
  ])
    await expect(asApp('ana', ['enter', command])).rejects.toThrow('permission denied');
});

test('only a plan, a draft, a list made anew, a role, a kind that nobody has and an identifier can be removed (S23)', async () => {
  const { rows } = await house.owner.query(`
    select distinct table_name as name from information_schema.table_privileges
    where grantee in ('roundtable_app', 'roundtable_worker') and privilege_type in ('DELETE', 'TRUNCATE')
      and table_schema = 'public' order by 1`);

  expect(rows.map(({ name }) => name)).toEqual([
    'attendee',
    'client_identifier',
    'client_review',
    'due_snapshot',
    'policy_run',
    'program_policy',
    'provider_kind',
    'review_attendee',
    'review_cause',
    'review_note',
    'review_reason',
    'staff_role',
  ]);
});

test('nobody writes an audit row in another’s name (S16)', async () => {
  const forged = `insert into audit (agency_id, audit_id, at, actor_id, operation, outcome, hmac)
    values (auth.agency(), gen_random_uuid(), auth.now(), gen_random_uuid(), 'x', 'done', '')`;

  await expect(asApp('ana', ['enter', forged])).rejects.toThrow('row-level security');
});

test('functions that run as the owner look last where a caller can put things (S23)', async () => {
  const { rows } = await house.owner.query(`
    select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'auth') and p.prosecdef
      and not exists (select from unnest(p.proconfig) as setting where setting like 'search_path=%, pg_temp')`);

  expect(rows).toEqual([]);
});

test('a row about a review and a client names the client of that review (S23)', async () => {
  const { rows } = await house.owner.query(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'client_review'
      and 2 = (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('review_id', 'client_id'))
      and not exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'
        and f.confrelid = 'client_review'::regclass and cardinality(f.conkey) = 3)`);

  expect(rows).toEqual([]);
});
