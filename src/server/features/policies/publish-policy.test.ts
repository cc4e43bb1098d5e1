import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { startHouse } from '#test/house.ts';
import { projectDaily } from '#server/features/today/project-daily.ts';
import { continueProjections } from './run-policy.ts';

const house = await startHouse();
const given = givenIn(house);
const admin = () => house.as('riverbend-admin');
const held = ['2026-01-10', '2026-02-20', '2026-03-20', '2026-04-20', '2026-05-20'];
let agency: GivenAgency;
let program: GivenProgram;
let ana: GivenStaff;
let clients: GivenClient[];
let lena: string;

beforeAll(async () => {
  await house.at('2026-06-01T14:00:00Z');
  agency = await given.agency('riverbend');
  await given.agency('hillside');
});
afterAll(() => house.close());

beforeEach(async () => {
  await house.runJobs();
  await house.at('2026-06-01T14:00:00Z');
  program = await given.program(agency, { name: `Program ${house.newId()}` });
  lena = `lena ${house.newId()}`;
  ana = await given.staff(agency, lena, { roles: ['case-manager'], program });
  clients = [];
  for (const on of held) {
    const client = await given.client(agency, { program, worker: ana, enrolledOn: '2025-09-01' });
    await givenHeldElsewhere(house, agency, { client, on, by: ana });
    clients.push(client);
  }
});

/** Some days later, with a session of that day. */
const laterAt = async (moment: string) => {
  await house.at(moment);
  house.signIn(lena, await house.session(ana.userId, agency.agencyId));
};
const key = () => ({ programId: program.programId, version: 2 });
const query = () => `programId=${program.programId}&version=2`;
const draftNow = async () => (await admin().get(`/api/policies/version?${query()}`)).body;
const begin = async (days: number, over: object = {}) => {
  await admin().post('/api/policies/draft', { ...key(), version: 1 });
  const { revision, document } = await draftNow();
  const reply = await admin().post('/api/policies/draft/save', {
    ...key(),
    revision,
    document: {
      ...document,
      effectiveFrom: '2026-06-01',
      cadence: [
        {
          ...document.cadence[0],
          interval: { value: days, unit: 'day' },
          applyToOpenObligations: true,
        },
      ],
      ...over,
    },
  });
  expect(reply.status).toBe(200);
};
const preview = async () => {
  const { revision } = await draftNow();
  const reply = await admin().post('/api/policies/preview', { ...key(), revision });
  expect(reply.status).toBe(200);
  return reply.body.runId;
};
const previewed = async () => (await admin().get(`/api/policies/preview?${query()}`)).body.preview;
const publish = async (over: object = {}) => {
  const { revision } = await draftNow();
  return admin().post('/api/policies/publish', { ...key(), revision, ...over });
};
const dueDates = async () => {
  const { body } = await house.as(lena).get('/api/today/due?when=all');
  return body.rows.map((row: { dueOn: string }) => row.dueOn);
};
const countsOf = (counts: { effect: string; count: number; clients: number }[]) =>
  Object.fromEntries(counts.map(({ effect, clients: many }) => [effect, many]));

test('a preview counts what would change, names the clients, and changes nothing (REQ-021, REQ-025)', async () => {
  await begin(90);
  const before = await dueDates();
  const runId = await preview();
  expect(await previewed()).toMatchObject({ state: 'running', done: 0, total: 5 });
  await house.runJobs();
  const done = await previewed();

  // 90 days after 10 January, 20 February and so on: two of them lie before 1 June.
  expect(done).toMatchObject({ state: 'done', done: 5, total: 5 });
  expect(countsOf(done.counts)).toEqual({ 'becomes-overdue': 2, 'due-earlier': 5 });
  const { body } = await admin().get(
    `/api/policies/preview/clients?runId=${runId}&effect=becomes-overdue`,
  );
  expect(body.rows).toMatchObject([
    { name: 'Alma Rivera', workerName: lena, beforeOn: '2026-07-09', afterOn: '2026-04-10' },
    { beforeOn: '2026-08-19', afterOn: '2026-05-21' },
  ]);
  expect(body.next).toBeNull();
  expect(await dueDates()).toEqual(before);
});

test('a preview finds what is no longer due, and what moves later', async () => {
  await begin(200);
  await preview();
  await house.runJobs();
  expect(countsOf((await previewed()).counts)).toEqual({ 'due-later': 5 });

  const { revision, document } = await draftNow();
  await admin().post('/api/policies/draft/save', {
    ...key(),
    revision,
    document: { ...document, cadence: [] },
  });
  await preview();
  await house.runJobs();
  const { counts } = await previewed();
  // What runs keeps the rule under which it began, so a rule that is only taken out takes no date away.
  expect(counts).toEqual([]);
});

