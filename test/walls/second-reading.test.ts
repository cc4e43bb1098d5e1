import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hashToken } from '#server/platform/session-cookie.ts';
import { givenIn, type GivenAgency, type GivenClient, type GivenProgram } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { untilItComesOrWaits } from '#test/two-at-once.ts';

// What somebody could do who has the application's login to themself, signed in as one of its people.
const house = await startHouse();
const given = givenIn(house);
const staffIds = new Map<string, string>();
let agency: GivenAgency;
let program: GivenProgram;
let elsewhere: GivenProgram;
let client: GivenClient;
let foreign: GivenClient;

beforeAll(async () => {
  agency = await given.agency('North');
  program = await given.program(agency);
  elsewhere = await given.program(agency, { name: 'Elsewhere' });
  for (const name of ['ana', 'ben', 'cy'])
    staffIds.set(
      name,
      (await given.staff(agency, name, { roles: ['case-manager'], program })).staffId,
    );
});
beforeEach(async () => {
  const worker = { staffId: idOf('ana'), userId: '', name: 'ana' };
  client = await given.client(agency, { program, worker });
  foreign = await given.client(agency, { program: elsewhere });
});
afterAll(() => house.close());

const idOf = (name: string) => staffIds.get(name) ?? '';

async function begin(name: string) {
  const login = new pg.Client(house.logins.app);
  await login.connect();
  await login.query('begin');
  const hash = hashToken(house.as(name).token ?? '');
  await login.query(`select auth.enter($1, 'care-coordination')`, [hash]);
  return login;
}
type Words = [text: string, values?: unknown[]];

/** What the last of these words answers to somebody; all is taken back. */
async function attempt(name: string, words: Words[]) {
  const login = await begin(name);
  try {
    let rows: unknown[] = [];
    for (const [text, values] of words) rows = (await login.query(text, values)).rows;
    return rows;
  } finally {
    await login.end();
  }
}

const handingTo = (name: string): Words => [
  `with old as (update enrollment_version set superseded_at = auth.now()
     where enrollment_id = $1 and superseded_at is null returning *)
   insert into enrollment_version (agency_id, enrollment_id, client_id, program_id, version_id, worker_id, team_id, valid_from, recorded_at)
   select agency_id, enrollment_id, client_id, program_id, gen_random_uuid(), $2, team_id, valid_from, auth.now() from old`,
  [client.enrollmentId, idOf(name)],
];
const joining = (name: string, isCaseManager: boolean): Words[] => {
  const memberId = house.newId();
  return [
    [
      `insert into care_team_member (agency_id, care_team_member_id, client_id, staff_id) values ($1, $2, $3, $4)`,
      [agency.agencyId, memberId, client.clientId, idOf(name)],
    ],
    [
      `insert into care_team_member_version (agency_id, care_team_member_id, version_id, is_case_manager, valid_from, recorded_at)
       values ($1, $2, gen_random_uuid(), $3, '2026-01-15', auth.now())`,
      [agency.agencyId, memberId, isCaseManager],
    ],
  ];
};

test('a colleague who writes the rows themself does not become who manages a case (S1)', async () => {
  await expect(attempt('ben', [handingTo('ben')])).rejects.toThrow('not theirs to assign');
  await expect(attempt('ben', [handingTo('cy')])).rejects.toThrow('not theirs to assign');
  await expect(attempt('ben', joining('ben', true))).rejects.toThrow('not theirs to assign');
});

test('control: the worker hands the case over in the same words, and a colleague joins without managing (S1)', async () => {
  expect(await attempt('ana', [handingTo('ben')])).toEqual([]);
  expect(await attempt('ben', joining('ben', false))).toEqual([]);
});

