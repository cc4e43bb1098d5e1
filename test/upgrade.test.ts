import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { restrictedClasses, sensitivityClasses } from '#domain/people.ts';
import { migrate } from '#server/platform/migrate.ts';

/** How the first release left its data: a database that is at work comes along with every later one. */
const firstRelease = '0016-facts-that-people-record.sql';

const template = inject('migrator');
const migrator = { ...template, database: `upgrade_${randomBytes(4).toString('hex')}` };
let client: pg.Client;

const id = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const [agency, ana, program, team, alma, enrollment] = [1, 2, 3, 4, 5, 6].map(id);
const [lee, clinic, consent, meeting] = [7, 8, 9, 10].map(id);

/** A worker, a client of an HIV program with a care team of one provider, and what was said and sent about them. */
const atWork = `
  insert into agency (agency_id, name, neutral_name, contact_phone, time_zone, created_at)
    values ('${agency}', 'Riverbend', 'Community Services', '555-0100', 'America/New_York', '2026-01-01Z');
  insert into sign_in."user" (id, name, email, "emailVerified") values ('ana', 'Ana', 'ana@riverbend.example', true);
  insert into staff (agency_id, staff_id, user_id, email, created_at) values ('${agency}', '${ana}', 'ana', 'ana@riverbend.example', '2026-01-01Z');
  insert into staff_version (agency_id, staff_id, version_id, full_name, title, valid_from, recorded_at)
    values ('${agency}', '${ana}', '${id(20)}', 'Ana Reyes', 'Case manager', '2026-01-01', '2026-01-01Z');
  insert into program (agency_id, program_id, name, preset, time_zone, go_live_on, class, created_at)
    values ('${agency}', '${program}', 'Follow-up', 'comprehensive', 'America/New_York', '2026-01-01', 'hiv', '2026-01-01Z');
  insert into team (agency_id, team_id, program_id, name) values ('${agency}', '${team}', '${program}', 'Team');
  insert into client (agency_id, client_id, client_number, legal_given, legal_family, given_key, family_key, preferred_key, created_at)
    values ('${agency}', '${alma}', 1, 'Alma', 'Rivera', 'alma', 'rivera', '', '2026-01-02Z');
  insert into enrollment (agency_id, enrollment_id, client_id, program_id, created_at)
    values ('${agency}', '${enrollment}', '${alma}', '${program}', '2026-01-02Z');
  insert into enrollment_version (agency_id, enrollment_id, version_id, worker_id, team_id, valid_from, recorded_at)
    values ('${agency}', '${enrollment}', '${id(21)}', '${ana}', '${team}', '2026-01-02', '2026-01-02Z');
  insert into program_policy (agency_id, program_id, version, effective_from, document, recorded_at)
    values ('${agency}', '${program}', 1, '2026-01-01', '{"cadence":[{"firstDue":{"from":"initial_plan_date"}}]}', '2026-01-01Z');
  insert into obligation (agency_id, enrollment_id, obligation_key, client_id, program_id, team_id, worker_id, kind, strength, state, explanation)
    values ('${agency}', '${enrollment}', 'routine', '${alma}', '${program}', '${team}', '${ana}', 'routine', 'required', 'open',
      '{"basis":{"code":"awaits_initial_plan"},"flags":{},"state":"open"}');
  delete from stale_enrollment;
  insert into client_contact_note (agency_id, client_id, body, written_by, written_at)
    values ('${agency}', '${alma}', 'Call after five', '${ana}', '2026-01-03Z');
  insert into organization (agency_id, organization_id, name, created_at) values ('${agency}', '${clinic}', 'Clinic', '2026-01-01Z');
  insert into provider (agency_id, provider_id, created_at) values ('${agency}', '${lee}', '2026-01-01Z');
  insert into provider_version (agency_id, provider_id, version_id, full_name, title, provider_class, organization_id, email, valid_from, recorded_at)
    values ('${agency}', '${lee}', '${id(22)}', 'Dr Lee', 'Physician', 'medical', '${clinic}', 'lee@clinic.example', '2026-01-01', '2026-01-01Z');
  insert into consent (agency_id, consent_id, client_id, provider_id, classes, purpose, valid_from, signed_on, recorded_at, recorded_by)
    values ('${agency}', '${consent}', '${alma}', '${lee}', '{general,hiv}', 'case_conference', '2026-01-04', '2026-01-04', '2026-01-04Z', '${ana}');
  insert into disclosure (agency_id, disclosure_id, client_id, provider_id, classes, description, purpose, channel, basis, consent_id, disclosed_at)
    values ('${agency}', '${meeting}', '${alma}', '${lee}', '{general,hiv}', 'Invitation', 'case_conference', 'email', 'consent', '${consent}', '2026-01-05Z');
  insert into due_snapshot (agency_id, snapshot_id, as_of, knowledge, known_at, state, total, looked_at, asked_by, asked_at)
    values ('${agency}', '${id(13)}', '2026-01-31', 'today', '2026-02-01Z', 'done', 1, 1, '${ana}', '2026-02-01Z');`;

