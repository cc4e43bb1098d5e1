import pg from 'pg';
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
let ana: Made<'staff'>;
let cy: Made<'staff'>;
let client: Made<'client'>;
let lee: string;
let theirDoctor: string;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  agency = await given.agency('riverbend');
  program = await given.program(agency);
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.staff(agency, 'ben', { roles: ['case-manager'], program });
  cy = await given.staff(agency, 'cy', {
    roles: ['case-manager'],
    program: await given.program(agency, { name: 'Nights' }),
  });
  await given.staff(agency, 'bill', { roles: ['biller'] });
  lee = (await given.provider(agency)).providerId;
  const other = await given.agency('hillside');
  theirDoctor = (await given.provider(other)).providerId;
  await given.staff(other, 'hal', { roles: ['case-manager'], program: await given.program(other) });
});
beforeEach(async () => {
  client = await given.client(agency, { program, worker: ana });
});
afterAll(() => house.close());

const at = () => `/api/clients/${client.clientId}`;
const add = (name: string, body: object) =>
  house.as(name).post(`${at()}/care-team/add`, { from: '2026-05-01', ...body });
const team = async () => (await house.as('ana').get(`${at()}/care-team`)).body;
const sister = { fullName: 'Rosa Rivera', relationship: 'sibling', phone: '555-0134' };

test('staff, providers and family are one care team, with what each is to the client (REQ-139, REQ-141, REQ-174)', async () => {
  const { supportId } = (await house.as('ana').post(`${at()}/supports`, sister)).body;
  await add('ana', {
    kind: 'provider',
    personId: lee,
    isKeyProvider: true,
    servesAs: 'Primary care',
  });
  await add('ana', { kind: 'support', personId: supportId });
  await add('ana', { kind: 'staff', personId: cy.staffId });

  const { workers, members, supports } = await team();
  expect(workers).toMatchObject([{ name: 'ana', programName: 'Care program' }]);
  expect(members).toHaveLength(3);
  expect(members).toContainEqual(
    expect.objectContaining({
      name: 'Dr Hana Lee',
      about: 'Physician, Riverside Clinic',
      providerClass: 'medical',
      servesAs: 'Primary care',
      isKeyProvider: true,
      from: '2026-05-01',
      until: null,
    }),
  );
  expect(members).toContainEqual(
    expect.objectContaining({ kind: 'support', name: 'Rosa Rivera', about: 'Sibling' }),
  );
  expect(supports).toMatchObject([{ name: 'Rosa Rivera', phone: '555-0134' }]);
});

test('who joins the care team sees the client, and no longer after leaving (REQ-174, REQ-178)', async () => {
  const seen = async () => (await house.as('cy').get(at())).status;
  expect(await seen()).toBe(404);
  const { careTeamMemberId } = (await add('ana', { kind: 'staff', personId: cy.staffId })).body;
  expect(await seen()).toBe(200);

  const left = await house
    .as('cy')
    .post(`/api/care-team/${careTeamMemberId}/leave`, { until: '2026-05-03' });
  expect(left.status).toBe(200);
  expect(await seen()).toBe(404);
  expect((await team()).members).toMatchObject([
    { name: 'cy', from: '2026-05-01', until: '2026-05-03' },
  ]);

  expect(
    (await add('ana', { kind: 'staff', personId: cy.staffId, from: '2026-05-02' })).body.fields[0]
      .path,
  ).toBe('from');
  expect(
    (await add('ana', { kind: 'staff', personId: cy.staffId, from: '2026-05-04' })).status,
  ).toBe(200);
  expect(await seen()).toBe(200);
});

test('who is a key provider is dated: the past keeps saying what was true then (REQ-033)', async () => {
  const { careTeamMemberId } = (
    await add('ana', { kind: 'provider', personId: lee, from: '2026-03-01' })
  ).body;
  const change = { isKeyProvider: true, servesAs: 'Cardiology', from: '2026-05-02' };
  await house.as('ana').post(`/api/care-team/${careTeamMemberId}/change`, change);

  expect((await team()).members[0]).toMatchObject({ isKeyProvider: true, from: '2026-03-01' });
  const { rows } = await house.owner.query(
    `select is_key_provider as key, valid_from::text as from, valid_to::text as until, superseded_at is null as stands
     from care_team_member_version where care_team_member_id = $1 order by superseded_at nulls last, valid_from`,
    [careTeamMemberId],
  );
  expect(rows).toEqual([
    { key: false, from: '2026-03-01', until: null, stands: false },
    { key: false, from: '2026-03-01', until: '2026-05-01', stands: true },
    { key: true, from: '2026-05-02', until: null, stands: true },
  ]);
});

test('a colleague cannot name themself a case manager, who would read what is restricted (REQ-178)', async () => {
  const { rows } = await house.owner.query(
    `select staff_id from staff_version where full_name = 'ben'`,
  );
  const ben = { kind: 'staff', personId: rows[0].staff_id };

  expect((await add('ben', { ...ben, isCaseManager: true })).body.type).toBe('not-yours-to-assign');
  const { careTeamMemberId } = (await add('ben', ben)).body;
  const promote = (name: string) =>
    house.as(name).post(`/api/care-team/${careTeamMemberId}/change`, { isCaseManager: true });
  expect((await promote('ben')).status).toBe(403);
  expect((await promote('ana')).status).toBe(200);
});

