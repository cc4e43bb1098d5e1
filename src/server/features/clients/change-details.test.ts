import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let at: string;
let agency: GivenAgency;
let nights: GivenProgram;
let cy: GivenStaff;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  agency = await given.agency('riverbend');
  const program = await given.program(agency);
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  nights = await given.program(agency, { name: 'Nights' });
  cy = await given.staff(agency, 'cy', { roles: ['case-manager'], program: nights });
  await given.staff(agency, 'bill', { roles: ['biller'] });
  const { clientId } = await given.client(agency, { program, worker: ana });
  at = `/api/clients/${clientId}`;
  const other = await given.agency('hillside');
  await given.staff(other, 'hal', { roles: ['case-manager'], program: await given.program(other) });
});
afterAll(() => house.close());

const details = async () => {
  const { body } = await house.as('ana').get(`${at}/details`);
  const { clientId: _id, number: _number, identifiers: _identifiers, ...rest } = body;
  return rest;
};

test('details are changed over the version that was seen, and the search knows the new name', async () => {
  const before = await details();
  const saved = await house
    .as('ana')
    .post(`${at}/details`, { ...before, preferredName: 'Mía', mayContactBy: ['call', 'message'] });

  expect(saved).toMatchObject({ status: 200, body: { done: true } });
  expect(await details()).toMatchObject({
    preferredName: 'Mía',
    mayContactBy: ['call', 'message'],
  });
  const { body } = await house.as('ana').post('/api/clients/search', { text: 'mia' });
  expect(body.clients[0].name).toBe('Mía Rivera');
  expect((await house.as('ana').get(at)).body.alerts).toEqual([]);
});

test('nobody writes over what somebody else has changed in the meantime', async () => {
  const seen = await details();
  await house.as('ana').post(`${at}/details`, { ...seen, pronouns: 'she/her' });
  const late = await house.as('ana').post(`${at}/details`, { ...seen, pronouns: 'he/him' });

  expect(late).toMatchObject({ status: 409, body: { type: 'changed-meanwhile' } });
  expect((await details()).pronouns).toBe('she/her');
});

const note = { contactNote: 'Ask for Alma. Say nothing to others who answer.' };

test('what to heed is for those who work with the client; an administrator neither reads nor loses it (S1)', async () => {
  const admin = house.as('riverbend-admin');
  const before = await details();
  expect((await house.as('ana').post(`${at}/details`, { ...before, ...note })).status).toBe(200);
  const seen = (await admin.get(`${at}/details`)).body;
  const { clientId: _id, number: _number, identifiers: _identifiers, contactNote, ...rest } = seen;

  expect(contactNote).toBeNull();
  expect((await admin.get(at)).body.alerts).not.toContain(note.contactNote);
  expect(
    await admin.post(`${at}/details`, { ...rest, contactNote: 'Call any time' }),
  ).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'contactNote' }] },
  });
  expect((await admin.post(`${at}/details`, { ...rest, phone: '555-0142' })).status).toBe(200);
  expect(await details()).toMatchObject({ ...note, phone: '555-0142' });
  expect((await house.as('ana').get(at)).body.alerts).toContain(note.contactNote);
});

test('what somebody may not read changes nothing of what they look at, nor stands in their way (S1, EP-14)', async () => {
  const admin = house.as('riverbend-admin');
  const {
    identifiers: _identifiers,
    clientId: _id,
    number: _number,
    ...seen
  } = (await admin.get(`${at}/details`)).body;
  const theirs = await details();
  const heeded = { ...theirs, contactNote: 'Call before noon.' };
  expect((await house.as('ana').post(`${at}/details`, heeded)).status).toBe(200);

  expect((await admin.get(`${at}/details`)).body.version).toBe(seen.version);
  expect((await details()).version).not.toBe(theirs.version);
  const moved = { ...seen, contactNote: '', phone: '555-0143' };
  expect((await admin.post(`${at}/details`, moved)).status).toBe(200);
  expect(await details()).toMatchObject({ contactNote: 'Call before noon.', phone: '555-0143' });
});