/** Before there were nine kinds of information, a no to everything named five. */
const beforeNineClasses = '0182-a-plan-verified-late.sql';
const saidNo = `
  insert into consent (agency_id, consent_id, client_id, classes, purposes, is_refusal, valid_from, signed_on, recorded_at, recorded_by)
    values ('${agency}', '${id(11)}', '${alma}', '{general,hiv,sud,mental_health,dv}', '{case_conference}', true, '2026-02-04', '2026-02-04', '2026-02-04Z', '${ana}'),
      ('${agency}', '${id(12)}', '${alma}', '{general,hiv,sud,mental_health,dv}', '{case_conference}', false, '2026-02-04', '2026-02-04', '2026-02-04Z', '${ana}')`;

/** A step that is general, of a case that is not; what came of it stood in its row. */
const [conference, review, step] = [14, 15, 16].map(id);
const stepDone = `
  insert into conference (agency_id, conference_id, conference_number, state, time_zone, mode, planned_by, planned_at)
    values ('${agency}', '${conference}', 1, 'closed', 'America/New_York', 'video', '${ana}', '2026-02-01Z');
  insert into client_review (agency_id, review_id, conference_id, client_id, enrollment_id, position, planned_minutes, state)
    values ('${agency}', '${review}', '${conference}', '${alma}', '${enrollment}', 1, 15, 'done');
  insert into action_item (agency_id, action_item_id, review_id, client_id, class, body, owner_staff_id, due_on, follow_up_on, follow_up_how,
      follow_up_by, state, finished_at, finished_by, outcome, created_by, created_at)
    values ('${agency}', '${step}', '${review}', '${alma}', 'general', 'Book a ride', '${ana}', '2026-02-10', '2026-02-12', 'By phone',
      '${ana}', 'done', '2026-02-09Z', '${ana}', 'Booked', '${ana}', '2026-02-01Z')`;

const one = async (text: string) => (await client.query(text)).rows[0];

async function emptyDatabase(name: string) {
  const server = new pg.Client({ ...template, database: 'postgres' });
  await server.connect();
  await server.query(`create database ${name} template template0`);
  await server.end();
}

beforeAll(async () => {
  await emptyDatabase(migrator.database);
  await migrate(migrator, firstRelease);
  client = new pg.Client(migrator);
  await client.connect();
  await client.query(atWork);
  await migrate(migrator, beforeNineClasses);
  await client.query(saidNo);
  await client.query(stepDone);
});
afterAll(() => client.end());

test('a database of the first release with people in it comes to this one, and says what it said', async () => {
  await migrate(migrator);

  expect(
    await one(`select purposes, form, is_refusal from consent where consent_id = '${consent}'`),
  ).toEqual({
    purposes: ['case_conference'],
    form: 'not-noted',
    is_refusal: false,
  });
  expect(await one(`select side, kind, provider_id, organization_id from consent_party`)).toEqual({
    side: 'recipient',
    kind: 'person',
    provider_id: lee,
    organization_id: clinic,
  });
  expect(await one(`select manager_ids, overseeing_ids from client`)).toEqual({
    manager_ids: [ana],
    overseeing_ids: [program],
  });
  expect(await one(`select class from client_contact_note`)).toEqual({ class: 'hiv' });
  expect(await one(`select class, classes from disclosure`)).toEqual({
    class: 'hiv',
    classes: ['general', 'hiv'],
  });
});

