import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenProgram } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const admin = () => house.as('riverbend-admin');
let agency: GivenAgency;
let program: GivenProgram;

beforeAll(async () => {
  agency = await given.agency('riverbend');
  await given.agency('hillside');
  await given.staff(agency, 'second', { roles: ['administrator'] });
  await given.staff(agency, 'worker', {
    roles: ['case-manager', 'supervisor', 'auditor', 'biller'],
  });
});
beforeEach(async () => {
  await house.at('2026-06-01T14:00:00Z');
  program = await given.program(agency, { name: `Program ${house.newId()}` });
});
afterAll(() => house.close());

const at = (version: number, programId = program.programId) =>
  `programId=${programId}&version=${version}`;
const read = async (version: number) =>
  (await admin().get(`/api/policies/version?${at(version)}`)).body;
const drafted = async (version = 1) => {
  await admin().post('/api/policies/draft', { programId: program.programId, version });
  return read(version + 1);
};
const save = (view: any, document: object, who = admin()) =>
  who.post('/api/policies/draft/save', {
    programId: program.programId,
    version: view.version.version,
    revision: view.revision,
    document: { ...view.document, ...document },
  });
const publish = async (over: object = {}) => {
  const view = await read(2);
  return admin().post('/api/policies/publish', {
    programId: program.programId,
    version: 2,
    revision: view.revision,
    ...over,
  });
};
const ninety = (view: any) => ({
  cadence: [{ ...view.document.cadence[0], interval: { value: 90, unit: 'day' } }],
});

test('a draft copies what is in force, begins tomorrow, and judges nobody (REQ-021)', async () => {
  const draft = await drafted();
  const { body } = await admin().get('/api/policies');
  const mine = body.programs.find((each: any) => each.programId === program.programId);

  expect(draft.version).toMatchObject({ state: 'draft', effectiveFrom: '2026-06-02' });
  expect(draft.version.changedBy).toBe('riverbend Admin');
  expect(draft.document.cadence[0].interval).toEqual({ value: 180, unit: 'day' });
  expect(mine.versions.map((each: any) => each.state)).toEqual(['draft', 'active']);
});

test('there is one draft of a program at a time', async () => {
  await drafted();
  const again = await admin().post('/api/policies/draft', {
    programId: program.programId,
    version: 1,
  });

  expect(again).toMatchObject({ status: 409, body: { type: 'policy-has-draft' } });
});

test('what is typed is saved at once, and its contradictions are told by field', async () => {
  const draft = await drafted();
  const rule = draft.document.cadence[0];
  const { status, body } = await save(draft, { cadence: [{ ...rule, dueSoonDays: 200 }] });

  expect(status).toBe(200);
  expect(body.flaws).toEqual([
    {
      path: 'cadence.0.dueSoonDays',
      message: expect.stringContaining('The days of warning: a warning 200 days before leaves no'),
    },
  ]);
  expect((await read(2)).document.cadence[0].dueSoonDays).toBe(200);
  expect(await publish()).toMatchObject({
    status: 422,
    body: { type: 'policy-has-flaws', fields: [{ path: 'cadence.0.dueSoonDays' }] },
  });
});

test('what has the wrong shape is refused by the name of its field', async () => {
  const draft = await drafted();
  const rule = draft.document.cadence[0];
  const { status, body } = await save(draft, { cadence: [{ ...rule, dueSoonDays: 1.5 }] });

  expect(status).toBe(400);
  expect(body.fields).toEqual([
    {
      path: 'document.cadence.0.dueSoonDays',
      message: 'The days of warning: enter a whole number.',
    },
  ]);
});

test('of two administrators who save one draft the second is told, and overwrites nothing', async () => {
  const draft = await drafted();
  const first = await save(draft, ninety(draft));
  const second = await save(
    draft,
    { vocabulary: { ...draft.document.vocabulary, client: 'guest' } },
    house.as('second'),
  );

  expect(first.status).toBe(200);
  expect(second).toMatchObject({ status: 409, body: { type: 'changed-meanwhile' } });
  expect((await read(2)).document).toMatchObject({
    cadence: [{ interval: { value: 90 } }],
    vocabulary: { client: 'client' },
  });
});

test('two who publish at once publish once', async () => {
  await drafted();
  const both = await Promise.all([publish(), publish()]);

  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const { rows } = await house.owner.query(
    `select count(*)::integer as runs from policy_run where program_id = $1`,
    [program.programId],
  );
  expect(rows).toEqual([{ runs: 1 }]);
});

