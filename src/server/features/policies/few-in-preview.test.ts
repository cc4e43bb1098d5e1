import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientsByEffect, policiesIn, type PolicyScene } from '#test/given-policies.ts';
import { givenIn } from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const { begin, preview, previewed, draftNow } = policiesIn(house);
const admin = () => house.as('riverbend-admin');
let scene: PolicyScene;
afterAll(() => house.close());

const tells = (sensitivity: string) =>
  house.owner.query(`update program set class = $2 where program_id = $1`, [
    scene.program.programId,
    sensitivity,
  ]);

beforeAll(async () => {
  await house.at('2026-06-01T14:00:00Z');
  scene = await policiesIn(house).scene(await given.agency('riverbend'));
  await given.staff(scene.agency, 'sue', {
    roles: ['administrator', 'supervisor'],
    program: scene.program,
    teamRole: 'supervisor',
  });
  await begin(scene, 90);
  await preview(scene);
  await house.runJobs();
});

test('control: of a program whose name tells nothing an administrator reads how few there are (EP-14)', async () => {
  const told = await previewed(scene);

  expect(told).toMatchObject({ done: 5, total: 5 });
  expect(clientsByEffect(told.counts)).toEqual({ 'becomes-overdue': 2, 'due-earlier': 5 });
});

test('of a program whose name tells a class they read no number below eleven; who may know of it does (EP-14, REQ-036)', async () => {
  await tells('hiv');
  const told = await previewed(scene);

  expect(told).toMatchObject({ state: 'done', done: null, total: null });
  expect(told.counts).toMatchObject([
    { effect: 'becomes-overdue', count: null, clients: null },
    { effect: 'due-earlier', count: null, clients: null },
  ]);
  const known = (await house.as('sue').get(`/api/policies/preview?${scene.query}`)).body.preview;
  expect(known).toMatchObject({ done: 5, total: 5 });
  expect(clientsByEffect(known.counts)).toEqual({ 'becomes-overdue': 2, 'due-earlier': 5 });
});

test('nor how many duties they have, though these be many; who may know of it reads both (EP-14, REQ-036)', async () => {
  await house.owner.query(
    `insert into policy_effect (agency_id, run_id, effect, enrollment_id, subject, client_id, program_id, team_id, worker_id, class,
       before_on, after_on)
     select agency_id, run_id, effect, enrollment_id, subject || '-' || n, client_id, program_id, team_id, worker_id, class,
       before_on, after_on
     from policy_effect cross join generate_series(1, 3) n where effect = 'due-earlier'`,
  );
  const countsOf = async (by: string) =>
    (await house.as(by).get(`/api/policies/preview?${scene.query}`)).body.preview.counts;

  expect(await countsOf('riverbend-admin')).toContainEqual({
    effect: 'due-earlier',
    count: null,
    clients: null,
  });
  expect(await countsOf('sue')).toContainEqual({ effect: 'due-earlier', count: 20, clients: 5 });
});

test('a number from eleven on is told, and another below it beside it is not (EP-14)', async () => {
  await tells('general');
  const { agency, program, ana } = scene;
  for (let more = 0; more < 6; more += 1) {
    const client = await given.client(agency, { program, worker: ana, enrolledOn: '2025-09-01' });
    await givenHeldElsewhere(house, agency, { client, on: '2026-05-20', by: ana });
  }
  await tells('hiv');
  await preview(scene);
  await house.runJobs();
  const told = await previewed(scene);

  expect(told).toMatchObject({ done: 11, total: 11 });
  expect(clientsByEffect(told.counts)).toEqual({ 'becomes-overdue': null, 'due-earlier': 11 });
});

test('that due dates follow new rules is told without a number where they are few (EP-14)', async () => {
  await house.owner.query(`update policy_run set total = 5, done = 0`);
  const { revision } = await draftNow(scene);
  const published = await admin().post('/api/policies/publish', {
    ...scene.key,
    revision,
    confirmsPast: true,
  });
  expect(published.status).toBe(200);
  await house.owner.query(`update policy_run set total = 5, done = 2 where kind = 'projection'`);
  const updating = async (by: string) => {
    const { programs } = (await house.as(by).get('/api/policies')).body;
    const list = (await house.as(by).get('/api/updating')).body.updating;
    return [programs[0].updating, list[0]].map(({ done, total }) => [done, total]);
  };

  expect(await updating('riverbend-admin')).toEqual([
    [null, null],
    [null, null],
  ]);
  expect(await updating('sue')).toEqual([
    [2, 5],
    [2, 5],
  ]);
});
