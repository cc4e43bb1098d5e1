import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let there: GivenAgency;
let comprehensive: GivenProgram;
let healthHome: GivenProgram;
let supportive: GivenProgram;
let ana: GivenStaff;
let otherWorker: GivenStaff;

beforeAll(async () => {
  [here, there] = [await given.agency('here'), await given.agency('there')];
  comprehensive = await given.program(here, { name: 'Comprehensive' });
  healthHome = await given.program(here, { name: 'Health Home', preset: 'health-home' });
  supportive = await given.program(here, { name: 'Supportive', preset: 'supportive' });
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program: comprehensive });
  await given.staff(here, 'sue', {
    roles: ['supervisor'],
    program: comprehensive,
    teamRole: 'supervisor',
  });
  await given.staff(here, 'stranger', { roles: ['case-manager'] });
  const program = await given.program(there);
  otherWorker = await given.staff(there, 'otto', { roles: ['case-manager'], program });
  await given.client(there, { program, worker: otherWorker, name: 'Nina Other' });
});

beforeEach(() => house.at('2026-05-04T14:00:00Z'));

const due = async (name: string, query = '') => {
  const reply = await house.as(name).get(`/api/today/due${query}`);
  expect(reply.status).toBe(200);
  return reply.body;
};
const rowOf = async (name: string, clientId: string, query = '?when=all') => {
  const { rows } = await due(name, query);
  return rows.find((row: { clientId: string }) => row.clientId === clientId);
};

test('180 days after the last conference it is due today, and a day later it is late (REQ-027, REQ-142, T1)', async () => {
  await house.at('2025-09-01T14:00:00Z');
  const client = await given.client(here, {
    program: comprehensive,
    worker: ana,
    name: 'Alma Rivera',
    enrolledOn: '2025-01-15',
  });
  await givenHeldElsewhere(house, here, { client, on: '2025-08-31', by: ana });

  await house.at('2026-02-27T15:00:00Z');
  expect(await rowOf('ana', client.clientId)).toMatchObject({
    name: 'Alma Rivera',
    status: 'due_today',
    dueOn: '2026-02-27',
    daysLeft: 0,
    rule: '180-day rule',
    strength: 'required',
    evidence: '180 days from Sun 31 Aug 2025, recorded elsewhere',
    lastHeldOn: '2025-08-31',
    workerName: 'ana',
    programName: 'Comprehensive',
  });

  // Still the evening of the 27th in New York, where the program is.
  await house.at('2026-02-28T04:59:00Z');
  expect(await rowOf('ana', client.clientId)).toMatchObject({ status: 'due_today' });

  await house.at('2026-02-28T15:00:00Z');
  expect(await rowOf('ana', client.clientId)).toMatchObject({
    status: 'overdue',
    daysLeft: -1,
    left: '1 day late',
  });
});

test('six calendar months are another date than 180 days (REQ-132, REQ-021, T2)', async () => {
  await house.at('2025-09-01T14:00:00Z');
  const client = await given.client(here, {
    program: healthHome,
    worker: ana,
    enrolledOn: '2025-01-15',
  });
  await givenHeldElsewhere(house, here, { client, on: '2025-08-31', by: ana });

  await house.at('2026-02-28T15:00:00Z');
  expect(await rowOf('ana', client.clientId)).toMatchObject({
    status: 'due_today',
    dueOn: '2026-02-28',
    rule: 'Six-month rule',
  });
  await house.at('2026-03-01T15:00:00Z');
  expect(await rowOf('ana', client.clientId)).toMatchObject({ status: 'overdue' });
});

test('the supportive model demands nothing, so nobody is ever late in it (REQ-029, T11)', async () => {
  const client = await given.client(here, {
    program: supportive,
    worker: ana,
    enrolledOn: '2020-01-15',
  });

  expect(await rowOf('ana', client.clientId)).toBeUndefined();
  const { rows } = await house.owner.query(
    `select state, strength, due_on from obligation where enrollment_id = $1`,
    [client.enrollmentId],
  );
  expect(rows).toEqual([{ state: 'not_required', strength: 'not_required', due_on: null }]);
});

test('an ended enrollment owes nothing; enrolled again, the clock starts anew (REQ-181, T22)', async () => {
  const client = await given.client(here, {
    program: comprehensive,
    worker: ana,
    enrolledOn: '2025-11-21',
  });
  expect(await rowOf('ana', client.clientId)).toMatchObject({ dueOn: '2026-05-20' });

  const ended = await house.as('ana').post(`/api/enrollments/${client.enrollmentId}/end`, {
    endedOn: '2026-05-01',
    reason: 'moved',
  });
  expect(ended.status).toBe(200);
  expect(await rowOf('ana', client.clientId)).toBeUndefined();

  await house.at('2026-08-01T14:00:00Z');
  const again = await house.as('ana').post(`/api/clients/${client.clientId}/enrollments`, {
    programId: comprehensive.programId,
    teamId: comprehensive.teamId,
    workerId: ana.staffId,
    startedOn: '2026-08-01',
  });
  expect(again.status).toBe(200);
  expect(await rowOf('ana', client.clientId)).toMatchObject({
    dueOn: '2027-01-28',
    evidence: '180 days from enrollment, Sat 1 Aug',
    enrollmentId: again.body.enrollmentId,
  });
});

