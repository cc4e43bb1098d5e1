import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let there: GivenAgency;
let comprehensive: GivenProgram;
let ana: GivenStaff;
let otherWorker: GivenStaff;

beforeAll(async () => {
  [here, there] = [await given.agency('here'), await given.agency('there')];
  comprehensive = await given.program(here, { name: 'Comprehensive' });
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

const names = async (name: string, query: string) =>
  (await due(name, query)).rows.map((row: { name: string }) => row.name);

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
  const dates: string[] = all.map(({ dueOn }) => dueOn);
  expect(dates).toEqual(dates.toSorted((one, other) => one.localeCompare(other)));
});

test('with nothing due the list names what comes next', async () => {
  const program = await given.program(here, { name: 'Calm' });
  const cal = await given.staff(here, 'cal', { roles: ['case-manager'], program });
  const { enrollmentId } = await given.client(here, {
    program,
    worker: cal,
    name: 'Cora Later',
    enrolledOn: '2026-05-01',
  });

  expect(await due('cal')).toMatchObject({
    rows: [],
    firstLater: { name: 'Cora Later', due: 'Wed 28 Oct', enrollmentId, next: null },
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

test('the list can be narrowed to one reason and one worker, and saved as a file that no spreadsheet runs (REQ-142)', async () => {
  const program = await given.program(here, { name: 'Wide' });
  const kit = await given.staff(here, 'kit', { roles: ['case-manager'], program });
  const mia = await given.staff(here, 'mia', { roles: ['case-manager'], program });
  await given.client(here, { program, worker: kit, name: '=Kit One', enrolledOn: '2025-06-01' });
  await given.client(here, { program, worker: mia, name: 'Mia Two', enrolledOn: '2025-06-02' });

  expect(await names('kit', `?scope=team&programId=${program.programId}`)).toEqual([
    '=Kit One',
    'Mia Two',
  ]);
  expect(await names('kit', `?scope=team&workerId=${mia.staffId}`)).toEqual(['Mia Two']);
  expect(await names('kit', '?scope=team&why=routine')).toHaveLength(2);
  expect(await names('kit', '?scope=team&why=change')).toEqual([]);
  const counted = await house.as('kit').get('/api/today/counts?scope=team');
  expect(counted.body.workers.map(({ name }: { name: string }) => name)).toEqual(['kit', 'mia']);

  const saved = await house.as('kit').get('/api/today/due/export?scope=team&reason=supervision');
  expect(saved.status).toBe(200);
  const [, first = '', second = ''] = saved.body.split('\r\n');
  expect(first).toContain('"\'=Kit One",Wide,kit');
  expect(second).toContain('Mia Two');
  expect(saved.body).not.toContain('Alma');
});

test('beside the list stands what else is owed and whose consent is missing, for whoever sees the client (REQ-035)', async () => {
  const program = await given.program(here, { name: 'Beside' });
  const nia = await given.staff(here, 'nia', { roles: ['case-manager'], program });
  const client = await given.client(here, { program, worker: nia, enrolledOn: '2025-06-01' });
  const { providerId } = await given.provider(here);
  const joined = await house.as('nia').post(`/api/clients/${client.clientId}/care-team/add`, {
    kind: 'provider',
    personId: providerId,
    servesAs: 'Physician',
    from: '2026-01-10',
  });
  expect(joined.status).toBe(200);

  const body = { clientIds: [client.clientId] };
  const reply = await house.as('nia').post('/api/today/due/beside', body);
  expect(reply.body.clients).toMatchObject([
    {
      clientId: client.clientId,
      consents: { missing: 1, of: 1 },
      owed: [{ programName: 'Beside', rule: 'First case conference', due: 'Fri 28 Nov 2025' }],
    },
  ]);
  const saved = await house.as('nia').get('/api/today/due/export?reason=supervision');
  const [header, line] = saved.body.split('\r\n');
  expect(header).toContain('Last held,Next conference,Next step,Consents missing,Also owed');
  expect(line).toContain(',,plan,1 of 1,');
  expect((await house.as('otto').post('/api/today/due/beside', body)).body.clients).toEqual([]);
});