test('a contradictory draft is not previewed, and a preview can be stopped', async () => {
  await begin(20);
  const { revision } = await draftNow();
  expect(await admin().post('/api/policies/preview', { ...key(), revision })).toMatchObject({
    status: 422,
    body: { type: 'policy-has-flaws', fields: [{ path: 'cadence.0.dueSoonDays' }] },
  });
  await admin().post('/api/policies/draft/discard', { ...key(), revision });

  await begin(90);
  const runId = await preview();
  expect((await admin().post('/api/policies/preview/cancel', { runId })).status).toBe(200);
  await house.runJobs();
  expect(await previewed()).toMatchObject({ state: 'cancelled', done: 0, counts: [] });
});

test('a preview of a draft that is changed meanwhile ends by itself', async () => {
  await begin(90);
  await preview();
  const { revision, document } = await draftNow();
  await admin().post('/api/policies/draft/save', { ...key(), revision, document });
  await house.runJobs();

  expect(await previewed()).toMatchObject({ state: 'cancelled', counts: [] });
});

test('publishing is done at once, and until a row follows it says that it does not yet (REQ-021)', async () => {
  await begin(90);
  const before = await dueDates();
  expect((await publish()).body.updating).toMatchObject({ done: 0, total: 5 });

  const shown = await house.as(lena).get('/api/today/due?when=all');
  expect(shown.body.rows.map((row: { dueOn: string }) => row.dueOn)).toEqual(before);
  for (const { notes } of shown.body.rows)
    expect(notes).toContain('By the rules before the last change; being brought up to date');
  const counted = await house.as(lena).get('/api/today/counts');
  expect(counted.body.updating).toMatchObject([
    { programId: program.programId, effectiveFrom: '2026-06-01', done: 0, total: 5 },
  ]);
});

test('after a crash in the middle it goes on where it was, also when the publisher has left', async () => {
  await begin(90);
  await publish();
  expect(await continueProjections(house.shell, { size: 2, atMost: 1 })).toBe(1);
  const half = await house.as(lena).get('/api/today/due?when=all');
  const behind = half.body.rows.filter(({ notes }: { notes: string[] }) =>
    notes.some((note) => note.startsWith('By the rules before')),
  );
  expect(behind).toHaveLength(3);
  expect((await house.as(lena).get('/api/today/counts')).body.updating).toMatchObject([
    { done: 2, total: 5 },
  ]);

  await continueProjections(house.shell, { size: 2 });
  expect(await dueDates()).toEqual([
    '2026-04-10',
    '2026-05-21',
    '2026-06-18',
    '2026-07-19',
    '2026-08-18',
  ]);
  expect((await house.as(lena).get('/api/today/counts')).body.updating).toEqual([]);
  // The job comes late and finds nothing left to do.
  await house.runJobs();
  expect((await admin().get('/api/policies')).body.programs).toContainEqual(
    expect.objectContaining({ programId: program.programId, updating: null }),
  );
});

test('the job projects every enrollment, and what is stored is what the facts say', async () => {
  await begin(90);
  await publish();
  await house.runJobs();

  expect(await dueDates()).toContain('2026-04-10');
  expect((await house.as(lena).get('/api/today/counts')).body.updating).toEqual([]);
});

test('a version of a later day changes nothing before it, and everything on it', async () => {
  await begin(90, { effectiveFrom: '2026-06-15' });
  const before = await dueDates();
  await publish();
  // Nothing that is shown is wrong meanwhile, so nobody is told.
  expect((await house.as(lena).get('/api/today/counts')).body.updating).toEqual([]);
  await house.runJobs();
  expect(await dueDates()).toEqual(before);

  await laterAt('2026-06-15T03:59:00Z');
  await projectDaily(house.shell);
  expect(await dueDates()).toEqual(before);
  await laterAt('2026-06-15T04:01:00Z');
  expect(await projectDaily(house.shell)).toBeGreaterThanOrEqual(5);
  expect(await dueDates()).toContain('2026-04-10');
});

