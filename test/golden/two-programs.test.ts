import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, comprehensive, home, ana, tell, provider, dutiesOf } =
  await goldenScene(house);
afterAll(() => house.close());

test('one video conference with a physician satisfies two programs, each by its own sum (T3, REQ-027, REQ-132)', async () => {
  const alma = await given.client(here, {
    program: comprehensive,
    worker: ana,
    enrolledOn: '2025-09-01',
  });
  await house.at('2026-02-01T14:00:00Z');
  await tell('ana', `/api/clients/${alma.clientId}/enrollments`, {
    programId: home.programId,
    teamId: home.teamId,
    workerId: ana.staffId,
    startedOn: '2025-10-01',
  });
  const lee = await provider(ana, alma);
  const { verdict, reviewId } = await holdBySteps(house, {
    client: alma,
    leader: ana,
    others: [lee],
    on: '2026-02-10',
  });

  expect(verdict).toMatchObject({ counts: true, reasonCodes: [] });
  const both = [
    'Comprehensive, 180-day rule: current, Sun 9 Aug',
    'Health Home, Six-month rule: current, Mon 10 Aug',
  ];
  expect((await dutiesOf('ana', alma)).toSorted()).toEqual(both);

  // Declared void it counts in neither, and said so before; restored it counts in both again.
  await given.staff(here, 'sue', {
    roles: ['supervisor'],
    program: comprehensive,
    teamRole: 'supervisor',
  });
  const path = `/api/reviews/${reviewId}`;
  const { seen, changes } = (await house.as('sue').get(`${path}/void`)).body;
  expect(changes.map(({ programName }: { programName: string }) => programName).toSorted()).toEqual(
    ['Comprehensive', 'Health Home'],
  );
  await tell('sue', `${path}/void`, { seen, reason: 'Entered for the wrong person' });
  expect((await dutiesOf('ana', alma)).toSorted()).toEqual([
    'Comprehensive, First case conference: due_soon, Sat 28 Feb',
    'Health Home, First case conference: current, Wed 1 Apr',
  ]);
  const again = (await house.as('sue').get(`${path}/void`)).body.seen;
  await tell('sue', `${path}/restore`, { seen: again, reason: 'It was the right one' });
  expect((await dutiesOf('ana', alma)).toSorted()).toEqual(both);
});

test('of two programs the one that is due first stands first, and a crisis before every date (C-01, REQ-146)', async () => {
  await house.at('2026-02-01T14:00:00Z');
  const bea = await given.client(here, {
    program: comprehensive,
    worker: ana,
    enrolledOn: '2025-09-01',
    name: 'Bea Young',
  });
  await tell('ana', `/api/clients/${bea.clientId}/enrollments`, {
    programId: home.programId,
    teamId: home.teamId,
    workerId: ana.staffId,
    startedOn: '2025-10-01',
  });
  const first = async () => {
    const { enrollments } = (await house.as('ana').get(`/api/clients/${bea.clientId}`)).body;
    const searched = await house.as('ana').post('/api/clients/search', { text: 'Young' });
    const [found] = searched.body.clients;
    const [one, ...rest] = [enrollments[0], found.enrollments[0]].map((enrollment) => [
      enrollment.programName,
      enrollment.nextDue.rule,
      enrollment.nextDue.dueOn,
    ]);
    expect(rest).toEqual([one]);
    return one;
  };
  expect(await first()).toEqual(['Comprehensive', 'First case conference', '2026-02-28']);

  await tell('ana', `/api/clients/${bea.clientId}/changes`, {
    code: 'suicidal_ideation',
    on: '2026-02-01',
    wantsConference: true,
  });

  expect(await first()).toEqual(['Health Home', 'Suicidal ideation', null]);
});
