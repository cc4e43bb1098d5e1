import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let comprehensive: GivenProgram;
let healthHome: GivenProgram;
let supportive: GivenProgram;
let ana: GivenStaff;

beforeAll(async () => {
  here = await given.agency('here');
  const there = await given.agency('there');
  comprehensive = await given.program(here, { name: 'Comprehensive' });
  healthHome = await given.program(here, { name: 'Health Home', preset: 'health-home' });
  supportive = await given.program(here, { name: 'Supportive', preset: 'supportive' });
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program: comprehensive });
  const program = await given.program(there);
  await given.staff(there, 'otto', { roles: ['case-manager'], program });
});

beforeEach(() => house.at('2026-05-04T14:00:00Z'));

const rowOf = async (name: string, clientId: string) => {
  const reply = await house.as(name).get('/api/today/due?when=all');
  expect(reply.status).toBe(200);
  return reply.body.rows.find((row: { clientId: string }) => row.clientId === clientId);
};

test('180 days after the last conference it is due today, and a day later it is late (REQ-027, REQ-142, T1)', async () => {
  await house.at('2025-09-01T14:00:00Z');
  const client = await given.client(here, {
    program: comprehensive,
    worker: ana,
    name: 'Alma Rivera',
    enrolledOn: '2025-01-15',
  });
  await givenHeldElsewhere(house, here, { client, on: '2025-08-31', by: ana });

  await house.at('2026-02-27T15:00:00Z');
  expect(await rowOf('ana', client.clientId)).toMatchObject({
    name: 'Alma Rivera',
    status: 'due_today',
    dueOn: '2026-02-27',
    daysLeft: 0,
    rule: '180-day rule',
    strength: 'required',
    evidence: '180 days from Sun 31 Aug 2025, recorded elsewhere',
    lastHeldOn: '2025-08-31',
    workerName: 'ana',
    programName: 'Comprehensive',
  });

  // Still the evening of the 27th in New York, where the program is.
  await house.at('2026-02-28T04:59:00Z');
  expect(await rowOf('ana', client.clientId)).toMatchObject({ status: 'due_today' });

  await house.at('2026-02-28T15:00:00Z');
  expect(await rowOf('ana', client.clientId)).toMatchObject({
    status: 'overdue',
    daysLeft: -1,
    left: '1 day late',
  });
  expect(await rowOf('otto', client.clientId)).toBeUndefined();
});

test('six calendar months are another date than 180 days (REQ-132, REQ-021, T2)', async () => {
  await house.at('2025-09-01T14:00:00Z');
  const client = await given.client(here, {
    program: healthHome,
    worker: ana,
    enrolledOn: '2025-01-15',
  });
  await givenHeldElsewhere(house, here, { client, on: '2025-08-31', by: ana });

  await house.at('2026-02-28T15:00:00Z');
  expect(await rowOf('ana', client.clientId)).toMatchObject({
    status: 'due_today',
    dueOn: '2026-02-28',
    rule: 'Six-month rule',
  });
  await house.at('2026-03-01T15:00:00Z');
  expect(await rowOf('ana', client.clientId)).toMatchObject({ status: 'overdue' });
});

test('the supportive model demands nothing, so nobody is ever late in it (REQ-029, T11)', async () => {
  const client = await given.client(here, {
    program: supportive,
    worker: ana,
    enrolledOn: '2020-01-15',
  });

  expect(await rowOf('ana', client.clientId)).toBeUndefined();
  const { rows } = await house.owner.query(
    `select state, strength, due_on from obligation where enrollment_id = $1`,
    [client.enrollmentId],
  );
  expect(rows).toEqual([{ state: 'not_required', strength: 'not_required', due_on: null }]);
});

test('an ended enrollment owes nothing; enrolled again, the clock starts anew (REQ-181, T22)', async () => {
  const client = await given.client(here, {
    program: comprehensive,
    worker: ana,
    enrolledOn: '2025-11-21',
  });
  expect(await rowOf('ana', client.clientId)).toMatchObject({ dueOn: '2026-05-20' });

  const ended = await house.as('ana').post(`/api/enrollments/${client.enrollmentId}/end`, {
    endedOn: '2026-05-01',
    reason: 'moved',
  });
  expect(ended.status).toBe(200);
  expect(await rowOf('ana', client.clientId)).toBeUndefined();

  await house.at('2026-08-01T14:00:00Z');
  // Nobody manages the case any more, so that somebody who gives cases gives this one anew.
  const again = await house.as('here-admin').post(`/api/clients/${client.clientId}/enrollments`, {
    programId: comprehensive.programId,
    teamId: comprehensive.teamId,
    workerId: ana.staffId,
    startedOn: '2026-08-01',
  });
  expect(again.status).toBe(200);
  expect(await rowOf('ana', client.clientId)).toMatchObject({
    dueOn: '2027-01-28',
    evidence: '180 days from enrollment, Sat 1 Aug',
    enrollmentId: again.body.enrollmentId,
  });
});

test('a conference recorded elsewhere moves the due date, and a corrected one moves it again', async () => {
  const client = await given.client(here, {
    program: comprehensive,
    worker: ana,
    enrolledOn: '2025-11-21',
  });

  await givenHeldElsewhere(house, here, { client, on: '2026-04-01', by: ana });
  expect(await rowOf('ana', client.clientId)).toMatchObject({ dueOn: '2026-09-28' });
  await givenHeldElsewhere(house, here, { client, on: '2026-03-01', by: ana });
  expect(await rowOf('ana', client.clientId)).toMatchObject({
    dueOn: '2026-08-28',
    lastHeldOn: '2026-03-01',
  });
});