test('a household member who is a client too is named only to those who may know of violence of both, and violence changes nothing for others (REQ-178)', async () => {
  const other = await given.client(agency, { program, worker: ana, name: 'Hidden Rivera' });
  const theirs = await given.client(agency, { program, worker: cy, name: 'Cora Rivera' });
  for (const { clientId } of [other, theirs])
    await house.owner.query(
      `insert into support (agency_id, support_id, client_id, full_name, relationship, other_client_id, created_at)
       values ($1, gen_random_uuid(), $2, 'A household member', 'spouse-or-partner', $3, now())`,
      [agency.agencyId, client.clientId, clientId],
    );
  const read = async (name: string) =>
    (await house.as(name).get(`${at()}/care-team`)).body.supports;
  const unnamed = { name: 'A household member', otherClientId: null };
  const named = (await read('ana')).map((each: any) => [each.name, each.otherClientId]);
  expect(named.toSorted()).toEqual([
    ['A household member', null],
    ['Hidden Rivera', other.clientId],
  ]);
  for (const name of ['ben', 'riverbend-admin'])
    expect(await read(name)).toMatchObject([unnamed, unnamed]);

  const [first] = await read('ben');
  await house.as('ben').post(`/api/supports/${first.supportId}/change`, sister);
  const before = [await read('ben'), await read('riverbend-admin')];
  for (const { clientId } of [other, theirs])
    await house.owner.query(
      `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'dv', 'a test', now())`,
      [agency.agencyId, clientId],
    );
  expect([await read('ben'), await read('riverbend-admin')]).toEqual(before);
  expect((await read('ana')).map((each: any) => each.otherClientId)).toEqual([null, null]);
});

test('no login reads in the table who of a household is a client, and none links them where violence is known (S23)', async () => {
  const login = new pg.Client(house.logins.app);
  await login.connect();
  await expect(login.query('select other_client_id from support')).rejects.toThrow('denied');
  await expect(login.query('update support set other_client_id = null')).rejects.toThrow('denied');
  await login.end();
  const afraid = await given.client(agency, { program, worker: ana });
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'dv', 'a test', now())`,
    [agency.agencyId, afraid.clientId],
  );
  const { rows } = await house.owner.query(
    `insert into support (agency_id, support_id, client_id, full_name, relationship, other_client_id, created_at)
     values ($1, gen_random_uuid(), $2, 'A household member', 'spouse-or-partner', $3, now()) returning other_client_id`,
    [agency.agencyId, client.clientId, afraid.clientId],
  );
  expect(rows).toEqual([{ other_client_id: null }]);
});

test('a support is corrected', async () => {
  const { supportId } = (await house.as('ana').post(`${at()}/supports`, sister)).body;
  const path = `/api/supports/${supportId}/change`;

  expect((await house.as('ana').post(path, { ...sister, phone: '555-0177' })).status).toBe(200);
  expect((await team()).supports[0].phone).toBe('555-0177');
  expect((await house.as('ana').post(path, { ...sister, fullName: '' })).body.fields[0].path).toBe(
    'fullName',
  );
  for (const stranger of ['cy', 'hal'])
    expect((await house.as(stranger).post(path, sister)).status).toBe(404);
  expect((await house.as('bill').post(path, sister)).status).toBe(403);
});

test('wrong people and dates are refused', async () => {
  const doctor = { kind: 'provider', personId: lee };
  expect((await add('ana', { kind: 'provider', personId: theirDoctor })).body.type).toBe(
    'unknown-person',
  );
  expect((await add('ana', { kind: 'support', personId: lee })).body.type).toBe('unknown-person');
  expect((await add('ana', { kind: 'staff', personId: lee })).body.type).toBe('unknown-person');
  expect((await add('ana', { ...doctor, from: '2026-05-05' })).body.fields[0].path).toBe('from');
  const { careTeamMemberId } = (await add('ana', doctor)).body;
  expect((await add('ana', doctor)).body.type).toBe('already-on-care-team');
  const leave = (until: string) =>
    house.as('ana').post(`/api/care-team/${careTeamMemberId}/leave`, { until });
  expect((await leave('2026-05-05')).body.fields[0].path).toBe('until');
  expect((await leave('2026-04-30')).body.fields[0].path).toBe('until');
  expect((await leave('2026-05-04')).status).toBe(200);
  expect((await leave('2026-05-04')).body.type).toBe('not-on-care-team-now');
});

test('a stranger’s care team and an absent one give the same answer (REQ-178)', async () => {
  const { careTeamMemberId } = (await add('ana', { kind: 'provider', personId: lee })).body;
  for (const stranger of ['cy', 'hal']) {
    const caller = house.as(stranger);
    expect((await caller.get(`${at()}/care-team`)).body).toMatchObject({ type: 'not-found' });
    expect((await add(stranger, { kind: 'provider', personId: lee })).status).toBe(404);
    expect((await caller.post(`${at()}/supports`, sister)).status).toBe(404);
    expect((await caller.post(`/api/care-team/${careTeamMemberId}/change`, {})).status).toBe(404);
    const leave = { until: '2026-05-04' };
    expect((await caller.post(`/api/care-team/${careTeamMemberId}/leave`, leave)).status).toBe(404);
  }
  expect((await house.as('bill').get(`${at()}/care-team`)).status).toBe(403);
  expect((await add('bill', { kind: 'provider', personId: lee })).status).toBe(403);
});

test('somebody whom two put on a care team at the same moment is on it once', async () => {
  const join = () => add('ana', { kind: 'provider', personId: lee });

  const replies = await twoAtOnce(house, client.clientId, join);

  expect(replies.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    200, 409,
  ]);
  expect((await team()).members).toHaveLength(1);
});