test('the words of a version are used from its first day on', async () => {
  const { document } = (
    await admin().get(`/api/policies/version?programId=${program.programId}&version=1`)
  ).body;
  await begin(180, {
    effectiveFrom: '2026-06-15',
    vocabulary: { ...document.vocabulary, conference: 'round table' },
    cadence: [{ ...document.cadence[0], firstDue: document.cadence[0].firstDue }],
  });
  const fresh = await given.client(agency, { program, worker: ana, enrolledOn: '2026-05-01' });
  const ruleOf = async () => {
    const { body } = await house.as(lena).get('/api/today/due?when=all');
    return body.rows.find((row: any) => row.clientId === fresh.clientId).rule;
  };
  expect(await ruleOf()).toBe('First case conference');
  await publish();
  await house.runJobs();
  expect(await ruleOf()).toBe('First case conference');
  await laterAt('2026-06-15T14:00:00Z');
  expect(await ruleOf()).toBe('First round table');
});

test('a past day judges again only what was previewed and confirmed (REQ-033)', async () => {
  await house.at('2027-03-15T12:00:00Z');
  const meetings = meetingsIn(house);
  const work = await meetings.agencyAtWork('pastures');
  const manager = () => house.as('pastures-admin');
  const client = await given.client(work.agency, { program: work.program, worker: work.ana });
  const { providerId } = await given.provider(work.agency, { email: 'lee@clinic.example' });
  await given.consent(work.agency, { client, providerId, by: work.ana });
  const people = [{ kind: 'provider' as const, id: providerId }];
  const meeting = await meetings.planned('ana-pastures', [client], { ...work, people });
  await meetings.invited('ana-pastures', meeting);
  await meetings.held('ana-pastures', meeting, { owner: work.ana });
  const closed = await house
    .as('ana-pastures')
    .post(`/api/conferences/${meeting.conferenceId}/close`);
  expect(closed.status).toBe(200);

  const ours = { programId: work.program.programId, version: 2 };
  await manager().post('/api/policies/draft', { ...ours, version: 1 });
  const path = `programId=${ours.programId}&version=2`;
  const { revision, document } = (await manager().get(`/api/policies/version?${path}`)).body;
  const noVideo = document.modes.map((mode: any) =>
    mode.mode === 'video' ? { ...mode, counts: false, preference: 9 } : mode,
  );
  await manager().post('/api/policies/draft/save', {
    ...ours,
    revision,
    document: { ...document, effectiveFrom: '2027-03-01', modes: noVideo },
  });
  const publishAs = (over: object) =>
    manager().post('/api/policies/publish', { ...ours, revision: revision + 1, ...over });

  expect(await publishAs({ confirmsPast: true })).toMatchObject({
    status: 409,
    body: { type: 'policy-past-not-previewed' },
  });
  await manager().post('/api/policies/preview', { ...ours, revision: revision + 1 });
  await house.runJobs();
  const { counts } = (await manager().get(`/api/policies/preview?${path}`)).body.preview;
  expect(countsOf(counts)).toMatchObject({ 'stops-counting': 1 });
  expect(await publishAs({})).toMatchObject({
    status: 409,
    body: { type: 'policy-judges-past' },
  });
  expect((await publishAs({ confirmsPast: true })).status).toBe(200);
  await house.runJobs();
  const { rows } = await house.owner.query(
    `select last_held_on, kind from obligation where enrollment_id = $1 and kind in ('first', 'cadence')`,
    [client.enrollmentId],
  );
  expect(rows).toEqual([{ last_held_on: null, kind: 'first' }]);
});

test('what only the worker may know is neither counted nor listed for an administrator', async () => {
  await begin(90);
  const runId = await preview();
  await house.runJobs();
  await house.owner.query(
    `update policy_effect set class = 'mental_health' where run_id = $1 and enrollment_id = $2`,
    [runId, clients[0]?.enrollmentId],
  );
  const { body } = await admin().get(
    `/api/policies/preview/clients?runId=${runId}&effect=due-earlier`,
  );

  expect(countsOf((await previewed()).counts)).toEqual({ 'becomes-overdue': 1, 'due-earlier': 4 });
  expect(body.rows.map((row: any) => row.clientId)).not.toContain(clients[0]?.clientId);
});

test('nobody else reads or stops a preview', async () => {
  await begin(90);
  const runId = await preview();
  await house.runJobs();
  const path = `/api/policies/preview/clients?runId=${runId}&effect=due-earlier`;

  for (const [who, status] of [
    ['hillside-admin', 404],
    [lena, 403],
  ] as const) {
    expect((await house.as(who).get(path)).status).toBe(status);
    expect((await house.as(who).post('/api/policies/preview/cancel', { runId })).status).toBe(
      status,
    );
  }
  await given.staff(agency, 'both', { roles: ['administrator', 'case-manager'] });
  expect((await house.as('both').get(path)).body.rows).toHaveLength(5);
});
