import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { twoAtOnce } from '#test/two-at-once.ts';

const house = await startHouse();
const given = givenIn(house);
type Made<Name extends 'agency' | 'program' | 'staff' | 'client'> = Awaited<
  ReturnType<(typeof given)[Name]>
>;
let agency: Made<'agency'>;
let program: Made<'program'>;
let nights: Made<'program'>;
let ana: Made<'staff'>;
let ben: Made<'staff'>;
let cy: Made<'staff'>;
let client: Made<'client'>;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  agency = await given.agency('riverbend');
  program = await given.program(agency);
  nights = await given.program(agency, { name: 'Nights' });
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  ben = await given.staff(agency, 'ben', { roles: ['case-manager'], program });
  cy = await given.staff(agency, 'cy', { roles: ['case-manager'], program: nights });
  await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await given.staff(agency, 'bill', { roles: ['biller'] });
  const other = await given.agency('hillside');
  await given.staff(other, 'hal', { roles: ['case-manager'], program: await given.program(other) });
});
beforeEach(async () => {
  client = await given.client(agency, { program, worker: ana });
});
afterAll(() => house.close());

const tell = (name: string, what: string, body: object = {}) =>
  house.as(name).post(`/api/enrollments/${client.enrollmentId}/${what}`, body);
const enrollments = async (name = 'ana') =>
  (await house.as(name).get(`/api/clients/${client.clientId}/enrollments`)).body.enrollments;
const toBen = () => ({ teamId: program.teamId, workerId: ben.staffId, from: '2026-05-01' });
const changes = async () =>
  (
    await house.owner.query(
      `select facts ->> 'change' as change from record_entry where client_id = $1 order by recorded_at`,
      [client.clientId],
    )
  ).rows.map(({ change }) => change);

test('a client is handed to a colleague from a date on, and it stays known who had them before', async () => {
  expect((await tell('ana', 'assign', toBen())).status).toBe(200);

  const [enrollment] = await enrollments('ben');
  expect(enrollment).toMatchObject({ workerName: 'ben', startedOn: '2026-01-15', endedOn: null });
  expect(enrollment.assignments).toMatchObject([{ workerName: 'ana', assignedOn: '2026-01-15' }]);
  expect(await changes()).toEqual(['moved']);
});

test('who hands a client to another team no longer sees them, and the due dates go along (REQ-142, REQ-178)', async () => {
  const away = await given.program(agency, { name: 'Away' });
  const { rows } = await house.owner.query(
    `update team set program_id = $1 where team_id = $2 returning team_id`,
    [program.programId, away.teamId],
  );
  const handed = await tell('ana', 'assign', {
    ...toBen(),
    teamId: rows[0].team_id,
    workerId: cy.staffId,
  });

  expect(handed.status).toBe(200);
  expect((await house.as('ana').get(`/api/clients/${client.clientId}`)).status).toBe(404);
  const { body } = await house.as('cy').get(`/api/clients/${client.clientId}`);
  expect(body.enrollments[0]).toMatchObject({ workerName: 'cy' });
  expect(body.enrollments[0].nextDue).not.toBeNull();
});

test('a colleague cannot make themself the worker; the supervisor and an administrator can (REQ-178)', async () => {
  expect(await tell('ben', 'assign', toBen())).toMatchObject({
    status: 403,
    body: { type: 'not-yours-to-assign' },
  });
  const enroll = await house.as('ben').post(`/api/clients/${client.clientId}/enrollments`, {
    programId: nights.programId,
    teamId: nights.teamId,
    workerId: ben.staffId,
    startedOn: '2026-05-01',
  });
  expect(enroll.body.type).toBe('not-yours-to-assign');
  expect((await enrollments('ben'))[0].mayAssign).toBe(false);
  expect((await tell('sue', 'assign', toBen())).status).toBe(200);
  expect((await tell('riverbend-admin', 'assign', toBen())).status).toBe(200);
});

test('an enrollment ends on a date with a reason, and is reopened when that was a mistake', async () => {
  const end = { endedOn: '2026-05-04', reason: 'moved' };

  expect((await tell('ana', 'end', end)).status).toBe(200);
  expect(await tell('ana', 'end', end)).toMatchObject({
    status: 409,
    body: { type: 'enrollment-ended' },
  });
  expect((await tell('ana', 'assign', toBen())).body.type).toBe('enrollment-ended');
  expect((await enrollments())[0]).toMatchObject({ endedOn: '2026-05-04', endReason: 'moved' });
  expect(
    (await house.as('ana').get(`/api/clients/${client.clientId}`)).body.enrollments[0].nextDue,
  ).toBeNull();

  expect((await tell('ana', 'reopen')).status).toBe(200);
  expect((await tell('ana', 'reopen')).body.type).toBe('enrollment-running');
  expect((await enrollments())[0]).toMatchObject({ endedOn: null, endReason: null });
  expect(await changes()).toEqual(['ended', 'corrected']);
});

test('a client is enrolled in another program once, and its people see them from then on', async () => {
  const start = {
    programId: nights.programId,
    teamId: nights.teamId,
    workerId: cy.staffId,
    startedOn: '2026-05-04',
  };
  const enroll = () => house.as('ana').post(`/api/clients/${client.clientId}/enrollments`, start);
  expect((await house.as('cy').get(`/api/clients/${client.clientId}`)).status).toBe(404);

  expect((await enroll()).status).toBe(200);
  expect(await enroll()).toMatchObject({ status: 409, body: { type: 'already-enrolled' } });
  expect((await house.as('cy').get(`/api/clients/${client.clientId}`)).status).toBe(200);
});

