import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { policyEffects } from '#domain/policy-clock/effects-of.ts';
import { presets } from '#domain/program-policy/presets/presets.ts';
import { clientsByEffect, policiesIn, type PolicyScene } from '#test/given-policies.ts';
import { givenIn, type GivenAgency } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const { begin, draftNow, dueDates, preview, previewed } = policiesIn(house);
const admin = () => house.as('riverbend-admin');
let agency: GivenAgency;
let scene: PolicyScene;

beforeAll(async () => {
  await house.at('2026-06-01T14:00:00Z');
  agency = await given.agency('riverbend');
  await given.agency('hillside');
});
beforeEach(async () => {
  scene = await policiesIn(house).scene(agency);
});
afterAll(() => house.close());

test('a preview counts what would change, names the clients, and changes nothing (REQ-021)', async () => {
  await begin(scene, 90);
  const before = await dueDates(scene);
  const runId = await preview(scene);
  expect(await previewed(scene)).toMatchObject({ state: 'running', done: 0, total: 5 });
  await house.runJobs();
  const done = await previewed(scene);

  // 90 days after 10 January, 20 February and so on: two of them lie before 1 June.
  expect(done).toMatchObject({ state: 'done', done: 5, total: 5 });
  expect(clientsByEffect(done.counts)).toEqual({ 'becomes-overdue': 2, 'due-earlier': 5 });
  const { body } = await admin().get(
    `/api/policies/preview/clients?runId=${runId}&effect=becomes-overdue`,
  );
  expect(body.rows).toMatchObject([
    {
      name: 'Alma Rivera',
      workerName: scene.ana.name,
      beforeOn: '2026-07-09',
      afterOn: '2026-04-10',
    },
    { beforeOn: '2026-08-19', afterOn: '2026-05-21' },
  ]);
  expect(body.next).toBeNull();
  expect(await dueDates(scene)).toEqual(before);
});

test('a preview finds what is no longer due, and what moves later', async () => {
  await begin(scene, 200);
  await preview(scene);
  await house.runJobs();
  expect(clientsByEffect((await previewed(scene)).counts)).toEqual({ 'due-later': 5 });

  const { revision, document } = await draftNow(scene);
  await admin().post('/api/policies/draft/save', {
    ...scene.key,
    revision,
    document: { ...document, cadence: [] },
  });
  await preview(scene);
  await house.runJobs();
  const { counts } = await previewed(scene);
  // What runs keeps the rule under which it began, so a rule that is only taken out takes no date away.
  expect(counts).toEqual([]);
});

test('a preview names nobody for being in a program whose name tells something, to whoever may not know it (C-34, REQ-036)', async () => {
  const naming = (otherPolicyId: string) => [
    {
      kind: 'dual_enrollment' as const,
      otherPolicyId,
      maxDays: 60,
      jointConference: ['on_admission' as const],
      jointPlan: false,
    },
  ];
  const { comprehensive, 'health-home': healthHome } = presets;
  const asking = await given.program(agency, {
    name: 'Asking',
    policy: { ...comprehensive, crossProgram: naming('nobody-is-there') },
  });
  const telling = await given.program(agency, { name: 'Telling', policy: healthHome });
  const bea = await given.client(agency, { program: asking, worker: scene.ana, name: 'Bea Quiet' });
  const hal = await given.staff(agency, 'hal', { roles: ['case-manager'], program: telling });
  const enrolled = await admin().post(`/api/clients/${bea.clientId}/enrollments`, {
    programId: telling.programId,
    teamId: telling.teamId,
    workerId: hal.staffId,
    startedOn: '2026-06-01',
  });
  const hidden: string = enrolled.body.enrollmentId;
  const { programId } = asking;
  const asked: PolicyScene = {
    ...scene,
    program: asking,
    key: { programId, version: 2 },
    query: `programId=${programId}&version=2`,
  };
  const named = async () => {
    const runId = await preview(asked);
    await house.runJobs();
    const path = `/api/policies/preview/clients?runId=${runId}&effect=`;
    const pages = await Promise.all(
      policyEffects.map(async (effect) => (await admin().get(`${path}${effect}`)).body),
    );
    return JSON.stringify(pages);
  };
  await begin(asked, 90, { crossProgram: naming(healthHome.policyId) });
  expect(await named()).toContain(hidden);

  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    telling.programId,
  ]);
  const told = await named();
  expect(told).not.toContain(hidden);
  expect(told).not.toMatch(/joint/i);
});

test('a contradictory draft is not previewed, and a preview can be stopped', async () => {
  await begin(scene, 20);
  const { revision } = await draftNow(scene);
  expect(await admin().post('/api/policies/preview', { ...scene.key, revision })).toMatchObject({
    status: 422,
    body: { type: 'policy-has-flaws', fields: [{ path: 'cadence.0.dueSoonDays' }] },
  });
  await admin().post('/api/policies/draft/discard', { ...scene.key, revision });

  await begin(scene, 90);
  const runId = await preview(scene);
  expect((await admin().post('/api/policies/preview/cancel', { runId })).status).toBe(200);
  await house.runJobs();
  expect(await previewed(scene)).toMatchObject({ state: 'cancelled', done: 0, counts: [] });
});

test('a preview of a draft that is changed meanwhile ends by itself', async () => {
  await begin(scene, 90);
  await preview(scene);
  const { revision, document } = await draftNow(scene);
  await admin().post('/api/policies/draft/save', { ...scene.key, revision, document });
  await house.runJobs();

  expect(await previewed(scene)).toMatchObject({ state: 'cancelled', counts: [] });
});

test('what only the worker may know is neither counted nor listed for an administrator', async () => {
  await begin(scene, 90);
  const runId = await preview(scene);
  await house.runJobs();
  await house.owner.query(
    `update policy_effect set class = 'mental_health' where run_id = $1 and enrollment_id = $2`,
    [runId, scene.clients[0]?.enrollmentId],
  );
  const { body } = await admin().get(
    `/api/policies/preview/clients?runId=${runId}&effect=due-earlier`,
  );

  expect(clientsByEffect((await previewed(scene)).counts)).toEqual({
    'becomes-overdue': 1,
    'due-earlier': 4,
  });
  expect(body.rows.map((row: any) => row.clientId)).not.toContain(scene.clients[0]?.clientId);
});

test('nobody else reads or stops a preview', async () => {
  await begin(scene, 90);
  const runId = await preview(scene);
  await house.runJobs();
  const path = `/api/policies/preview/clients?runId=${runId}&effect=due-earlier`;

  for (const [who, status] of [
    ['hillside-admin', 404],
    [scene.ana.name, 403],
  ] as const) {
    expect((await house.as(who).get(path)).status).toBe(status);
    expect((await house.as(who).post('/api/policies/preview/cancel', { runId })).status).toBe(
      status,
    );
  }
  await given.staff(agency, 'both', { roles: ['administrator', 'case-manager'] });
  expect((await house.as('both').get(path)).body.rows).toHaveLength(5);
});
