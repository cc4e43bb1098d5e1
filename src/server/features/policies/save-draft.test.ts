import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const { programId } = await given.program(await given.agency('riverbend'));
const admin = () => house.as('riverbend-admin');
afterAll(() => house.close());

test('another time zone is refused at its field, and nothing of what was typed with it is kept', async () => {
  await admin().post('/api/policies/draft', { programId, version: 1 });
  const read = async () =>
    (await admin().get(`/api/policies/version?programId=${programId}&version=2`)).body;
  const { revision, document } = await read();
  const saved = await admin().post('/api/policies/draft/save', {
    programId,
    version: 2,
    revision,
    document: { ...document, cadence: [], timeZone: 'America/Los_Angeles' },
  });

  expect(saved.status).toBe(400);
  expect(saved.body.fields).toEqual([
    {
      path: 'document.timeZone',
      message: expect.stringContaining('this program works in America/New_York'),
    },
  ]);
  expect((await read()).document).toEqual(document);
});

test('a day of the weekend, a kind of rule and a value that there are not are refused in words that name the field and what helps (REQ-021)', async () => {
  const { revision, document } = (
    await admin().get(`/api/policies/version?programId=${programId}&version=2`)
  ).body;
  const saved = await admin().post('/api/policies/draft/save', {
    programId,
    version: 2,
    revision,
    document: {
      ...document,
      businessCalendar: { holidays: ['Easter'], weekend: [6, 8] },
      crossProgram: [
        { kind: 'triple', otherPolicyId: 'x', maxDays: 60, jointConference: [], jointPlan: true },
      ],
      attempts: { ...document.attempts, effect: 'start_again' },
    },
  });

  expect(saved.status).toBe(400);
  expect(saved.body.fields).toEqual([
    {
      path: 'document.businessCalendar.holidays.0',
      message: 'A date of the policy: enter it as year, month and day, for example 2026-12-03.',
    },
    {
      path: 'document.businessCalendar.weekend.1',
      message: 'The days of the weekend: use 1 for Monday to 7 for Sunday.',
    },
    {
      path: 'document.attempts.effect',
      message: 'What attempts do: choose one of "label_only", "defer_days".',
    },
    {
      path: 'document.crossProgram.0.kind',
      message: 'The kind of a rule: use "dual_enrollment".',
    },
  ]);
});

test('a first conference is counted from enrollment: what would wait for a plan is refused at its field (REQ-021)', async () => {
  const { revision, document } = (
    await admin().get(`/api/policies/version?programId=${programId}&version=2`)
  ).body;
  const [rule] = document.cadence;
  const firstDue = { from: 'initial_plan_date', interval: 'same' };
  const saved = await admin().post('/api/policies/draft/save', {
    programId,
    version: 2,
    revision,
    document: { ...document, cadence: [{ ...rule, firstDue }] },
  });

  expect(saved.status).toBe(400);
  expect(saved.body.fields).toMatchObject([{ path: 'document.cadence.0.firstDue.from' }]);
});

test('a draft that counted from a plan is read as counting from enrollment after the upgrade', async () => {
  await house.owner.query(
    `update program_policy set document = jsonb_set(document, '{cadence,0,firstDue,from}', '"initial_plan_date"')
     where program_id = $1 and version = 2`,
    [programId],
  );
  const step = '../../../../migrations/0202-the-first-is-counted-from-enrollment.sql';
  await house.owner.query(readFileSync(new URL(step, import.meta.url), 'utf8'));

  const { status, body } = await admin().get(
    `/api/policies/version?programId=${programId}&version=2`,
  );
  expect(status).toBe(200);
  expect(body.document.cadence[0].firstDue.from).toBe('enrollment_start');
});
