import { afterAll, beforeEach, expect, test } from 'vitest';
import { projectDaily } from '#server/features/today/project-daily.ts';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

type Scene = {
  agency: GivenAgency;
  program: GivenProgram;
  client: GivenClient;
  worker: GivenStaff;
};
let here: Scene;
let there: Scene;
let run = 0;

/** An agency with one program, whose client is due on 28 December 2025. */
async function scene(name: string): Promise<Scene> {
  const agency = await given.agency(name);
  const program = await given.program(agency, { name: `Care of ${name}` });
  const worker = await given.staff(agency, `worker-${name}`, { roles: ['case-manager'], program });
  await given.staff(agency, `admin-${name}`, { roles: ['administrator'] });
  const client = await given.client(agency, { program, worker, enrolledOn: '2025-07-01' });
  return { agency, program, client, worker };
}

beforeEach(async () => {
  run += 1;
  await house.at('2025-12-01T14:00:00Z');
  here = await scene(`here-${run}`);
  there = await scene(`there-${run}`);
});

/** What the product refuses to everybody: a published version is written over. */
async function alter({ program }: Scene, change: string, isSealedAnew = false) {
  await house.owner.query('alter table program_policy disable trigger user');
  await house.owner.query(`update program_policy set document = ${change} where program_id = $1`, [
    program.programId,
  ]);
  if (isSealedAnew)
    await house.owner.query(
      `update program_policy set published_digest = auth.policy_digest(document) where program_id = $1`,
      [program.programId],
    );
  await house.owner.query('alter table program_policy enable trigger user');
}
const contradictory = `jsonb_set(document, '{cadence,0,dueSoonDays}', '400')`;

const changesOn = async ({ client }: Scene) => {
  const { rows } = await house.owner.query(
    `select state, due_on::text, changes_on::text from obligation where enrollment_id = $1`,
    [client.enrollmentId],
  );
  return rows;
};
const outdate = () => house.owner.query(`update obligation set changes_on = '2000-01-01'`);
const policiesOf = async (name: string) =>
  (await house.as(name).get('/api/policies')).body.programs[0].versions[0];

test('a stored version that was altered and contradicts itself is refused by field, told to the administrator, and no date follows it (REQ-021, REQ-142)', async () => {
  const before = await changesOn(here);
  await alter(here, contradictory);
  await outdate();
  await projectDaily(house.shell);

  // Its dates stay, and are tried again another day; the other agency goes on.
  expect(await changesOn(here)).toEqual(
    before.map((row) => ({ ...row, changes_on: expect.stringMatching(/^2025-12-0[23]$/) })),
  );
  expect((await changesOn(there))[0]).toMatchObject({ due_on: '2025-12-28', changes_on: null });
  expect(await policiesOf(`admin-here-${run}`)).toMatchObject({
    version: 1,
    isReadable: true,
    refused: [
      { path: 'cadence.0.dueSoonDays', message: expect.stringContaining('Warn less than') },
    ],
    outgrown: [],
  });
  expect(await policiesOf(`admin-there-${run}`)).toMatchObject({ refused: [], outgrown: [] });
  const told = { programName: `Care of here-${run}`, version: 1 };
  expect((await house.as(here.worker.name).get('/api/updating')).body.refused).toMatchObject([
    told,
  ]);
  expect((await house.as(here.worker.name).get('/api/today/counts')).body.refused).toMatchObject([
    told,
  ]);
  expect((await house.as(there.worker.name).get('/api/updating')).body.refused).toEqual([]);
});

test('what is recorded meanwhile is kept, and counts once the version is put right', async () => {
  await alter(here, contradictory);
  await givenHeldElsewhere(house, here.agency, {
    client: here.client,
    on: '2025-11-20',
    by: here.worker,
  });
  expect((await changesOn(here))[0]).toMatchObject({ due_on: '2025-12-28' });

  await alter(here, `jsonb_set(document, '{cadence,0,dueSoonDays}', '30')`);
  await house.at('2025-12-04T14:00:00Z');
  await projectDaily(house.shell);
  expect((await changesOn(here))[0]).toMatchObject({ due_on: '2026-05-19' });
});

test('a version that only younger checks would not let pass goes on, and is told to the administrator (REQ-021)', async () => {
  await alter(here, contradictory, true);
  await outdate();
  await projectDaily(house.shell);

  expect((await changesOn(here))[0]).toMatchObject({ due_on: '2025-12-28', changes_on: null });
  expect(await policiesOf(`admin-here-${run}`)).toMatchObject({
    refused: [],
    outgrown: [{ path: 'cadence.0.dueSoonDays' }],
  });
  expect((await house.as(here.worker.name).get('/api/updating')).body.refused).toEqual([]);
});

test('one that cannot be read is refused by the field that cannot, and takes nobody’s list away (REQ-021)', async () => {
  await alter(here, `document #- '{cadence,0,graceDays}'`);
  await outdate();
  await projectDaily(house.shell);

  expect((await changesOn(here))[0]).toMatchObject({ due_on: '2025-12-28' });
  expect((await changesOn(there))[0]).toMatchObject({ changes_on: null });
  expect(await policiesOf(`admin-here-${run}`)).toMatchObject({
    isReadable: false,
    refused: [{ path: 'cadence.0.graceDays', message: expect.stringMatching(/\w/) }],
  });
  expect((await house.as(here.worker.name).get('/api/today/due?when=all')).body.rows).toHaveLength(
    1,
  );
});

