import { afterAll, beforeAll, expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { transact } from '#server/platform/database.ts';
import { clockFactsOf } from '#server/stores/clock/clock-facts.ts';
import { policiesIn, type PolicyScene } from '#test/given-policies.ts';
import { givenIn, type GivenProgram } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const { begin, preview } = policiesIn(house);
let scene: PolicyScene;
let hidden: string;
afterAll(() => house.close());

const beside = (otherPolicyId: string) => ({
  kind: 'dual_enrollment',
  otherPolicyId,
  maxDays: 60,
  jointConference: ['on_admission'],
  jointPlan: false,
});
const listed = async (who: string, runId: string) => {
  const path = `/api/policies/preview/clients?runId=${runId}&effect=newly-due`;
  const { status, body } = await house.as(who).get(path);
  expect(status).toBe(200);
  return body.rows.map((row: { clientId: string }) => row.clientId);
};
const countedAs = async (who: string) =>
  (await house.as(who).get(`/api/policies/preview?${scene.query}`)).body.preview.counts.filter(
    ({ effect }: { effect: string }) => effect === 'newly-due',
  );

beforeAll(async () => {
  await house.at('2026-06-01T14:00:00Z');
  const agency = await given.agency('riverbend');
  scene = await policiesIn(house).scene(agency);
  const withRules = (name: string, policyId: string) =>
    given.program(agency, { name, policy: { ...comprehensive, policyId } });
  const special = await withRules('Special care', 'special-care');
  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    special.programId,
  ]);
  const enroll = async (index: number, { programId, teamId }: GivenProgram) => {
    const reply = await house
      .as(scene.ana.name)
      .post(`/api/clients/${scene.clients[index]?.clientId}/enrollments`, {
        programId,
        teamId,
        workerId: scene.ana.staffId,
        startedOn: '2026-06-01',
      });
    expect(reply.status).toBe(200);
    return reply.body.enrollmentId;
  };
  await enroll(0, await withRules('Day care', 'day-care'));
  hidden = await enroll(1, special);
  await enroll(2, await withRules('Evenings', 'evenings'));
  // No rules that are in force name any of them.
  await begin(scene, 180, { crossProgram: [beside('day-care'), beside('special-care')] });
});

test('a preview tells an administrator nothing of who is in a program whose name tells a class (C-34, REQ-036)', async () => {
  const runId = await preview(scene);
  await house.runJobs();

  expect(await listed('riverbend-admin', runId)).toEqual([scene.clients[0]?.clientId]);
  expect(await countedAs('riverbend-admin')).toMatchObject([{ count: 1, clients: 1 }]);
  const { rows } = await house.owner.query(
    `select class, enrollment_id from policy_effect where run_id = $1 and subject = $2`,
    [runId, `joint-on-admission:${hidden}`],
  );
  expect(rows).toEqual([{ class: 'hiv', enrollment_id: scene.clients[1]?.enrollmentId }]);
});

test('whoever may know of that program finds its clients in the preview too (C-34)', async () => {
  await given.staff(scene.agency, 'sue', {
    roles: ['administrator', 'supervisor'],
    program: scene.program,
    teamRole: 'supervisor',
  });
  const runId = await preview(scene);
  await house.runJobs();

  const [first, second] = scene.clients;
  expect(await listed('sue', runId)).toEqual([first?.clientId, second?.clientId]);
  expect(await countedAs('sue')).toMatchObject([{ count: 2, clients: 2 }]);
});

test('the clock hears of another program only where the rules name that one (C-34)', async () => {
  const { agencyId } = scene.agency;
  const asker = { kind: 'service', service: 'daily-projection', agencyId } as const;
  const ids = scene.clients.map(({ enrollmentId }) => enrollmentId);
  const facts = await transact(
    house.shell.workerDatabase,
    { asker, purpose: 'administration' },
    (tx) => clockFactsOf({ tx, agencyId }, ids),
  );
  const heardOf = (index: number) =>
    facts
      .filter(({ enrollment }) => enrollment.id === scene.clients[index]?.enrollmentId)
      .flatMap((known) => known.facts.beside.map(({ policyId }) => policyId));

  expect([0, 1, 2].map(heardOf)).toEqual([['day-care'], ['special-care'], []]);
});
