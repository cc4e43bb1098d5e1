import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse({ isAlone: true });
const given = givenIn(house);
const search = (name: string, input: object) => house.as(name).post('/api/clients/search', input);
const found = async (name: string, input: object) =>
  (await search(name, input)).body.clients.map((client: { name: string }) => client.name);

let program: Awaited<ReturnType<typeof given.program>>;
let alma: Awaited<ReturnType<typeof given.client>>;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  program = await given.program(agency);
  const nights = await given.program(agency, { name: 'Nights' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.staff(agency, 'ben', { roles: ['case-manager'], program });
  const cy = await given.staff(agency, 'cy', { roles: ['case-manager'], program: nights });
  await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await given.staff(agency, 'bill', { roles: ['biller'] });
  alma = await given.client(agency, {
    program,
    worker: ana,
    name: 'Alma Rivera',
    enrolledOn: '2025-09-01',
  });
  await given.client(agency, { program, worker: ana, name: 'Jon Riva', enrolledOn: '2026-04-20' });
  await given.client(agency, { program, name: 'Rita Abel', enrolledOn: '2026-04-20' });
  await given.client(agency, { program: nights, worker: cy, name: 'Secret Rivers' });
  await house.owner.query(`update client set born_on = '1984-03-27' where client_id = $1`, [
    alma.clientId,
  ]);
  await house.owner.query(`insert into client_identifier values ($1, $2, 'medicaid', 'AB-12345')`, [
    agency.agencyId,
    alma.clientId,
  ]);
  const other = await given.agency('hillside');
  await given.staff(other, 'hal', { roles: ['case-manager'], program: await given.program(other) });
});
afterAll(() => house.close());

test.each([
  ['the start of a family name', 'riv', ['Jon Riva', 'Alma Rivera']],
  ['the start of a given name', 'AL', ['Alma Rivera']],
  ['a name as it is written on forms', 'Rivera, Alma', ['Alma Rivera']],
  ['a name as it is spoken', 'alma riv', ['Alma Rivera']],
  ['a number', '#1001', ['Alma Rivera']],
  ['the start of an identifier', 'ab123', ['Alma Rivera']],
  ['a date of birth', '3/27/1984', ['Alma Rivera']],
  ['nothing at all', '', ['Rita Abel', 'Jon Riva', 'Alma Rivera']],
  ['signs', '%_', []],
  ['a name that nobody has', 'zebra', []],
])('a client is found by %s', async (_what, text, names) => {
  expect(await found('ana', { text })).toEqual(names);
});

test('mine, my team and all are three lists (REQ-142)', async () => {
  expect(await found('ana', { scope: 'mine' })).toEqual(['Jon Riva', 'Alma Rivera']);
  expect(await found('ben', { scope: 'mine' })).toEqual([]);
  expect(await found('ben', { scope: 'team' })).toEqual(['Rita Abel', 'Jon Riva', 'Alma Rivera']);
  expect(await found('riverbend-admin', { scope: 'all' })).toHaveLength(4);
});

test('a list says what is due in the words of the rule, and can be narrowed to what is late (REQ-142)', async () => {
  await house.as('ana').post('/api/clients/search', {});
  const late = (await search('ana', { due: 'overdue', programId: program.programId })).body.clients;

  expect(late.map((client: { name: string }) => client.name)).toEqual(['Alma Rivera']);
  expect(late[0]).toMatchObject({ number: 1001, age: 42 });
  expect(late[0].enrollments[0].nextDue).toMatchObject({ status: 'overdue', strength: 'required' });
  expect(late[0].enrollments[0].nextDue.left).toMatch(/days late$/);
  expect(await found('ana', { due: 'due_soon' })).not.toContain('Alma Rivera');
});

test('whom one may not see and who is not there have the same answer (REQ-178)', async () => {
  const strangers = ['hal', 'cy'];
  for (const stranger of strangers) {
    const unseen = await search(stranger, { text: 'alma' });
    const absent = await search(stranger, { text: 'zebra' });

    expect({ status: unseen.status, body: unseen.body }).toEqual({
      status: 200,
      body: absent.body,
    });
    expect((await search(stranger, { text: '1001' })).body).toEqual(absent.body);
    expect((await search(stranger, { text: 'AB-12345' })).body).toEqual(absent.body);
    expect((await search(stranger, { text: '1984-03-27' })).body).toEqual(absent.body);
    expect((await search(stranger, { after: alma.clientId })).body).toEqual(absent.body);
  }
  expect(await found('ana', { text: 'secret' })).toEqual([]);
});

test('a supervisor finds all of the program and none of another', async () => {
  expect(await found('sue', {})).toEqual(['Rita Abel', 'Jon Riva', 'Alma Rivera']);
});

test('a page holds 50 and the next one goes on where it ended', async () => {
  const agency = {
    agencyId: (await house.owner.query(`select agency_id from client limit 1`)).rows[0].agency_id,
  };
  const agencyNamed = { ...agency, name: 'riverbend' };
  const many = await given.program(agencyNamed, { name: 'Many' });
  await given.staff(agencyNamed, 'max', { roles: ['case-manager'], program: many });
  for (let each = 0; each < 53; each += 1)
    await given.client(agencyNamed, {
      program: many,
      name: `Client Q${String(each).padStart(3, '0')}`,
    });

  const first = (await search('max', { text: 'q' })).body;
  const second = (await search('max', { text: 'q', after: first.next })).body;

  expect(first.clients).toHaveLength(50);
  expect(second.clients.map((client: { name: string }) => client.name)).toEqual([
    'Client Q050',
    'Client Q051',
    'Client Q052',
  ]);
  expect(second.next).toBeNull();
});

test('nobody searches without the right to, and bad input is named (REQ-178)', async () => {
  expect((await search('bill', {})).status).toBe(403);
  expect((await house.visitor.post('/api/clients/search', {})).status).toBe(401);
  expect((await search('ana', { scope: 'everybody' })).body.fields[0].path).toBe('scope');
  expect((await search('ana', { text: 'x'.repeat(201) })).status).toBe(400);
  expect((await search('ana', { agencyId: 'x' })).status).toBe(400);
});