test('two who enroll a client in one program at the same moment enroll them once', async () => {
  const start = { programId: nights.programId, teamId: nights.teamId, startedOn: '2026-05-04' };
  const enroll = () => house.as('ana').post(`/api/clients/${client.clientId}/enrollments`, start);

  const replies = await twoAtOnce(house, client.clientId, enroll);

  expect(replies.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    200, 409,
  ]);
  expect(await enrollments()).toHaveLength(2);
});

const again = (startedOn: string) =>
  house.as('sue').post(`/api/clients/${client.clientId}/enrollments`, {
    programId: program.programId,
    teamId: program.teamId,
    workerId: ana.staffId,
    startedOn,
  });
const endLater = (enrollmentId: string) =>
  house
    .as('sue')
    .post(`/api/enrollments/${enrollmentId}/end`, { endedOn: '2026-05-01', reason: 'moved' });

test('a client is enrolled again after the last day of the time before, and the two never run beside each other (REQ-142)', async () => {
  await tell('ana', 'end', { endedOn: '2026-04-20', reason: 'moved' });

  const within = await again('2026-04-19');
  expect(within).toMatchObject({ status: 400, body: { fields: [{ path: 'startedOn' }] } });
  expect(within.body.fields[0].message).toContain('until Mon 20 Apr 2026');
  expect((await again('2025-12-01')).status).toBe(400);
  const { enrollmentId } = (await again('2026-04-20')).body;
  await endLater(enrollmentId);

  expect(await tell('sue', 'reopen')).toMatchObject({
    status: 409,
    body: { type: 'already-enrolled' },
  });
  const last = await house.as('sue').post(`/api/enrollments/${enrollmentId}/reopen`, {});
  expect(last.status).toBe(200);
});

test('an enrollment of one day is not reopened beside one that began on that day (REQ-142)', async () => {
  await tell('ana', 'end', { endedOn: '2026-01-15', reason: 'moved' });
  await endLater((await again('2026-01-15')).body.enrollmentId);

  expect((await tell('sue', 'reopen')).body.type).toBe('already-enrolled');
});

test('the choices are the agency’s own programs, teams and workers', async () => {
  const { body } = await house.as('ana').get('/api/enrollment-choices');

  expect(body.today).toBe('2026-05-04');
  expect(body.programs[0]).toMatchObject({ name: 'Away' });
  expect(body.workers.map(({ name }: { name: string }) => name)).toEqual([
    'ana',
    'ben',
    'cy',
    'sue',
  ]);
  const theirs = (await house.as('hal').get('/api/enrollment-choices')).body;
  expect(theirs.workers.map(({ name }: { name: string }) => name)).toEqual(['hal']);
});

test.each([
  ['end', 'endedOn', '2026-05-05'],
  ['end', 'endedOn', '2026-01-14'],
  ['end', 'reason', 'because'],
  ['assign', 'from', '2026-05-05'],
  ['assign', 'from', '2026-01-14'],
  ['assign', 'teamId', '019a0000-0000-7000-8000-000000000000'],
  ['assign', 'workerId', '019a0000-0000-7000-8000-000000000000'],
])('%s with a wrong %s (%s) is refused by its field', async (what, field, value) => {
  const right = what === 'end' ? { endedOn: '2026-05-01', reason: 'moved' } : toBen();
  const reply = await tell('ana', what, { ...right, [field]: value });

  expect(reply.status).toBe(400);
  expect(reply.body.fields[0].path).toBe(field);
  expect(await changes()).toEqual([]);
});

test('a day before the enrollment is refused with the day on which it began, in words', async () => {
  const { body } = await tell('ana', 'end', { endedOn: '2026-01-14', reason: 'moved' });

  expect(body.fields).toEqual([
    { path: 'endedOn', message: 'This is before the enrollment began, on Thu 15 Jan 2026.' },
  ]);
});

test('a stranger’s enrollment and an absent one give the same answer (REQ-178)', async () => {
  const bodies = { assign: toBen(), end: { endedOn: '2026-05-01', reason: 'moved' }, reopen: {} };
  for (const [what, body] of Object.entries(bodies)) {
    const absent = await house
      .as('hal')
      .post(`/api/enrollments/019a0000-0000-7000-8000-000000000000/${what}`, body);
    expect(absent.status).toBe(404);
    for (const stranger of ['hal', 'cy'])
      expect(await tell(stranger, what, body)).toMatchObject({ status: 404, body: absent.body });
    expect((await tell('bill', what, body)).status).toBe(403);
  }
  for (const stranger of ['hal', 'cy'])
    expect(
      (await house.as(stranger).get(`/api/clients/${client.clientId}/enrollments`)).status,
    ).toBe(404);
  expect((await house.as('bill').get('/api/enrollment-choices')).status).toBe(403);
});

test('a colleague cannot take a case by ending it for its worker, nor by reopening it (REQ-178)', async () => {
  const ending = { endedOn: '2026-05-01', reason: 'moved' };
  const refused = { status: 403, body: { type: 'not-yours-to-assign' } };
  const second = { ...nights, workerId: ana.staffId, startedOn: '2026-02-01' };
  const enrolled = await house
    .as('ana')
    .post(`/api/clients/${client.clientId}/enrollments`, second);

  expect(enrolled.status).toBe(200);
  expect(await tell('ben', 'end', ending)).toMatchObject(refused);
  expect((await tell('ana', 'end', ending)).status).toBe(200);
  expect(await tell('ben', 'reopen')).toMatchObject(refused);
  expect((await tell('ana', 'reopen')).status).toBe(200);
});
