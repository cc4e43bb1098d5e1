import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { asOwner, tried } from '#test/walls/opened-policies.ts';

const house = await startHouse();
const given = givenIn(house);
let agency: GivenAgency;
let ada: GivenStaff;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  agency = await given.agency('riverbend');
  const harbor = await given.program(agency, { name: 'Harbor' });
  const bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program: harbor });
  ada = await given.staff(agency, 'ada', { roles: ['administrator'] });
  await given.client(agency, { program: harbor, worker: bo });
  await house.owner.query(`update program set class = 'hiv' where agency_id = $1`, [
    agency.agencyId,
  ]);
});

/** What becomes of these words of the application's login for an administrator; nothing of it stays. */
const done = (words: string, before = '') =>
  asOwner(house, async (client) => {
    const person = { agencyId: agency.agencyId, staff: ada };
    const answer = await tried(client, person, { words, before, purpose: 'administration' });
    return typeof answer === 'string' ? answer : answer.rowCount;
  });
const forbidden = '42501';
const unwalled = (table: string, column: string) =>
  `drop policy if exists at_its_moment on ${table}; drop trigger if exists moment_of_${column} on ${table};`;

/** Columns of a moment that a login writes as it likes. */
const free = async () => {
  const { rows } = await house.owner.query<{ name: string }>(`
    select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid = 'timestamptz'::regtype and not a.attisdropped
      and exists (select from unnest(array['roundtable_app', 'roundtable_worker']) login
        where has_column_privilege(login, c.oid, a.attnum, 'insert') and not exists (select from pg_policy p
            where p.polrelid = c.oid and p.polname = 'at_its_moment' and not p.polpermissive
              and pg_get_expr(p.polwithcheck, c.oid) like '%(' || a.attname || ' = %')
          or has_column_privilege(login, c.oid, a.attnum, 'update') and not exists (select from pg_trigger t
            where t.tgrelid = c.oid and t.tgname = 'moment_of_' || a.attname and t.tgenabled = 'O'))
    order by 1`);
  return rows.map(({ name }) => name);
};

test('when something was recorded is said by the clock; people say only when it happened (S9, S23)', async () => {
  expect(await free()).toEqual([
    'attendance_version.valid_from',
    'attendance_version.valid_to',
    'change_event.occurred_at',
    'client_review.ended_at',
    'client_review.replied_at',
    'client_review.started_at',
    'conference.ended_at',
    'conference.started_at',
    'conference.starts_at',
    'coordination_contact.happened_at',
    'disclosure.disclosed_at',
    'due_snapshot.known_at',
    'emergency_disclosure.told_at',
    'exchange_message.sent_at',
    'letter_told.told_at',
    'owed_statement.heard_from',
    'owed_statement.heard_until',
    'privacy_incident.present_from',
    'privacy_incident.present_until',
    'record_entry.happened_at',
    'review_billing.billed_from',
    'review_billing.billed_until',
    'revocation_notice.told_at',
  ]);
});

test('control: a table whose moment anybody writes is noticed (S23)', async () => {
  await house.owner.query(`create table unclocked (agency_id uuid, recorded_at timestamptz)`);
  await house.owner.query(`grant insert on unclocked to roundtable_app`);
  const found = await free();
  await house.owner.query(`drop table unclocked`);

  expect(found).toContain('unclocked.recorded_at');
});

const role = (at: string) =>
  `insert into staff_role (agency_id, staff_id, role, granted_at, granted_by)
   values (auth.agency(), '$staff', 'biller', ${at}, auth.actor())`;
const training = (at: string) =>
  `insert into staff_training (agency_id, training_id, staff_id, about, completed_on, expires_on, recorded_at, recorded_by)
   values (auth.agency(), gen_random_uuid(), '$staff', 'hiv', '2020-01-01', '2099-12-31', ${at}, auth.actor())`;

test.for([
  ['a role given', 'staff_role', 'granted_at', role],
  ['a training recorded', 'staff_training', 'recorded_at', training],
] as const)(
  'an administrator does not say themselves since when there is %s (S9, S23)',
  async ([, table, column, words]) => {
    const { rows } = await house.owner.query<{ id: string }>(
      `select staff_id as id from staff where email like 'bo@%' and agency_id = $1`,
      [agency.agencyId],
    );
    const said = (at: string) => words(at).replace('$staff', rows[0]?.id ?? '');
    const bare = `delete from staff_role where staff_id = '${rows[0]?.id}';`;

    expect(await done(said(`auth.now() - interval '1 year'`), bare)).toBe(forbidden);
    expect(await done(said('auth.now()'), bare)).toBe(1);
    const open = bare + unwalled(table, column);
    expect(await done(said(`auth.now() - interval '1 year'`), open)).toBe(1);
  },
);

test.for([
  ['staff_role', 'granted_at', `auth.now() - interval '1 year'`],
  ['staff_role', 'granted_at', 'auth.now()'],
  ['staff', 'deactivated_at', `auth.now() - interval '1 year'`],
  ['enrollment', 'created_at', 'auth.now()'],
] as const)(
  'nor writes it anew: %s.%s as %s, which would show whose enrollments they may not know of (EP-14, S23)',
  async ([table, column, at]) => {
    const words = `update ${table} set ${column} = ${at}`;

    expect(await done(words)).toBe(forbidden);
    expect(Number(await done(words, unwalled(table, column)))).toBeGreaterThan(0);
  },
);
