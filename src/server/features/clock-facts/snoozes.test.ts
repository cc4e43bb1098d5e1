import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let care: GivenProgram;
let ana: GivenStaff;
let client: GivenClient;

beforeAll(async () => {
  // Signed in on the last of the days that these tests visit.
  await house.at('2026-07-20T14:00:00Z');
  here = await given.agency('here');
  care = await given.program(here, { name: 'Comprehensive', preset: 'comprehensive' });
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program: care });
  await given.staff(here, 'bo', { roles: ['case-manager'], program: care });
  const there = await given.agency('there');
  const program = await given.program(there);
  await given.staff(there, 'eve', { roles: ['supervisor'], program, teamRole: 'supervisor' });
});
beforeEach(async () => {
  // Due on 14 July: 180 days from 15 January.
  await house.at('2026-07-01T14:00:00Z');
  client = await given.client(here, { program: care, worker: ana });
});

const snooze = (who: string, body: Record<string, unknown> = {}) =>
  house.as(who).post(`/api/enrollments/${client.enrollmentId}/snooze`, {
    obligationKey: 'every-180-days',
    until: '2026-07-08',
    reason: 'waiting_for_results',
    ...body,
  });
const duties = async (who = 'ana') =>
  (await house.as(who).get(`/api/clients/${client.clientId}/clock-facts`)).body.programs[0].duties;
const dueRows = async () => {
  const { body } = await house.as('ana').get('/api/today/due?scope=mine');
  return body.rows.filter((row: any) => row.clientId === client.clientId);
};

test('a snoozed duty leaves the list, says until when and why, and comes back by itself (REQ-027)', async () => {
  expect(await dueRows()).toHaveLength(1);
  expect(await duties()).toMatchObject([{ snoozeUntil: '2026-07-14', snoozeId: null }]);
  expect((await snooze('ana', { note: 'Blood work on Monday' })).status).toBe(200);

  expect(await dueRows()).toEqual([]);
  expect(await duties()).toMatchObject([
    { status: 'snoozed', left: 'Snoozed', notes: ['Snoozed until Wed 8 Jul: waiting for the lab'] },
  ]);
  await house.at('2026-07-08T14:00:00Z');
  expect(await dueRows()).toMatchObject([{ left: 'In 6 days' }]);
});

test('what is required is never snoozed past its date, and the answer says until when it could be (REQ-027)', async () => {
  const late = await snooze('ana', { until: '2026-07-15' });
  expect(late.body.fields).toMatchObject([
    {
      path: 'until',
      message:
        'This is required: choose a day no later than its due date. The latest is Tue 14 Jul 2026.',
    },
  ]);
  const today = await snooze('ana', { until: '2026-07-01' });
  expect(today.body.fields).toMatchObject([{ path: 'until' }]);
  expect((await snooze('ana', { until: '2026-07-14' })).status).toBe(200);
  await house.at('2026-07-14T14:00:00Z');
  expect(await dueRows()).toMatchObject([{ left: 'Due today' }]);
});

test('what is due or overdue stays on the list (REQ-027)', async () => {
  await house.at('2026-07-20T14:00:00Z');
  const reply = await snooze('ana', { until: '2026-07-21' });

  expect(reply).toMatchObject({ status: 409, body: { type: 'snooze-overdue' } });
  expect((await duties())[0]).toMatchObject({ snoozeUntil: null });
  expect((await duties())[0].whyNoSnooze).toContain('stays on the list');
});

test('a snooze can be ended at once, and set anew', async () => {
  const { body } = await snooze('ana');
  const path = `/api/snoozes/${body.snoozeId}/end`;
  expect((await house.as('bo').post(path)).status).toBe(200);
  expect(await dueRows()).toHaveLength(1);
  expect((await house.as('ana').post(path)).body.type).toBe('changed-meanwhile');

  await snooze('ana');
  await snooze('bo', { until: '2026-07-03', reason: 'client_away' });
  expect((await duties())[0].notes).toEqual(['Snoozed until Fri 3 Jul: the client is away']);
});

test('two people who snooze the same duty at once leave one snooze', async () => {
  const replies = await Promise.all([snooze('ana'), snooze('bo')]);

  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  const { rows } = await house.owner.query(
    `select count(*)::integer as standing from snooze where enrollment_id = $1 and superseded_at is null`,
    [client.enrollmentId],
  );
  expect(rows).toEqual([{ standing: 1 }]);
});

test('a crisis is not snoozed; an urgent change is, by those who may know of it alone', async () => {
  const change = async (body: Record<string, unknown>) =>
    (
      await house.as('ana').post(`/api/clients/${client.clientId}/changes`, {
        on: '2026-06-30',
        wantsConference: true,
        ...body,
      })
    ).body.changeEventId;
  const crisis = await change({ code: 'suicidal_ideation' });
  const hidden = await change({ code: 'nonadherence', class: 'hiv' });

  const ofCrisis = await snooze('ana', { obligationKey: `suicidal_ideation:${crisis}` });
  expect(ofCrisis.body.type).toBe('snooze-crisis');
  const key = { obligationKey: `nonadherence:${hidden}` };
  expect((await snooze('bo', key)).status).toBe(404);
  const { status, body } = await snooze('ana', { ...key, note: 'Only some may know' });
  expect(status).toBe(200);
  expect((await house.as('bo').post(`/api/snoozes/${body.snoozeId}/end`)).status).toBe(404);
});

test('another agency finds nothing to snooze, and an unknown duty is none', async () => {
  const { body } = await snooze('ana');
  expect((await snooze('eve')).status).toBe(404);
  expect((await house.as('eve').post(`/api/snoozes/${body.snoozeId}/end`)).status).toBe(404);
  expect((await snooze('ana', { obligationKey: 'every-blue-moon' })).status).toBe(404);
});