test('a conference recorded elsewhere moves the due date, and a corrected one moves it again', async () => {
  const client = await given.client(here, {
    program: comprehensive,
    worker: ana,
    enrolledOn: '2025-11-21',
  });

  await givenHeldElsewhere(house, here, { client, on: '2026-04-01', by: ana });
  expect(await rowOf('ana', client.clientId)).toMatchObject({ dueOn: '2026-09-28' });
  await givenHeldElsewhere(house, here, { client, on: '2026-03-01', by: ana });
  expect(await rowOf('ana', client.clientId)).toMatchObject({
    dueOn: '2026-08-28',
    lastHeldOn: '2026-03-01',
  });
});

test('what fell due before the program began here stands apart as backlog', async () => {
  const program = await given.program(here, { name: 'New here', goLiveOn: '2026-05-01' });
  const bea = await given.staff(here, 'bea', { roles: ['case-manager'], program });
  const old = await given.client(here, { program, worker: bea, enrolledOn: '2024-01-15' });
  const fresh = await given.client(here, { program, worker: bea, enrolledOn: '2025-11-10' });

  const ids = ({ rows }: { rows: { clientId: string }[] }) => rows.map((row) => row.clientId);
  expect(ids(await due('bea'))).toEqual([fresh.clientId]);
  expect(ids(await due('bea', '?backlog=yes'))).toEqual([old.clientId]);
  const { body } = await house.as('bea').get('/api/today/counts');
  expect(body).toMatchObject({ backlog: 1, scope: 'mine', scopes: ['mine', 'team'] });
  expect(body.buckets.find(({ key }: { key: string }) => key === 'late')).toMatchObject({
    required: 0,
  });
  expect(body.buckets.find(({ key }: { key: string }) => key === 'week-1')).toMatchObject({
    required: 1,
  });
});

test('a worker of another team and another agency see nothing of it, not even in a count (REQ-142)', async () => {
  const client = await given.client(here, {
    program: comprehensive,
    worker: ana,
    enrolledOn: '2025-01-01',
  });
  const isSeenBy = async (name: string) =>
    (await rowOf(name, client.clientId, '?when=late&scope=all')) !== undefined;
  const counted = async (name: string) => {
    const { body } = await house.as(name).get('/api/today/counts?scope=all');
    return body.buckets.reduce(
      (sum: number, bucket: { required: number }) => sum + bucket.required,
      0,
    );
  };

  expect(await isSeenBy('ana')).toBe(true);
  expect(await isSeenBy('sue')).toBe(true);
  expect(await isSeenBy('here-admin')).toBe(true);
  expect(await isSeenBy('stranger')).toBe(false);
  expect(await isSeenBy('otto')).toBe(false);
  expect(await counted('stranger')).toBe(0);
  expect(await counted('otto')).toBe(1);
  expect(await counted('here-admin')).toBeGreaterThan(1);
});

test('pages follow one another without a gap or a repeat', async () => {
  const program = await given.program(here, { name: 'Large' });
  const lou = await given.staff(here, 'lou', { roles: ['case-manager'], program });
  for (let index = 0; index < 53; index += 1) {
    await given.client(here, {
      program,
      worker: lou,
      name: `Client ${index}`,
      enrolledOn: index % 3 === 0 ? '2025-09-01' : '2025-10-01',
    });
  }

  const first = await due('lou');
  const second = await due('lou', `?after=${first.next}`);

  expect(first.rows).toHaveLength(50);
  expect(second.rows).toHaveLength(3);
  expect(second.next).toBeNull();
  const all = [...first.rows, ...second.rows];
  expect(new Set(all.map(({ id }) => id)).size).toBe(53);
  expect(all.map(({ dueOn }) => dueOn)).toEqual(all.map(({ dueOn }) => dueOn).toSorted());
});

test('with nothing due the list names what comes next', async () => {
  const program = await given.program(here, { name: 'Calm' });
  const cal = await given.staff(here, 'cal', { roles: ['case-manager'], program });
  await given.client(here, { program, worker: cal, name: 'Cora Later', enrolledOn: '2026-05-01' });

  expect(await due('cal')).toMatchObject({
    rows: [],
    firstLater: { name: 'Cora Later', due: 'Wed 28 Oct' },
  });
});

test.each([
  ['?scope=everybody', 'scope'],
  ['?when=someday', 'when'],
  ['?programId=7', 'programId'],
  ['?after=yesterday', 'after'],
])('a list asked for with %s is refused by the name of the field', async (query, field) => {
  const reply = await house.as('ana').get(`/api/today/due${query}`);

  expect(reply).toMatchObject({ status: 400, body: { type: 'bad-input' } });
  expect(reply.body.fields[0].path).toBe(field);
});

test('nobody reads a list without signing in, nor as an auditor', async () => {
  await given.staff(here, 'audrey', { roles: ['auditor'] });

  expect((await house.visitor.get('/api/today/due')).status).toBe(401);
  expect((await house.as('audrey').get('/api/today/due')).status).toBe(403);
});
