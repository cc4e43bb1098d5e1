import { afterAll, expect, test } from 'vitest';
import { auditedScene } from '#test/audited-scene.ts';
import { startHouse } from '#test/house.ts';
import { asOwner, tried } from '#test/walls/opened-policies.ts';

const house = await startHouse();
afterAll(() => house.close());
const { agency, harbor, june, people, numbers, comesFor } = await auditedScene(house);
await comesFor(null);

const change = (more: Record<string, unknown>) =>
  house.as('riverbend-admin').post('/api/staff/change', {
    staffId: june.staffId,
    fullName: 'june',
    title: 'Auditor',
    roles: ['auditor'],
    auditorUntil: '2027-05-04',
    ...more,
  });
const numberOf = (...names: string[]) => names.map((name) => numbers[name]);
const ofAll = ['Alma Rivera', 'Bao Chen', 'Cleo Stone'];
const choose = (...names: string[]) =>
  change({ auditorSample: 'chosen', auditorSampleNumbers: numberOf(...names).join(', ') });

const sorted = (some: number[]) => some.toSorted((one, other) => one - other);
type Line = { who: { name: string }; clients: number[] };
const trail = async (by: string, query = ''): Promise<{ lines: Line[]; onlySample: unknown }> =>
  (await house.as(by).get(`/api/audit${query}`)).body;
const numbersIn = async (by: string, query = '') =>
  sorted([...new Set((await trail(by, query)).lines.flatMap(({ clients }) => clients))]);
const shown = async () =>
  (await house.as('riverbend-admin').get('/api/staff')).body.staff.find(
    ({ staffId }: { staffId: string }) => staffId === june.staffId,
  );

const pastList = async (by: string, programId: string | null = null) => {
  const question = { asOf: '2026-03-31', knowledge: 'today', programId };
  const { snapshotId } = (await house.as(by).post('/api/due-snapshots', question)).body;
  await house.runJobs();
  return `/api/due-snapshots/${snapshotId}`;
};
const read = async (by: string, path: string) => (await house.as(by).get(`${path}?show=all`)).body;
const rowsOf = ({ rows }: { rows: { clientNumber: number }[] }) =>
  sorted(rows.map(({ clientNumber }) => clientNumber));

const listBefore = await pastList('june');
const listOfHarbor = await pastList('june', harbor.programId);
const everyone = await read('june', listBefore);

test('what they read before they came for a sample was of everybody: the control of what follows', async () => {
  expect(rowsOf(everyone)).toEqual(numberOf(...ofAll));
  expect(everyone.snapshot).toMatchObject({ total: 3, lookedAt: 3 });
  expect(await numbersIn('june')).toEqual(numberOf(...ofAll));
});

test('of the trail an auditor of a sample reads the lines about it and their own, and no other number (EP-17, S16)', async () => {
  expect((await choose('Alma Rivera', 'Bao Chen')).body.outcome).toBe('done');
  const { lines, onlySample } = await trail('june');
  expect(onlySample).toBe(2);
  expect(await numbersIn('june')).toEqual(numberOf('Alma Rivera', 'Bao Chen'));
  expect(lines.filter(({ who, clients }) => who.name !== 'june' && clients.length === 0)).toEqual(
    [],
  );
  expect(lines.some(({ who }) => who.name === 'ana')).toBe(true);
  const cleo = `?clientNumber=${numbers['Cleo Stone']}`;
  expect([await numbersIn('june', cleo), await numbersIn('june', '?clientNumber=999999')]).toEqual([
    [],
    [],
  ]);
  expect(await numbersIn('aud', cleo)).toContain(numbers['Cleo Stone']);
  expect((await house.as('june').post('/api/audit/check', {})).body).toEqual({
    isWhole: true,
    all: null,
  });
});

