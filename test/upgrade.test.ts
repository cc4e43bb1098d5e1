import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { restrictedClasses, sensitivityClasses } from '#domain/people.ts';
import type { Login } from '#server/platform/database.ts';
import { migrate } from '#server/platform/migrate.ts';
import {
  agency,
  alma,
  ana,
  asFirstReleased,
  emptyDatabase,
  clinic,
  consent,
  enrollment,
  id,
  lee,
  program,
} from '#test/first-release.ts';

let client: pg.Client;
let migrator: Login;

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

beforeAll(async () => {
  ({ migrator, client } = await asFirstReleased());
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
  expect(await one(`select may_take_lists from staff`)).toEqual({ may_take_lists: true });
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
    written_by, written_at from fact_note where about_id = '${step}'`);

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
  const other = { ...migrator, database: `${migrator.database}_other` };
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
