import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GivenProgram, GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, comprehensive, home, ana, tell, serves, provider, dutiesOf } =
  await goldenScene(house);
let cfp: GivenProgram;
let food: GivenProgram;
let cal: GivenStaff;

beforeAll(async () => {
  cfp = await given.program(here, { name: 'Follow-up', preset: 'cfp' });
  food = await given.program(here, { name: 'Food', preset: 'supportive' });
  cal = await given.staff(here, 'cal', { roles: ['case-manager'], program: cfp });
});
afterAll(() => house.close());

const inFollowUp = (name: string) =>
  given.client(here, { program: cfp, worker: cal, name, enrolledOn: '2026-01-05' });

test('a meeting of the team alone is no conference (T6, REQ-085)', async () => {
  const client = await inFollowUp('Ben Six');
  const technician = await given.staff(here, 'tess', {
    roles: ['case-manager'],
    program: cfp,
    teamRole: 'technician',
  });
  const worker = await given.staff(here, 'finn', {
    roles: ['case-manager'],
    program: cfp,
    teamRole: 'follow-up-worker',
  });
  const { verdict } = await holdBySteps(house, {
    client,
    leader: cal,
    others: [technician, worker].map(({ staffId }) => ({ kind: 'staff', id: staffId })),
    on: '2026-05-12',
  });

  expect(verdict?.counts).toBe(false);
  expect(verdict?.reasonCodes).toContain('TEAM_ONLY');
});

test('a nurse of another program of the agency, by telephone, makes it a conference (T7, REQ-084, REQ-103)', async () => {
  const client = await inFollowUp('Cleo Seven');
  const nurse = await given.staff(here, 'nell', { roles: ['case-manager'], program: food });
  await serves('cal', client, { kind: 'staff', personId: nurse.staffId });
  await house.at('2026-05-01T14:00:00Z');
  await tell('cal', `/api/enrollments/${client.enrollmentId}/reassessments`, { on: '2026-05-20' });
  expect(await dutiesOf('cal', client)).toEqual([
    expect.stringMatching(/^Follow-up, Reassessment: .*, Fri 19 Jun$/),
  ]);
  const { verdict } = await holdBySteps(house, {
    client,
    leader: cal,
    others: [{ kind: 'staff', id: nurse.staffId }],
    on: '2026-05-13',
    mode: 'telephone',
    minutes: 38,
  });

  expect(verdict).toMatchObject({ counts: true, reasonCodes: [] });
  expect(await dutiesOf('cal', client)).toEqual([]);
});

test('a call at once with one provider, more of the team and without the client counts, and nothing is left to ask (REQ-088, REQ-089, REQ-101)', async () => {
  const client = await inFollowUp('Fay Once');
  const tech = await given.staff(here, 'toni', {
    roles: ['case-manager'],
    program: cfp,
    teamRole: 'technician',
  });
  const { verdict } = await holdBySteps(house, {
    client,
    leader: cal,
    others: [await provider(cal, client), { kind: 'staff', id: tech.staffId }],
    on: '2026-05-15',
    mode: 'telephone',
    plannedMinutesAhead: 1,
  });

  expect(verdict).toMatchObject({ counts: true, reasonCodes: [] });
  expect(verdict?.warningCodes).not.toContain('NOT_PLANNED');
  expect(verdict?.warningCodes).not.toContain('CLIENT_ABSENT_NO_REASON');
});