test('a line about two clients tells them the number of theirs alone (EP-17, S16)', async () => {
  const both = [people['Alma Rivera']?.clientId, people['Cleo Stone']?.clientId];
  const told = await asked(
    `select l.clients as told from auth.audit_page(null, null, null, null, null, 51) l order by l.at desc limit 1`,
    `insert into audit (agency_id, audit_id, at, actor_id, purpose, operation, outcome, ids, hmac)
     select agency_id, gen_random_uuid(), auth.now() + interval '1 hour', actor_id, purpose, 'GET /api/clients', outcome, '{${both.join()}}', hmac
     from audit where ids @> array['${both[0]}'::uuid] limit 1;`,
  );
  expect(told).toEqual(numberOf('Alma Rivera'));
});

test('a list that was worked out before shows the sample alone, counts no more, and its file holds no more (EP-17)', async () => {
  const now = await read('june', listBefore);
  expect(rowsOf(now)).toEqual(numberOf('Alma Rivera', 'Bao Chen'));
  expect(now.counts.all).toBe(2);
  expect(now.snapshot).toMatchObject({ total: 2, lookedAt: 2 });
  expect((await read('june', listOfHarbor)).snapshot).toMatchObject({ total: 1, lookedAt: 1 });
  const listed = (await house.as('june').get('/api/due-snapshots')).body.snapshots;
  expect(listed.map(({ total }: { total: number }) => total).toSorted()).toEqual([1, 2]);

  const { body } = await house.as('june').get(`${listBefore}/export?show=all&reason=supervision`);
  const holds = (name: string) => body.includes(String(numbers[name]));
  expect(ofAll.map(holds)).toEqual([true, true, false]);
});

test('a new list looks at the sample alone (EP-17, REQ-142)', async () => {
  const list = await read('june', await pastList('june'));
  expect(rowsOf(list)).toEqual(numberOf('Alma Rivera', 'Bao Chen'));
  expect(list.snapshot).toMatchObject({ total: 2, lookedAt: 2 });
});

test('of chosen programs and a sample they read of whoever is in both (EP-17)', async () => {
  await change({ auditorProgramIds: [harbor.programId] });
  expect(await numbersIn('june')).toEqual(numberOf('Alma Rivera'));
  expect(rowsOf(await read('june', listBefore))).toEqual(numberOf('Alma Rivera'));
  await change({ auditorScope: 'every' });
  expect(await numbersIn('june')).toEqual(numberOf('Alma Rivera', 'Bao Chen'));
});

test('of the files of others they read nothing (EP-17)', async () => {
  await house.as('aud').get(`${await pastList('aud')}/export?show=all&reason=supervision`);
  const takers = async (by: string) =>
    (await house.as(by).get('/api/audit/taken-out')).body.files.map(
      ({ who }: { who: { name: string } }) => who.name,
    );
  expect(await takers('aud')).toContain('aud');
  expect(new Set(await takers('june'))).toEqual(new Set(['june']));
});

const everybody = `update staff_role set sample_id = null where staff_id = '${june.staffId}';`;
/** What the application's login reads for June, past every rule of the application. */
const asked = (words: string, before = '') =>
  asOwner(house, async (client) => {
    const person = { agencyId: agency.agencyId, staff: june };
    const answer = await tried(client, person, { words, purpose: 'oversight', before });
    return typeof answer === 'string' ? answer : answer.rows[0]?.['told'];
  });
const cleo = people['Cleo Stone'] ?? { clientId: '', enrollmentId: '' };

test.for([
  ['the trail itself', 'select count(*)::integer > 0 as told from audit'],
  [
    'the facts of an enrollment',
    `select count(*)::integer > 0 as told from auth.clock_enrollments(array['${cleo.enrollmentId}']::uuid[], auth.now())`,
  ],
  [
    'who was due on a day',
    `select count(*)::integer > 2 as told from auth.enrollments_on(null, '2026-03-31', auth.now(), null, 50)`,
  ],
  [
    'rows of a list',
    `select count(*)::integer > 0 as told from due_snapshot_row where client_id = '${cleo.clientId}'`,
  ],
])('nor past the application: %s (EP-17, S23)', async ([, words = '']) => {
  expect([await asked(words), await asked(words, everybody)]).toEqual([false, true]);
});

