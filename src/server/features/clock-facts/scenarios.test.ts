import { afterAll, beforeAll, expect, test } from 'vitest';
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
let home: GivenProgram;
let sue: GivenStaff;

beforeAll(async () => {
  // Signed in on the last of the days that these tests visit.
  await house.at('2026-08-01T14:00:00Z');
  here = await given.agency('here');
  home = await given.program(here, { name: 'Health Home', preset: 'health-home' });
  sue = await given.staff(here, 'sue', {
    roles: ['supervisor', 'case-manager'],
    program: home,
    teamRole: 'supervisor',
  });
});

const client = (enrolledOn: string) =>
  given.client(here, { program: home, worker: sue, enrolledOn });
const told = async (path: string, body: unknown) => {
  const reply = await house.as('sue').post(path, body);
  expect(reply.status).toBe(200);
  return reply.body;
};
const ideation = (of: GivenClient, on: string) =>
  told(`/api/clients/${of.clientId}/changes`, { code: 'suicidal_ideation', on });
const held = (of: GivenClient, heldOn: string) =>
  told('/api/held-elsewhere', {
    enrollmentIds: [of.enrollmentId],
    heldOn,
    source: 'earlier-system',
  });
const due = async (of: GivenClient) => {
  const { body } = await house.as('sue').get('/api/today/due?scope=mine');
  return body.rows
    .filter(({ clientId }: { clientId: string }) => clientId === of.clientId)
    .map(({ rule, due: on }: { rule: string; due: string }) => [rule, on]);
};
const duties = async (of: GivenClient) => {
  const { body } = await house.as('sue').get(`/api/clients/${of.clientId}/clock-facts`);
  return body.programs.flatMap((program: any) =>
    program.duties.map(({ rule, due: on }: any) => [program.startedOn, rule, on]),
  );
};

test('a conference two days after a crisis settles it and sets the routine clock anew (T14, REQ-022)', async () => {
  await house.at('2026-03-03T14:00:00Z');
  const alma = await client('2026-01-15');
  await ideation(alma, '2026-03-03');
  expect(await due(alma)).toContainEqual(['Suicidal ideation', 'No date set']);
  await house.at('2026-03-05T18:00:00Z');
  await held(alma, '2026-03-05');

  expect(await duties(alma)).toEqual([['2026-01-15', 'Six-month rule', 'Sat 5 Sep']]);
});

test('a conference before a change does not answer it (T15, REQ-022)', async () => {
  await house.at('2026-03-04T14:00:00Z');
  const bea = await client('2026-01-15');
  await held(bea, '2026-03-01');
  await ideation(bea, '2026-03-03');

  expect(await duties(bea)).toContainEqual(['2026-01-15', 'Suicidal ideation', 'No date set']);
  expect(await duties(bea)).toContainEqual(['2026-01-15', 'Six-month rule', 'Tue 1 Sep']);
});

test('what was due when an enrollment ended is closed, and a new enrollment counts from its own start (T22)', async () => {
  await house.at('2026-05-02T14:00:00Z');
  const cleo = await client('2025-11-20');
  expect(await due(cleo)).toEqual([['First case conference', 'Wed 20 May']]);
  await told(`/api/enrollments/${cleo.enrollmentId}/end`, {
    endedOn: '2026-05-01',
    reason: 'moved',
  });
  expect(await due(cleo)).toEqual([]);

  await house.at('2026-08-01T13:00:00Z');
  await told(`/api/clients/${cleo.clientId}/enrollments`, {
    programId: home.programId,
    teamId: home.teamId,
    workerId: sue.staffId,
    startedOn: '2026-08-01',
  });
  expect(await duties(cleo)).toEqual([['2026-08-01', 'First case conference', 'Mon 1 Feb 2027']]);
});
