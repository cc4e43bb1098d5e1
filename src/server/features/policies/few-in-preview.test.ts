import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientsByEffect, policiesIn, type PolicyScene } from '#test/given-policies.ts';
import { givenIn } from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { startHouse } from '#test/house.ts';
import { asOwner, tried } from '#test/walls/opened-policies.ts';

const house = await startHouse();
const given = givenIn(house);
const { begin, preview, previewed, draftNow } = policiesIn(house);
const admin = () => house.as('riverbend-admin');
let scene: PolicyScene;
let staffIds: Record<string, string>;
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
  const nights = await given.program(scene.agency, { name: 'Nights' });
  await given.staff(scene.agency, 'bo', { roles: ['case-manager'], program: nights });
  const { rows } = await house.owner.query<{ name: string; id: string }>(
    `select split_part(email, '@', 1) as name, staff_id as id from staff where agency_id = $1`,
    [scene.agency.agencyId],
  );
  staffIds = Object.fromEntries(rows.map(({ name, id }) => [name, id]));
  await begin(scene, 90);
  await preview(scene);
  await house.runJobs();
});

test('control: of a program whose name tells nothing an administrator reads how few there are (EP-14)', async () => {
  const told = await previewed(scene);

  expect(told).toMatchObject({ done: 5, total: 5 });
  expect(clientsByEffect(told.counts)).toEqual({ 'becomes-overdue': 2, 'due-earlier': 5 });
});

test('of a program whose name tells a class few look to them like none; who may know of it reads how few (EP-14, REQ-036)', async () => {
  await tells('hiv');
  const few = await previewed(scene);

  expect(few).toMatchObject({ state: 'done', done: null, total: null, tellsFew: false });
  expect(few.counts).toEqual([]);
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

  expect(await countsOf('riverbend-admin')).toEqual([]);
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
  expect(clientsByEffect(told.counts)).toEqual({ 'due-earlier': 11 });
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
    const { updating: shown } = programs.find(
      ({ programId }: { programId: string }) => programId === scene.program.programId,
    );
    return [shown, list[0]].map(({ done, total }) => [done, total]);
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

/** What the application's login is told for somebody, past every rule of the application. */
const asked = (who: string, words: string, purpose = 'administration') =>
  asOwner(house, async (client) => {
    const staff = { staffId: staffIds[who] ?? '' };
    const person = { agencyId: scene.agency.agencyId, staff };
    const answer = await tried(client, person, { words, purpose });
    return typeof answer === 'string' ? answer : answer.rows.map(({ told }) => told);
  });
const forbidden = '42501';

test.for(['sum(total)', 'sum(done)', 'min(last_enrollment_id::text)'])(
  'nor past the application: %s of the runs is read by nobody (EP-14, S23)',
  async (figure) => {
    for (const who of ['riverbend-admin', 'sue', 'bo'])
      expect(await asked(who, `select ${figure} as told from policy_run`)).toBe(forbidden);
  },
);

test('the enrollments that a run judges are counted by the database, for nobody to read (EP-14, S23)', async () => {
  const { programId } = scene.program;
  const judged = `select count(*) as told from auth.enrollments_to_judge('${programId}', null, null)`;

  expect(await asked('riverbend-admin', judged)).toBe(forbidden);
  expect(
    await asked('riverbend-admin', 'update policy_run set total = 0 returning state as told'),
  ).toBe(forbidden);
});

test('how far a run has come is told with its mark to the people of the program, in numbers from eleven on to administrators (EP-14, REQ-036)', async () => {
  const run = `(select array_agg(run_id) from policy_run where kind = 'projection')`;
  const figures = `select (total, last_enrollment_id is not null)::text as told from auth.run_figures(${run})`;
  const of = async (total: number) => {
    await house.owner.query(
      `update policy_run set total = $1, last_enrollment_id = gen_random_uuid()`,
      [total],
    );
    return Promise.all(['sue', 'riverbend-admin', 'bo'].map((who) => asked(who, figures)));
  };

  expect(await of(5)).toEqual([['(5,t)'], ['(,f)'], ['(,f)']]);
  expect(await of(11)).toEqual([['(11,t)'], ['(11,f)'], ['(,f)']]);
  await tells('general');
  expect(await of(5)).toEqual([['(5,t)'], ['(5,t)'], ['(5,t)']]);
  await tells('hiv');
});
