import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, comprehensive, home, ana, tell, provider, dutiesOf } =
  await goldenScene(house);
const supportive = await given.program(here, { name: 'Supportive', preset: 'supportive' });
const stan = await given.staff(here, 'stan', { roles: ['case-manager'], program: supportive });
const cal = await given.staff(here, 'cal', { roles: ['case-manager'], program: comprehensive });
afterAll(() => house.close());

const rowsOf = async () => (await house.as('ana').get('/api/today/due?when=all')).body.rows;

test('a conference of 31 August is due again on 27 February by days and on 28 February by months, and late the day after each (T1, T2, REQ-132)', async () => {
  await house.at('2025-08-01T14:00:00Z');
  const alma = await given.client(here, {
    program: comprehensive,
    worker: ana,
    enrolledOn: '2025-06-01',
  });
  await tell('ana', `/api/clients/${alma.clientId}/enrollments`, {
    programId: home.programId,
    teamId: home.teamId,
    workerId: ana.staffId,
    startedOn: '2025-06-01',
  });
  const lee = await provider(ana, alma, { providerClass: 'medical', from: '2025-06-01' });
  const { verdict } = await holdBySteps(house, {
    client: alma,
    leader: ana,
    others: [lee],
    on: '2025-08-31',
  });
  expect(verdict).toMatchObject({ counts: true, reasonCodes: [] });

  const onDay = async (moment: string) => {
    await house.at(moment);
    return (await dutiesOf('ana', alma)).toSorted();
  };
  expect(await onDay('2026-02-27T15:00:00Z')).toEqual([
    'Comprehensive, 180-day rule: due_today, Fri 27 Feb',
    'Health Home, Six-month rule: due_soon, Sat 28 Feb',
  ]);
  expect(await onDay('2026-02-28T15:00:00Z')).toEqual([
    'Comprehensive, 180-day rule: overdue, Fri 27 Feb',
    'Health Home, Six-month rule: due_today, Sat 28 Feb',
  ]);
  // The list shows the client once, by the earlier of the two (C-01).
  expect(await rowsOf()).toMatchObject([
    {
      clientId: alma.clientId,
      programName: 'Comprehensive',
      left: '1 day late',
      evidence: '180 days from Sun 31 Aug 2025',
    },
  ]);
  expect(await onDay('2026-03-01T15:00:00Z')).toEqual([
    'Comprehensive, 180-day rule: overdue, Fri 27 Feb',
    'Health Home, Six-month rule: overdue, Sat 28 Feb',
  ]);
});

test('a conference two days after a crisis settles it and sets the routine clock anew (T14, REQ-146)', async () => {
  await house.at('2026-03-03T14:00:00Z');
  const bea = await given.client(here, {
    program: home,
    worker: ana,
    name: 'Bea Fourteen',
    enrolledOn: '2026-01-15',
  });
  const lee = await provider(ana, bea, 'behavioral');
  const { changeEventId } = await tell('ana', `/api/clients/${bea.clientId}/changes`, {
    code: 'suicidal_ideation',
    on: '2026-03-03',
  });
  expect((await dutiesOf('ana', bea)).toSorted()).toEqual([
    'Health Home, First case conference: current, Wed 15 Jul',
    'Health Home, Suicidal ideation: open, No date set',
  ]);
  // Before whatever is late.
  expect((await rowsOf())[0]).toMatchObject({ clientId: bea.clientId, severity: 'crisis' });

  const { verdict } = await holdBySteps(house, {
    client: bea,
    leader: ana,
    others: [lee],
    on: '2026-03-05',
    plannedDaysAhead: 1,
    changeEventIds: [changeEventId],
  });
  expect(verdict).toMatchObject({ counts: true, reasonCodes: [] });
  expect(await dutiesOf('ana', bea)).toEqual(['Health Home, Six-month rule: current, Sat 5 Sep']);
});

test('a conference two days before a crisis does not answer it (T15, REQ-144)', async () => {
  await house.at('2026-02-26T14:00:00Z');
  const cleo = await given.client(here, {
    program: home,
    worker: ana,
    name: 'Cleo Fifteen',
    enrolledOn: '2026-01-15',
  });
  const lee = await provider(ana, cleo);
  await holdBySteps(house, { client: cleo, leader: ana, others: [lee], on: '2026-03-01' });
  await house.at('2026-03-04T14:00:00Z');
  await tell('ana', `/api/clients/${cleo.clientId}/changes`, {
    code: 'suicidal_ideation',
    on: '2026-03-03',
  });

  expect((await dutiesOf('ana', cleo)).toSorted()).toEqual([
    'Health Home, Six-month rule: current, Tue 1 Sep',
    'Health Home, Suicidal ideation: open, No date set',
  ]);
});

test('where no conference is required, the chart, the list of clients and an empty worklist say so: neither blank nor on time (T11, C-02, REQ-029)', async () => {
  await house.at('2026-08-10T14:00:00Z');
  const dora = await given.client(here, {
    program: supportive,
    worker: stan,
    name: 'Dora Eleven',
    enrolledOn: '2020-01-15',
  });

  expect(await dutiesOf('stan', dora)).toEqual([
    'Supportive, Case conference: not_required, Not required',
  ]);
  const { clients } = await tell('stan', '/api/clients/search', {});
  expect(clients[0].enrollments[0].nextDue).toMatchObject({
    status: 'not_required',
    due: 'Not required',
    left: '',
    dueOn: null,
  });
  const due = (await house.as('stan').get('/api/today/due')).body;
  expect(due).toMatchObject({ rows: [], firstLater: null, notRequired: ['Supportive'] });

  const all = (await house.as('stan').get('/api/today/due?when=all')).body;
  expect(all).toMatchObject({ rows: [], firstLater: null, notRequired: ['Supportive'] });

  // What is recommended after a change is told, and never late.
  await tell('stan', `/api/clients/${dora.clientId}/changes`, {
    code: 'housing_loss',
    on: '2026-08-01',
    wantsConference: true,
  });
  await house.at('2026-08-19T14:00:00Z');
  expect((await house.as('stan').get('/api/today/due')).body).toMatchObject({
    rows: [{ status: 'open', strength: 'recommended', left: 'Open 18 days' }],
    notRequired: [],
  });

  // Whoever works in no such program is not told of it; in another one something is always required.
  expect((await house.as(cal.name).get('/api/today/due')).body.notRequired).toEqual([]);
});