test('a published version ends the one before on the day before, and neither can be changed', async () => {
  const draft = await drafted();
  await save(draft, { ...ninety(draft), effectiveFrom: '2026-07-01' });
  expect((await publish()).status).toBe(200);

  expect((await read(1)).version).toMatchObject({ state: 'active', effectiveTo: '2026-06-30' });
  expect((await read(2)).version).toMatchObject({
    state: 'scheduled',
    effectiveFrom: '2026-07-01',
  });
  expect(await save(await read(2), {})).toMatchObject({
    status: 409,
    body: { type: 'policy-published' },
  });
  for (const change of [`document = '{}'`, `effective_from = '2026-07-02'`])
    await expect(
      house.owner.query(
        `update program_policy set ${change} where program_id = $1 and version = 2`,
        [program.programId],
      ),
    ).rejects.toThrow('not changed');
  await expect(
    house.owner.query(`delete from program_policy where program_id = $1`, [program.programId]),
  ).rejects.toThrow('kept');

  await house.at('2026-07-01T14:00:00Z');
  expect((await read(1)).version.state).toBe('retired');
  expect((await read(2)).version.state).toBe('active');
});

test('a version that has not begun is taken back, one that has begun is not', async () => {
  await drafted();
  await publish();
  const takeBack = () =>
    admin().post('/api/policies/take-back', { programId: program.programId, version: 2 });

  expect((await takeBack()).status).toBe(200);
  expect((await read(2)).version.state).toBe('draft');
  expect((await read(1)).version.effectiveTo).toBeNull();

  await publish();
  await house.at('2026-06-02T14:00:00Z');
  expect(await takeBack()).toMatchObject({ status: 409, body: { type: 'policy-has-begun' } });
  await expect(
    house.owner.query(
      `update program_policy set status = 'draft' where program_id = $1 and version = 2`,
      [program.programId],
    ),
  ).rejects.toThrow('has begun');
});

test('a draft can be discarded, and then begun anew', async () => {
  const { revision } = await drafted();
  const key = { programId: program.programId, version: 2 };

  expect((await admin().post('/api/policies/draft/discard', { ...key, revision })).status).toBe(
    200,
  );
  expect((await admin().get(`/api/policies/version?${at(2)}`)).status).toBe(404);
  expect((await drafted()).version.state).toBe('draft');
});

test('two versions are compared in sentences (C-01)', async () => {
  const draft = await drafted();
  await save(draft, ninety(draft));
  const path = `/api/policies/compare?programId=${program.programId}&before=1&after=2`;
  const { body } = await admin().get(path);

  expect(body.sections.map((each: any) => each.title)).toEqual(['Routine dates']);
  expect(body.sections[0].changes[0].before).toContain(
    'must have a case conference every 180 days',
  );
  expect(body.sections[0].changes[0].after).toContain('every 90 days');
});

test('nobody but an administrator of the agency comes near', async () => {
  const { revision, document } = await drafted();
  const key = { programId: program.programId, version: 2 };
  const gets = [
    `/api/policies/version?${at(1)}`,
    `/api/policies/compare?programId=${program.programId}&before=1&after=2`,
    `/api/policies/sheet.pdf?${at(1)}`,
    `/api/policies/preview?${at(2)}`,
  ];
  const posts: [string, object][] = [
    ['draft', { ...key, version: 1 }],
    ['draft/save', { ...key, revision, document }],
    ['draft/discard', { ...key, revision }],
    ['publish', { ...key, revision }],
    ['take-back', key],
    ['preview', { ...key, revision }],
  ];
  for (const path of gets) {
    expect([path, (await house.as('worker').get(path)).status]).toEqual([path, 403]);
    expect([path, (await house.as('hillside-admin').get(path)).status]).toEqual([path, 404]);
  }
  for (const [name, body] of posts) {
    const path = `/api/policies/${name}`;
    expect([path, (await house.as('worker').post(path, body)).status]).toEqual([path, 403]);
    expect([path, (await house.as('hillside-admin').post(path, body)).status]).toEqual([path, 404]);
  }
  expect((await house.as('worker').get('/api/policies')).status).toBe(403);
  expect((await house.as('hillside-admin').get('/api/policies')).body.programs).toEqual([]);
});
