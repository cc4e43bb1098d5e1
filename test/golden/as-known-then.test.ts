import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, ana, onTeam, tell, provider } = await goldenScene(house);
// Rules that are known since before the first of the days that are looked at.
await house.at('2025-08-01T12:00:00Z');
const comprehensive = await given.program(here, { name: 'Comprehensive since 2025' });
await house.at('2026-08-20T12:00:00Z');
await onTeam(ana, comprehensive, 'case-manager');
await given.staff(here, 'sue', {
  roles: ['supervisor'],
  program: comprehensive,
  teamRole: 'supervisor',
});
await given.staff(here, 'june', { roles: ['auditor'] });
afterAll(() => house.close());

/** The list of that day as an auditor has it worked out, one line for each duty of the client. */
async function listOf(client: { clientId: string }, asOf: string, knowledge: 'then' | 'today') {
  const { snapshotId } = await tell('june', '/api/due-snapshots', { asOf, knowledge });
  await house.runJobs();
  const { snapshot, rows } = (
    await house.as('june').get(`/api/due-snapshots/${snapshotId}?show=all`)
  ).body;
  expect(snapshot).toMatchObject({ state: 'done', knowledge });
  return rows
    .filter((row: { clientId: string }) => row.clientId === client.clientId)
    .map(({ rule, status, due }: Record<string, string>) => `${rule}: ${status}, ${due}`);
}
const both = async (client: { clientId: string }, asOf: string) => ({
  knownThen: await listOf(client, asOf, 'then'),
  knownToday: await listOf(client, asOf, 'today'),
});
const enrolled = async (name: string, enrolledOn: string) => {
  await house.at('2026-02-01T14:00:00Z');
  return given.client(here, { program: comprehensive, worker: ana, name, enrolledOn });
};

test('what was declared void in May satisfied in April, as it was known then, and does not as it is known today (T21, REQ-033)', async () => {
  const alma = await enrolled('Alma Void', '2025-09-01');
  const lee = await provider(ana, alma);
  const { reviewId } = await holdBySteps(house, {
    client: alma,
    leader: ana,
    others: [lee],
    on: '2026-02-10',
  });
  await house.at('2026-05-10T14:00:00Z');
  const path = `/api/reviews/${reviewId}`;
  const { seen } = (await house.as('sue').get(`${path}/void`)).body;
  await tell('sue', `${path}/void`, { seen, reason: 'Entered for the wrong person' });

  expect(await both(alma, '2026-04-01')).toEqual({
    knownThen: ['180-day rule: current, Sun 9 Aug'],
    knownToday: ['First case conference: overdue, Sat 28 Feb'],
  });
  // Before it was held, nobody knew of it.
  expect(await listOf(alma, '2026-02-05', 'then')).toEqual([
    'First case conference: due_soon, Sat 28 Feb',
  ]);

  // Restored in June: of the day of the void both are known.
  await house.at('2026-06-10T14:00:00Z');
  const again = (await house.as('sue').get(`${path}/void`)).body.seen;
  await tell('sue', `${path}/restore`, { seen: again, reason: 'It was the right one' });
  expect(await both(alma, '2026-05-20')).toEqual({
    knownThen: ['First case conference: overdue, Sat 28 Feb'],
    knownToday: ['180-day rule: current, Sun 9 Aug'],
  });
});

test('an enrollment that ended in March, as was learned in May, still owed in April as it was known then (T22, C-28)', async () => {
  const bea = await enrolled('Bea Ended', '2025-11-01');
  await house.at('2026-05-05T14:00:00Z');
  await tell('ana', `/api/enrollments/${bea.enrollmentId}/end`, {
    endedOn: '2026-03-15',
    reason: 'moved',
  });

  expect(await both(bea, '2026-04-15')).toEqual({
    knownThen: ['First case conference: due_soon, Thu 30 Apr'],
    knownToday: [],
  });
  expect(await both(bea, '2026-03-01')).toEqual({
    knownThen: ['First case conference: current, Thu 30 Apr'],
    knownToday: ['First case conference: current, Thu 30 Apr'],
  });
});

test('a rule that was published in June for all of the year speaks of April today, and did not then (REQ-021, REQ-033)', async () => {
  const cleo = await enrolled('Cleo Rule', '2025-12-01');
  await house.at('2026-06-01T14:00:00Z');
  const key = { programId: comprehensive.programId, version: 2 };
  const query = `programId=${key.programId}&version=2`;
  await tell('here-admin', '/api/policies/draft', { ...key, version: 1 });
  const { revision, document } = (
    await house.as('here-admin').get(`/api/policies/version?${query}`)
  ).body;
  const [rule] = document.cadence;
  await tell('here-admin', '/api/policies/draft/save', {
    ...key,
    revision,
    document: {
      ...document,
      effectiveFrom: '2026-01-01',
      cadence: [{ ...rule, interval: { value: 90, unit: 'day' }, applyToOpenObligations: true }],
    },
  });
  await tell('here-admin', '/api/policies/preview', { ...key, revision: revision + 1 });
  await house.runJobs();
  await tell('here-admin', '/api/policies/publish', {
    ...key,
    revision: revision + 1,
    confirmsPast: true,
  });
  await house.runJobs();

  expect(await both(cleo, '2026-04-15')).toEqual({
    knownThen: ['First case conference: current, Sat 30 May'],
    knownToday: ['First case conference: overdue, Sun 1 Mar'],
  });
  // Of a day after it was published both say the same.
  await house.at('2026-06-03T14:00:00Z');
  const { knownThen, knownToday } = await both(cleo, '2026-06-02');
  expect(knownThen).toEqual(knownToday);
});