test('whoever said no to everything said no to the kinds that are new, and no yes grew (REQ-035, EP-12)', async () => {
  const classesOf = async (which: number) =>
    (await one(`select classes from consent where consent_id = '${id(which)}'`)).classes;

  expect(new Set(await classesOf(11))).toEqual(new Set(sensitivityClasses));
  expect(await classesOf(12)).toEqual(['general', 'hiv', 'sud', 'mental_health', 'dv']);
});

test('what came of an action is a note at its place, in the class of the case (EP-07, REQ-178)', async () => {
  const note = await one(`select note_id, about_id, class, convert_from(body, 'utf8') as body,
    written_by, written_at from fact_note`);

  expect(note).toEqual({
    note_id: step,
    about_id: step,
    class: 'hiv',
    body: 'Booked',
    written_by: ana,
    written_at: new Date('2026-02-09T00:00:00Z'),
  });
});

test('nobody who works there loses sight of what is restricted overnight (REQ-036)', async () => {
  const { days } = await one(
    `select training_from - current_date as days from class_access where restricted = 'hiv'`,
  );

  expect(days).toBeGreaterThanOrEqual(29);
  expect(
    await one(`select auth.cleared_on('${agency}', '${ana}', current_date) as cleared`),
  ).toEqual({
    cleared: restrictedClasses.toSorted(),
  });
});

test('what lies open from before there were keys is known to lie open (S18)', async () => {
  expect(await one(`select only_one from auth.words_in_the_clear`)).toEqual({ only_one: true });
});

test('a past list that was worked out before what was met was listed is known to hold none of it (REQ-033)', async () => {
  expect(await one(`select state, holds_met from due_snapshot`)).toEqual({
    state: 'done',
    holds_met: false,
  });
});

const migrations = new URL('../migrations/', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, migrations), 'utf8');

test('a migration that was released is to the letter what it was: the next one corrects it', () => {
  const released = text('released.sha256').trim().split('\n');
  const changed = released.filter((line) => {
    const [hash, name = ''] = line.split(/\s+/);
    return createHash('sha256').update(text(name)).digest('hex') !== hash;
  });

  expect(released.length).toBeGreaterThan(30);
  expect(changed).toEqual([]);
});

test('a database that had two of the steps in another wording comes along, and one that was tampered with does not', async () => {
  const other = { ...template, database: `${migrator.database}_other` };
  await emptyDatabase(other.database);
  await migrate(other, '0057-what-a-paper-tells.sql');
  const database = new pg.Client(other);
  await database.connect();
  const done = (name: string, hash: string) =>
    database.query('update migration.done set hash = $2 where name = $1', [name, hash]);
  await done(
    '0049-emergency-access.sql',
    '6d1ceb5ccf125a4e79140743f63934963f49dc590c413e7d31ae61262bf803d6',
  );
  await done(
    '0057-what-a-paper-tells.sql',
    '275cb5f80a9ee4cf8e3b0e5753b9f72ed87c332c9f05f158779f78e096bde644',
  );
  await database.query(
    `create function auth.seat_waits(wanted_team uuid, about uuid) returns boolean language sql as 'select true'`,
  );

  await migrate(other);
  const { rows } = await database.query(`select prosrc from pg_proc where proname = 'seat_waits'`);
  expect(rows).toMatchObject([{ prosrc: expect.stringContaining('seat_opens_class') }]);
  await done('0057-what-a-paper-tells.sql', 'something else');
  await expect(migrate(other)).rejects.toThrow('was changed after it had run');
  await database.end();
});

test('a version that was published with a first plan counts from enrollment, and what stood under it is derived anew', async () => {
  expect(
    await one(
      `select document #>> '{cadence,0,firstDue,from}' as counts_from, published_digest::text = auth.policy_digest(document) as sealed from program_policy`,
    ),
  ).toEqual({ counts_from: 'enrollment_start', sealed: true });
  expect(await one(`select count(*)::int as left_over from obligation`)).toEqual({ left_over: 0 });
  expect(await one(`select enrollment_id from auth.unjudged`)).toEqual({
    enrollment_id: enrollment,
  });
});