const stands = async (enrollmentId: string) =>
  (
    await house.owner.query(
      `select state, explanation ->> 'state' as said, worker_id, due_on::text from obligation where enrollment_id = $1`,
      [enrollmentId],
    )
  ).rows;

test('who has the case, and that it has ended, is no matter of the rules: the list follows while they are refused (S1)', async () => {
  const next = await given.staff(here.agency, `next-${run}`, {
    roles: ['case-manager'],
    program: here.program,
  });
  await alter(here, contradictory);
  const enrollment = `/api/enrollments/${here.client.enrollmentId}`;
  const admin = house.as(`admin-here-${run}`);
  const assigned = await admin.post(`${enrollment}/assign`, {
    teamId: here.program.teamId,
    workerId: next.staffId,
    from: '2025-12-01',
  });
  expect(assigned.status).toBe(200);
  expect(await stands(here.client.enrollmentId)).toMatchObject([
    { state: 'open', worker_id: next.staffId, due_on: '2025-12-28' },
  ]);

  const ended = await admin.post(`${enrollment}/end`, { endedOn: '2025-11-30', reason: 'moved' });
  expect(ended.status).toBe(200);
  expect(await stands(here.client.enrollmentId)).toMatchObject([
    { state: 'closed', said: 'closed' },
  ]);
});

test('who is enrolled while the rules are refused is judged once they are put right (REQ-021)', async () => {
  await alter(here, contradictory);
  const late = await given.client(here.agency, {
    program: here.program,
    worker: here.worker,
    enrolledOn: '2025-11-01',
    name: 'Rosa Diaz',
  });
  await projectDaily(house.shell);
  expect(await stands(late.enrollmentId)).toEqual([]);

  await alter(here, `jsonb_set(document, '{cadence,0,dueSoonDays}', '30')`);
  await projectDaily(house.shell);
  expect(await stands(late.enrollmentId)).toMatchObject([{ state: 'open', due_on: '2026-04-30' }]);
});

test('what was published is sealed by the database, and no login seals it anew (REQ-142)', async () => {
  await expect(
    house.owner.query(`update program_policy set published_digest = null where status = 'active'`),
  ).rejects.toThrow('what was published stays as it was');
  const { rows } = await house.owner.query(
    `select login, has_column_privilege(login, 'program_policy', 'document', 'update') as document,
       has_column_privilege(login, 'program_policy', 'published_digest', 'update') as seal
     from unnest(array['roundtable_app', 'roundtable_worker']) login`,
  );
  expect(rows).toEqual([
    { login: 'roundtable_app', document: true, seal: false },
    { login: 'roundtable_worker', document: true, seal: false },
  ]);
});

test('whoever opens, prints, compares or copies one that cannot be read is told so (REQ-021)', async () => {
  await alter(here, `document #- '{cadence,0,graceDays}'`);
  const { programId } = here.program;
  const admin = house.as(`admin-here-${run}`);
  const title = expect.stringMatching(/A draft can be discarded .* is brought back from a backup/);
  const unreadable = { status: 409, body: { type: 'policy-unreadable', title } };

  for (const path of ['version?version=1', 'sheet.pdf?version=1', 'compare?before=1&after=1'])
    expect(await admin.get(`/api/policies/${path}&programId=${programId}`)).toMatchObject(
      unreadable,
    );
  expect(await admin.post('/api/policies/draft', { programId, version: 1 })).toMatchObject(
    unreadable,
  );
});

test('a draft that cannot be read says which field, is not opened, and can be discarded for another (REQ-021)', async () => {
  const { programId } = here.program;
  const admin = house.as(`admin-here-${run}`);
  await admin.post('/api/policies/draft', { programId, version: 1 });
  const readable = await policiesOf(`admin-here-${run}`);
  expect(readable).toMatchObject({ version: 2, isReadable: true, refused: [] });
  await house.owner.query(
    `update program_policy set document = document #- '{cadence,0,graceDays}' where program_id = $1 and version = 2`,
    [programId],
  );

  const { revision, ...draft } = await policiesOf(`admin-here-${run}`);
  expect(draft).toMatchObject({
    state: 'draft',
    isReadable: false,
    refused: [{ path: 'cadence.0.graceDays', message: expect.stringMatching(/\w/) }],
  });
  const path = `/api/policies/version?programId=${programId}&version=2`;
  expect(await admin.get(path)).toMatchObject({
    status: 409,
    body: { title: expect.stringContaining('A draft can be discarded under Policies') },
  });
  const draftOf = { programId, version: 2, revision };
  expect((await admin.post('/api/policies/draft/discard', draftOf)).status).toBe(200);
  expect((await admin.post('/api/policies/draft', { programId, version: 1 })).status).toBe(200);
});