test('a person who has died is marked, and cannot have died before being born', async () => {
  const seen = await details();
  const died = { ...seen, bornOn: '1950-01-01', deceasedOn: '2026-04-30' };
  const wrong = await house.as('ana').post(`${at}/details`, { ...died, deceasedOn: '1949-12-31' });
  await house.as('ana').post(`${at}/details`, died);

  expect(wrong.body.fields[0].path).toBe('deceasedOn');
  expect((await house.as('ana').get(at)).body).toMatchObject({
    alerts: ['Died on Thu 30 Apr 2026'],
    age: null,
  });
});

test('a number belongs to one client', async () => {
  const medicaid = { system: 'medicaid', value: 'AB-12345' };
  const add = () => house.as('ana').post(`${at}/identifiers/add`, medicaid);

  expect((await add()).status).toBe(200);
  expect(await add()).toMatchObject({ status: 409, body: { type: 'identifier-taken' } });
  expect((await house.as('ana').get(`${at}/details`)).body.identifiers).toMatchObject([medicaid]);
  expect((await house.as('cy').post(`${at}/identifiers/remove`, medicaid)).status).toBe(404);
  expect((await house.as('ana').post(`${at}/identifiers/remove`, medicaid)).status).toBe(200);
  expect((await house.as('ana').post(`${at}/identifiers/remove`, medicaid)).status).toBe(404);
});

test('two hospitals may give two people the same number, and one of them gives it once', async () => {
  const hospital = { system: 'hospital', value: '5' };
  const ofNights = { program: nights, worker: cy };
  const [one, other] = [
    await given.client(agency, { ...ofNights, name: 'Lea One' }),
    await given.client(agency, { ...ofNights, name: 'Lea Two' }),
  ];
  const add = ({ clientId }: { clientId: string }, body: object = hospital) =>
    house.as('cy').post(`/api/clients/${clientId}/identifiers/add`, body);

  expect((await add(one)).status).toBe(200);
  expect((await add(other)).status).toBe(200);
  expect((await add(one)).body.type).toBe('identifier-taken');
  const medicaid = { system: 'medicaid', value: '5' };
  expect((await add(one, medicaid)).status).toBe(200);
  expect((await add(other, medicaid)).body.type).toBe('identifier-taken');
});

test('that a client out of sight has a number already is told to nobody (EP-14, REQ-178)', async () => {
  const taken = { system: 'medicaid', value: 'ZZ-99999' };
  const free = { system: 'medicaid', value: 'ZZ-00000' };
  expect((await house.as('ana').post(`${at}/identifiers/add`, taken)).status).toBe(200);
  const { clientId } = await given.client(agency, { program: nights, worker: cy, name: 'Nia Own' });
  const add = (body: object) =>
    house.as('cy').post(`/api/clients/${clientId}/identifiers/add`, body);

  const [onTaken, onFree] = [await add(taken), await add(free)];
  expect(onTaken).toMatchObject({ status: 200, body: onFree.body });
  const theirs = (await house.as('cy').get(`/api/clients/${clientId}/details`)).body.identifiers;
  expect(theirs).toMatchObject([free, taken]);
  // Whoever sees both finds both by it, and neither lost theirs.
  const { rows } = await house.owner.query(
    `select client_id from client_identifier where value = 'ZZ-99999'`,
  );
  expect(rows).toHaveLength(2);
});

test('a stranger’s client and an absent one give the same answer, whatever is asked (REQ-178)', async () => {
  const nobody = '/api/clients/019a0000-0000-7000-8000-000000000000';
  const body = await details();
  const medicaid = { system: 'medicaid', value: '1' };
  for (const stranger of ['cy', 'hal']) {
    const caller = house.as(stranger);
    for (const path of ['', '/details']) {
      const [unseen, absent] = [await caller.get(at + path), await caller.get(nobody + path)];
      expect(unseen).toMatchObject({ status: 404, body: absent.body });
    }
    const absent = await caller.post(`${nobody}/details`, body);
    expect(await caller.post(`${at}/details`, body)).toMatchObject({
      status: 404,
      body: absent.body,
    });
    expect((await caller.post(`${at}/identifiers/add`, medicaid)).status).toBe(404);
  }
  for (const path of ['', '/details']) {
    expect((await house.as('bill').get(at + path)).status).toBe(403);
  }
  expect((await house.as('bill').post(`${at}/details`, body)).status).toBe(403);
  expect((await house.as('bill').post(`${at}/identifiers/add`, medicaid)).status).toBe(403);
});
