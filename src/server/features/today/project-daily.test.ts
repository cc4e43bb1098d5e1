import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { givenIn, type GivenAgency, type GivenClient, type GivenProgram } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { projectDaily } from './project-daily.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let program: GivenProgram;
let client: GivenClient;

/** From 1 June on the rule asks every 90 days, also of clocks that run already. */
async function stricterFromJune({ agencyId }: GivenAgency, { programId }: GivenProgram) {
  const stricter = {
    ...comprehensive,
    version: 2,
    effectiveFrom: '2026-06-01',
    cadence: comprehensive.cadence.map((rule) => ({
      ...rule,
      interval: { value: 90, unit: 'day' },
      applyToOpenObligations: true,
    })),
  };
  await house.owner.query(
    `insert into program_policy (agency_id, program_id, version, effective_from, document, recorded_at)
     values ($1, $2, 2, '2026-06-01', $3, '2026-05-01Z')`,
    [agencyId, programId, JSON.stringify(stricter)],
  );
}

beforeAll(async () => {
  here = await given.agency('here');
  program = await given.program(here);
  await stricterFromJune(here, program);
  const ana = await given.staff(here, 'ana', { roles: ['case-manager'], program });
  await house.at('2026-05-31T14:00:00Z');
  client = await given.client(here, { program, worker: ana, enrolledOn: '2026-04-01' });
});

beforeEach(() =>
  house.owner.query(
    `update obligation set due_on = '2026-09-28', changes_on = '2026-06-01',
       explanation = explanation || '{"dueOn": "2026-09-28", "changesOn": "2026-06-01"}' where enrollment_id = $1`,
    [client.enrollmentId],
  ),
);

const stored = async () => {
  const { rows } = await house.owner.query(
    `select due_on::text, changes_on::text from obligation where enrollment_id = $1`,
    [client.enrollmentId],
  );
  return rows[0];
};
const dueDates = async () => {
  const { body } = await house.as('ana').get('/api/today/due?when=all');
  return body.rows.map(({ dueOn }: { dueOn: string }) => dueOn);
};

test('the service projects what a passed date has changed, once, in the program’s own zone', async () => {
  await house.at('2026-06-01T03:59:00Z');
  expect(await projectDaily(house.shell)).toBe(0);
  expect(await stored()).toEqual({ due_on: '2026-09-28', changes_on: '2026-06-01' });

  await house.at('2026-06-01T04:01:00Z');
  expect(await projectDaily(house.shell)).toBe(1);
  expect(await stored()).toEqual({ due_on: '2026-06-30', changes_on: null });
  expect(await projectDaily(house.shell)).toBe(0);
});

test('no list shows a row past the date on which it changes, even before the service came by', async () => {
  await house.at('2026-05-31T20:00:00Z');
  expect(await dueDates()).toEqual(['2026-09-28']);

  await house.at('2026-06-01T12:00:00Z');
  expect(await dueDates()).toEqual(['2026-06-30']);
  expect(await stored()).toEqual({ due_on: '2026-06-30', changes_on: null });
});

test('asked to stop, the service begins nothing more, and the next one does it', async () => {
  await house.at('2026-06-02T14:00:00Z');

  expect(await projectDaily({ ...house.shell, stopping: AbortSignal.abort() })).toBe(0);
  expect(await projectDaily(house.shell)).toBe(1);
});

test('an agency whose rules cannot be read keeps no other one waiting', async () => {
  const broken = await given.agency('broken');
  const theirs = await given.program(broken);
  const bea = await given.staff(broken, 'bea', { roles: ['case-manager'], program: theirs });
  await house.at('2026-05-31T14:00:00Z');
  const one = await given.client(broken, {
    program: theirs,
    worker: bea,
    enrolledOn: '2026-04-01',
  });
  await house.owner.query(
    `update obligation set changes_on = '2026-06-01',
       explanation = explanation || '{"changesOn": "2026-06-01"}' where enrollment_id = $1`,
    [one.enrollmentId],
  );
  await house.owner.query(
    `insert into program_policy (agency_id, program_id, version, effective_from, document, recorded_at)
     values ($1, $2, 2, '2026-06-01', '{}', '2026-05-01Z')`,
    [broken.agencyId, theirs.programId],
  );
  await house.at('2026-06-02T14:00:00Z');

  // Both are looked at: the one with rules keeps what it owes, to be tried again another day.
  expect(await projectDaily(house.shell)).toBe(2);
  expect((await stored()).due_on).toBe('2026-06-30');
  const { rows } = await house.owner.query(
    `select due_on::text, changes_on > '2026-06-02' as again from obligation where enrollment_id = $1`,
    [one.enrollmentId],
  );
  expect(rows).toEqual([{ due_on: '2026-09-28', again: true }]);
});

test('those that wait to be judged are judged one round after the other, and each whose rules are refused is tried once (REQ-021)', async () => {
  const { programId } = program;
  const ida = await given.staff(here, 'ida', { roles: ['case-manager'], program });
  const before = { program, worker: ida, enrolledOn: '2026-03-01' };
  const waiting = [await given.client(here, before), await given.client(here, before)];
  const refused = await given.program(here, { name: 'Refused' });
  waiting.push(await given.client(here, { ...before, program: refused }));
  await house.at('2026-06-03T14:00:00Z');
  const ids = waiting.map(({ enrollmentId }) => enrollmentId);
  await house.owner.query(`alter table program_policy disable trigger user`);
  await house.owner.query(`update program_policy set document = '{}' where program_id = $1`, [
    refused.programId,
  ]);
  await house.owner.query(`alter table program_policy enable trigger user`);
  await house.owner.query(`delete from obligation where enrollment_id = any($1)`, [ids]);
  await house.owner.query(
    `insert into auth.unjudged select agency_id, enrollment_id, auth.now() - interval '1 day' from enrollment where enrollment_id = any($1)`,
    [ids],
  );

  await projectDaily(house.shell, { size: 1 });
  const { rows } = await house.owner.query(
    `select (select count(*)::integer from obligation where program_id = $1 and enrollment_id = any($2)) as judged,
       array(select enrollment_id from auth.unjudged) as waiting`,
    [programId, ids],
  );
  expect(rows).toEqual([{ judged: 2, waiting: [ids[2]] }]);
});
