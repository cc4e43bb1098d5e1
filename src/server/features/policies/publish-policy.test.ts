import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { policiesIn, type PolicyScene } from '#test/given-policies.ts';
import { givenIn, type GivenAgency } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { projectDaily } from '#server/features/today/project-daily.ts';
import { continueProjections } from './run-policy.ts';

const house = await startHouse();
const given = givenIn(house);
const { begin, dueDates, publish } = policiesIn(house);
const admin = () => house.as('riverbend-admin');
let agency: GivenAgency;
let scene: PolicyScene;

beforeAll(async () => {
  await house.at('2026-06-01T14:00:00Z');
  agency = await given.agency('riverbend');
});
beforeEach(async () => {
  scene = await policiesIn(house).scene(agency);
});
afterAll(() => house.close());

/** Some days later, with a session of that day. */
const laterAt = async (moment: string) => {
  await house.at(moment);
  house.signIn(scene.ana.name, await house.session(scene.ana.userId, agency.agencyId));
};

test('publishing is done at once, and until a row follows it says that it does not yet (REQ-021)', async () => {
  await begin(scene, 90);
  const before = await dueDates(scene);
  expect((await publish(scene)).body.updating).toMatchObject({ done: 0, total: 5 });

  const shown = await house.as(scene.ana.name).get('/api/today/due?when=all');
  expect(shown.body.rows.map((row: { dueOn: string }) => row.dueOn)).toEqual(before);
  for (const { notes } of shown.body.rows)
    expect(notes).toContain('By the rules before the last change; being brought up to date');
  const counted = await house.as(scene.ana.name).get('/api/today/counts');
  expect(counted.body.updating).toMatchObject([
    { programId: scene.program.programId, effectiveFrom: '2026-06-01', done: 0, total: 5 },
  ]);
  // Wherever else such a date is read one can ask for the same, within the agency.
  const asked = await house.as(scene.ana.name).get('/api/updating');
  expect(asked.body.updating).toEqual(counted.body.updating);
  await given.agency('elsewhere');
  expect((await house.as('elsewhere-admin').get('/api/updating')).body.updating).toEqual([]);
});

test('after a crash in the middle it goes on where it was, also when the publisher has left', async () => {
  await begin(scene, 90);
  await publish(scene);
  expect(await continueProjections(house.shell, { size: 2, atMost: 1 })).toBe(1);
  const half = await house.as(scene.ana.name).get('/api/today/due?when=all');
  const behind = half.body.rows.filter(({ notes }: { notes: string[] }) =>
    notes.some((note) => note.startsWith('By the rules before')),
  );
  expect(behind).toHaveLength(3);
  expect((await house.as(scene.ana.name).get('/api/today/counts')).body.updating).toMatchObject([
    { done: 2, total: 5 },
  ]);

  await continueProjections(house.shell, { size: 2 });
  expect(await dueDates(scene)).toEqual([
    '2026-04-10',
    '2026-05-21',
    '2026-06-18',
    '2026-07-19',
    '2026-08-18',
  ]);
  expect((await house.as(scene.ana.name).get('/api/today/counts')).body.updating).toEqual([]);
  // The job comes late and finds nothing left to do.
  await house.runJobs();
  expect((await admin().get('/api/policies')).body.programs).toContainEqual(
    expect.objectContaining({ programId: scene.program.programId, updating: null }),
  );
});

test('the job projects every enrollment, and what is stored is what the facts say', async () => {
  await begin(scene, 90);
  await publish(scene);
  await house.runJobs();

  expect(await dueDates(scene)).toContain('2026-04-10');
  expect((await house.as(scene.ana.name).get('/api/today/counts')).body.updating).toEqual([]);
});

test('a version of a later day changes nothing before it, and everything on it', async () => {
  await begin(scene, 90, { effectiveFrom: '2026-06-15' });
  const before = await dueDates(scene);
  await publish(scene);
  // Nothing that is shown is wrong meanwhile, so nobody is told.
  expect((await house.as(scene.ana.name).get('/api/today/counts')).body.updating).toEqual([]);
  await house.runJobs();
  expect(await dueDates(scene)).toEqual(before);

  await laterAt('2026-06-15T03:59:00Z');
  await projectDaily(house.shell);
  expect(await dueDates(scene)).toEqual(before);
  await laterAt('2026-06-15T04:01:00Z');
  expect(await projectDaily(house.shell)).toBeGreaterThanOrEqual(5);
  expect(await dueDates(scene)).toContain('2026-04-10');
});

test('the words of a version are used from its first day on', async () => {
  const { document } = (
    await admin().get(`/api/policies/version?programId=${scene.program.programId}&version=1`)
  ).body;
  await begin(scene, 180, {
    effectiveFrom: '2026-06-15',
    vocabulary: { ...document.vocabulary, conference: 'round table' },
    cadence: [{ ...document.cadence[0], firstDue: document.cadence[0].firstDue }],
  });
  const fresh = await given.client(agency, {
    program: scene.program,
    worker: scene.ana,
    enrolledOn: '2026-05-01',
  });
  const ruleOf = async () => {
    const { body } = await house.as(scene.ana.name).get('/api/today/due?when=all');
    return body.rows.find((row: any) => row.clientId === fresh.clientId).rule;
  };
  expect(await ruleOf()).toBe('First case conference');
  await publish(scene);
  await house.runJobs();
  expect(await ruleOf()).toBe('First case conference');
  await laterAt('2026-06-15T14:00:00Z');
  expect(await ruleOf()).toBe('First round table');
});