test.for([
  ['who is in it', 'select count(*) as told from audit_sample_client', '42501'],
  ['what the samples are', 'select count(*)::integer as told from audit_sample', 0],
  [
    'a sample of their own',
    `select auth.make_sample(gen_random_uuid(), array[${numbers['Cleo Stone']}], null, null, null, null, null) as told`,
    '42501',
  ],
  [
    'another sample for themselves',
    `update staff_role set sample_id = null where staff_id = '${june.staffId}'`,
    '42501',
  ],
] as const)('nor do they read or make past the application: %s (EP-17, S23)', async (row) => {
  const [, words, answer] = row;
  expect(await asked(words)).toBe(answer);
});

test('a sample of which nobody is found is a sample of nobody, not everybody (EP-17)', async () => {
  const none = `delete from audit_sample_client;`;
  const listed = `select count(*)::integer as told from auth.enrollments_on(null, '2026-03-31', auth.now(), null, 50)`;
  expect([await asked(listed), await asked(listed, none)]).toEqual([2, 0]);
});

test('what is drawn follows from the seed, and is drawn of whoever was enrolled where and when they come for (EP-17)', async () => {
  const drawn = async (seed: string, more: Record<string, unknown> = {}) => {
    const said = { auditorSample: 'drawn', auditorSampleSize: 1, auditorSampleSeed: seed, ...more };
    expect((await change(said)).status).toBe(200);
    const { rows } = await house.owner.query<{ number: number }>(
      `select c.client_number as number from staff_role r join audit_sample_client s using (agency_id, sample_id)
         join client c using (agency_id, client_id) where r.staff_id = $1 order by 1`,
      [june.staffId],
    );
    return rows.map(({ number }) => number);
  };
  const seeds = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const found = new Map<string, number[]>();
  for (const seed of seeds) found.set(seed, await drawn(seed));
  expect(new Set([...found.values()].flat()).size).toBeGreaterThan(1);
  for (const seed of seeds.slice(0, 3)) expect(await drawn(seed)).toEqual(found.get(seed));
  expect(await shown()).toMatchObject({ auditorSample: { howMany: 1, seed: 'c' } });

  const three = { auditorSampleSize: 3 };
  expect(await drawn('a', three)).toEqual(numberOf(...ofAll));
  const inHarbor = { ...three, auditorProgramIds: [harbor.programId] };
  expect(await drawn('a', inHarbor)).toEqual(numberOf('Alma Rivera', 'Cleo Stone'));
  const inMay = { auditorCoversFrom: '2026-05-02', auditorCoversUntil: '2026-05-04' };
  expect(await drawn('a', { ...inHarbor, ...inMay })).toEqual(numberOf('Alma Rivera'));
  await change({ auditorScope: 'every', auditorPeriod: 'any' });
});

test.for<[string, string, Record<string, unknown>]>([
  ['none drawn', 'auditorSampleSize', { auditorSample: 'drawn' }],
  ['too many', 'auditorSampleSize', { auditorSample: 'drawn', auditorSampleSize: 501 }],
  ['none chosen', 'auditorSampleNumbers', { auditorSample: 'chosen', auditorSampleNumbers: ' ,' }],
  [
    'a number of nobody',
    'auditorSampleNumbers',
    { auditorSample: 'chosen', auditorSampleNumbers: '999999' },
  ],
  [
    'a supervisor, who reads of everybody',
    'roles',
    { roles: ['auditor', 'supervisor'], auditorSample: 'drawn', auditorSampleSize: 1 },
  ],
])('%s: it is refused by its field, and nothing is changed (EP-17)', async ([, path, said]) => {
  const before = await shown();
  const { status, body } = await change(said);
  expect([status, body.fields?.[0]?.path]).toEqual([400, path]);
  expect(await shown()).toEqual(before);
});