test('the case manager and the client’s sister alone make it a conference in the follow-up program (T9, REQ-087, C-06)', async () => {
  const client = await inFollowUp('Dora Nine');
  const { supportId } = await tell('cal', `/api/clients/${client.clientId}/supports`, {
    fullName: 'Rosa Nine',
    relationship: 'sibling',
  });
  await tell('cal', `/api/clients/${client.clientId}/care-team/add`, {
    kind: 'support',
    personId: supportId,
    servesAs: 'Sister',
    from: '2026-01-05',
  });
  await tell('cal', `/api/clients/${client.clientId}/consents`, {
    form: 'DOH-5032',
    recipients: [{ kind: 'support', id: supportId }],
    classes: ['general'],
    purposes: ['case_conference'],
    validFrom: '2026-01-05',
    validUntil: '2027-01-05',
    signedOn: '2026-01-05',
  });
  const { verdict } = await holdBySteps(house, {
    client,
    leader: cal,
    others: [{ kind: 'support', id: supportId }],
    on: '2026-05-14',
  });

  expect(verdict).toMatchObject({ counts: true });
});

test('the managed care plan alone is not enough in the Health Home (T10, REQ-137)', async () => {
  const client = await given.client(here, {
    program: home,
    worker: ana,
    name: 'Ed Ten',
    enrolledOn: '2026-01-05',
  });
  const { verdict } = await holdBySteps(house, {
    client,
    leader: ana,
    others: [await provider(ana, client, 'mco')],
    on: '2026-05-15',
  });

  expect(verdict?.counts).toBe(false);
  expect(verdict?.reasonCodes).toContain('NO_REQUIRED_PROVIDER_CLASS');
  expect(await dutiesOf('ana', client)).toEqual([
    'Health Home, First case conference: current, Sun 5 Jul',
  ]);
});

test('a colleague who moved to another program counts from the day of the move (T12, REQ-083, C-07)', async () => {
  const client = await inFollowUp('Faye Twelve');
  const moved = await given.staff(here, 'milo', {
    roles: ['case-manager'],
    program: cfp,
    teamRole: 'follow-up-worker',
  });
  await serves('cal', client, { kind: 'staff', personId: moved.staffId });
  const others = [{ kind: 'staff' as const, id: moved.staffId }];
  const before = await holdBySteps(house, { client, leader: cal, others, on: '2026-05-31' });
  const { staff } = (await house.as('here-admin').get('/api/staff')).body;
  const membership = staff
    .find(({ staffId }: { staffId: string }) => staffId === moved.staffId)
    .teams.find(({ teamId }: { teamId: string }) => teamId === cfp.teamId);
  await tell('here-admin', '/api/staff/leave-team', { teamMemberId: membership.teamMemberId });
  await house.at('2026-06-01T13:00:00Z');
  await tell('here-admin', '/api/staff/join-team', {
    staffId: moved.staffId,
    teamId: food.teamId,
    teamRole: 'follow-up-worker',
  });
  const after = await holdBySteps(house, {
    client,
    leader: cal,
    others,
    on: '2026-06-02',
    plannedDaysAhead: 1,
  });

  expect(before.verdict?.reasonCodes).toContain('TEAM_ONLY');
  expect(after.verdict).toMatchObject({ counts: true, reasonCodes: [] });
});

test('a conference written up ten days later counts from the day on which it was held (T13, REQ-027)', async () => {
  const client = await given.client(here, {
    program: comprehensive,
    worker: ana,
    name: 'Gus Thirteen',
    enrolledOn: '2026-01-05',
  });
  const lee = await provider(ana, client);
  const { close } = await holdBySteps(house, {
    client,
    leader: ana,
    others: [lee],
    on: '2026-06-10',
    closedAfterDays: null,
  });
  await house.at('2026-06-20T13:00:00Z');
  const { rows } = (await house.as('ana').get('/api/today/due?when=all')).body;
  const row = rows.find(({ clientId }: { clientId: string }) => clientId === client.clientId);
  expect(row).toMatchObject({ due: 'Sat 4 Jul', next: { state: 'ended' } });
  expect(row.notes).toContain('Held Wed 10 Jun; counts once its record is finished');

  expect(await close()).toMatchObject({ counts: true });
  expect(await dutiesOf('ana', client)).toEqual([
    'Comprehensive, 180-day rule: current, Mon 7 Dec',
  ]);
});