test('two who change a care team at once do not give back the sight that one of them took (S1)', async () => {
  const [memberId, other] = [house.newId(), house.newId()];
  await house.owner.query(
    `insert into care_team_member (agency_id, care_team_member_id, client_id, staff_id) values ($1, $2, $3, $4), ($1, $5, $3, $6)`,
    [agency.agencyId, memberId, client.clientId, idOf('ben'), other, idOf('cy')],
  );
  const version = `insert into care_team_member_version (agency_id, care_team_member_id, version_id, valid_from, recorded_at)
    values ($1, $2, gen_random_uuid(), '2026-01-15', auth.now())`;
  await house.owner.query(version, [agency.agencyId, memberId]);
  const [first, second] = [await begin('ana'), await begin('ana')];

  await first.query(
    `update care_team_member_version set superseded_at = auth.now() where care_team_member_id = $1`,
    [memberId],
  );
  const waiting = second.query(version, [agency.agencyId, other]);
  await untilItComesOrWaits(house, waiting);
  await first.query('commit');
  await waiting;
  await second.query('commit');
  await Promise.all([first.end(), second.end()]);

  const { rows } = await house.owner.query(`select staff_ids from client where client_id = $1`, [
    client.clientId,
  ]);
  expect(rows[0].staff_ids.toSorted()).toEqual([idOf('ana'), idOf('cy')].toSorted());
});

const heldElsewhere = (enrollmentId: string): Words => [
  `insert into held_elsewhere (agency_id, held_elsewhere_id, client_id, enrollment_id, held_on, source, recorded_by, recorded_at)
   values ($1, gen_random_uuid(), $2, $3, '2026-03-01', 'other', $4, auth.now())`,
  [agency.agencyId, client.clientId, enrollmentId, idOf('ana')],
];
const factsOf = (enrollmentId: string): Words => [
  `select enrollment_id from auth.clock_enrollments(array[$1::uuid])`,
  [enrollmentId],
];

test('nobody learns of an enrollment by writing its id beside a client of theirs (S1)', async () => {
  expect(await attempt('ana', [factsOf(foreign.enrollmentId)])).toEqual([]);
  await expect(
    attempt('ana', [heldElsewhere(foreign.enrollmentId), factsOf(foreign.enrollmentId)]),
  ).rejects.toThrow('foreign key');
});

test('control: beside its own client the same words do tell (S1)', async () => {
  const own = client.enrollmentId;
  expect(await attempt('ana', [heldElsewhere(own), factsOf(own)])).toEqual([
    { enrollment_id: own },
  ]);
});

// A list of a past day is read by nobody but whoever asked for it, and marks nothing: it may outlive what it names.
test('whatever names an enrollment and a client is tied to the enrollment’s own client (S23)', async () => {
  const { rows } = await house.owner.query(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('enrollment', 'due_snapshot_row')
      and 2 = (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('enrollment_id', 'client_id'))
      and not exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'
        and f.confrelid = 'enrollment'::regclass and f.conkey @> array(select a.attnum from pg_attribute a
          where a.attrelid = c.oid and a.attname in ('agency_id', 'enrollment_id', 'client_id')))`);

  expect(rows).toEqual([]);
});

test('one administrator’s open import answers no other administrator about classes (EP-20)', async () => {
  const opened = await given.staff(agency, 'amy', { roles: ['administrator'] });
  await house.owner.query(
    `insert into client_class values ($1, $2, 'hiv', 'a test', now()) on conflict do nothing`,
    [agency.agencyId, client.clientId],
  );
  await house.owner.query(
    `insert into import_run (agency_id, import_id, source, state, file_name, started_by, started_at)
     values ($1, $2, 'hmis', 'preview', 'x.zip', $3, now())`,
    [agency.agencyId, house.newId(), opened.staffId],
  );
  const asked = async (name: string, purpose: string) => {
    const login = new pg.Client(house.logins.app);
    await login.connect();
    await login.query('begin');
    await login.query(`select auth.enter($1, $2)`, [
      hashToken(house.as(name).token ?? ''),
      purpose,
    ]);
    const stated = JSON.stringify([{ client_id: client.clientId, class: 'hiv' }]);
    const { rowCount } = await login.query(`select auth.confirm_classes(array[$1::uuid], $2)`, [
      client.clientId,
      stated,
    ]);
    await login.end();
    return rowCount;
  };

  expect(await asked('North-admin', 'administration')).toBe(0);
  expect(await asked('amy', 'care-coordination')).toBe(0);
  expect(await asked('amy', 'administration')).toBe(1);
});
