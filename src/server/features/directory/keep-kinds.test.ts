import { afterAll, beforeAll, expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const admin = 'riverbend-admin';
let alma: GivenClient;
let clinic: string;
let programId: string;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Harbor' });
  programId = program.programId;
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  alma = await given.client(agency, { program, worker: ana });
  await given.agency('hillside');
  const { body } = await house.as('ana').post('/api/directory/organizations', { name: 'Clinic' });
  clinic = body.organizationId;
});
afterAll(() => house.close());

const add = (name: string, providerClass = 'behavioral', by = admin) =>
  house.as(by).post('/api/provider-kinds', { name, providerClass });
const listed = async (by = admin) => (await house.as(by).get('/api/provider-kinds')).body.kinds;
const kindNamed = async (name: string) =>
  (await listed()).find((each: { name: string }) => each.name === name);
const tell = (what: 'retire' | 'bring-back' | 'remove', kindId: string) =>
  house.as(admin).post(`/api/provider-kinds/${what}`, { kindId });
const provider = (fullName: string, providerClass: string) => ({
  fullName,
  title: 'Counselor',
  providerClass,
  organizationId: clinic,
  email: '',
  phone: '',
});
const addProvider = (fullName: string, providerClass: string) =>
  house.as('ana').post('/api/directory/providers', provider(fullName, providerClass));
const search = async (asked: object) =>
  (await house.as('ana').post('/api/directory/search', asked)).body;

test('an administrator adds a kind of provider, and the directory, its filter and the care team use it (REQ-082)', async () => {
  expect((await add('Drug  counselor')).status).toBe(200);
  const kind = await kindNamed('Drug counselor');
  expect(kind).toMatchObject({ code: 'own-drug-counselor', providers: 0, mayBeRemoved: true });
  const { body } = await addProvider('Rosa Diaz', kind.code);
  await addProvider('Dr Psych', 'behavioral');

  const { providers, organizations } = await search({ kind: kind.code });
  expect(providers).toMatchObject([
    {
      fullName: 'Rosa Diaz',
      providerClass: 'behavioral',
      kind: 'own-drug-counselor',
      kindInWords: 'Drug counselor',
    },
  ]);
  expect(organizations).toEqual([]);
  expect((await search({ kind: 'behavioral' })).providers).toHaveLength(2);
  expect((await search({ kind: 'medical' })).providers).toEqual([]);
  await house.as('ana').post(`/api/clients/${alma.clientId}/care-team/add`, {
    kind: 'provider',
    personId: body.providerId,
    servesAs: '',
    isKeyProvider: true,
    from: '2026-05-01',
  });
  const team = await house.as('ana').get(`/api/clients/${alma.clientId}/care-team`);
  expect(JSON.stringify(team.body.members)).toContain('Counselor, Clinic, Drug counselor');
  expect(await kindNamed('Drug counselor')).toMatchObject({ providers: 1, mayBeRemoved: false });
});

test('contacts by program are counted under it (REQ-082, REQ-025)', async () => {
  const { providers } = await search({ text: 'rosa' });
  const contact = await house.as('ana').post(`/api/clients/${alma.clientId}/contacts`, {
    partner: { kind: 'provider', id: providers[0].providerId },
    activity: 'arranging-access',
    channel: 'phone',
    on: '2026-05-04',
    note: 'A place in the evening group.',
    told: [],
  });
  expect(contact.status).toBe(200);
  const { body } = await house.as('ana').get('/api/coordination?from=2026-05-01&until=2026-05-04');
  expect(body.programs[0].services).toEqual([
    { kind: 'own-drug-counselor', inWords: 'Drug counselor', contacts: 1 },
  ]);
});

test.each([
  ['drug counselor', 'behavioral', 409, 'name'],
  ['', 'behavioral', 400, 'name'],
  ['A, B', 'behavioral', 400, 'name'],
  [
    'A kind that has a name of more than sixty characters, which nobody reads',
    'legal',
    400,
    'name',
  ],
  ['Aunt', 'family', 400, 'providerClass'],
  ['Plan nurse', 'mco', 400, 'providerClass'],
])('the kind %j under %s is refused by its field (REQ-082)', async (name, under, status, field) => {
  const reply = await add(name, under);

  expect([reply.status, reply.body.fields[0].path]).toEqual([status, field]);
});

test('a kind in use is retired and not removed; who has it keeps it, and nobody new gets it (REQ-082)', async () => {
  const { kindId, code } = await kindNamed('Drug counselor');
  const [rosa] = (await search({ text: 'rosa' })).providers;

  expect((await tell('remove', kindId)).body.type).toBe('provider-kind-in-use');
  expect((await tell('retire', kindId)).status).toBe(200);
  expect((await addProvider('Late Comer', code)).body.fields[0].path).toBe('providerClass');
  const kept = await house.as('ana').post(`/api/directory/providers/${rosa.providerId}`, {
    ...provider('Rosa Diaz', code),
    title: 'Senior counselor',
    from: '2026-05-04',
  });
  expect(kept.status).toBe(200);
  expect((await search({ text: 'rosa' })).providers[0].kindInWords).toBe('Drug counselor');

  expect((await tell('bring-back', kindId)).status).toBe(200);
  expect((await addProvider('Late Comer', code)).status).toBe(200);
});

test('a kind that nobody has and no rules name is removed; one that is not there is no kind (REQ-082)', async () => {
  await add('Doula', 'medical');
  const { kindId } = await kindNamed('Doula');

  expect((await tell('remove', kindId)).status).toBe(200);
  expect(await kindNamed('Doula')).toBeUndefined();
  expect((await tell('remove', kindId)).status).toBe(404);
  expect((await tell('retire', kindId)).status).toBe(404);
  expect((await addProvider('Nobody', 'own-doula')).body.fields[0].path).toBe('providerClass');
});

test('rules name a kind that is there, are not published with another, and keep it from being removed (REQ-082, REQ-033)', async () => {
  await add('Peer worker', 'social');
  const { kindId, code } = await kindNamed('Peer worker');
  const begun = await house.as(admin).post('/api/policies/draft', { programId, version: 1 });
  const { version } = begun.body;
  const read = async () =>
    (await house.as(admin).get(`/api/policies/version?programId=${programId}&version=${version}`))
      .body;
  const saved = async (...named: string[]) => {
    const { document, revision } = await read();
    const { conference } = document;
    const accepted = [...comprehensive.conference.acceptedProviderClasses, ...named];
    return house.as(admin).post('/api/policies/draft/save', {
      programId,
      version,
      revision,
      document: { ...document, conference: { ...conference, acceptedProviderClasses: accepted } },
    });
  };

  const wrong = await saved('own-wizard');
  expect(wrong.body.flaws).toMatchObject([
    { message: expect.stringContaining('"wizard" is no kind of provider here.') },
  ]);
  const right = await saved(code);
  expect(right.body.flaws).toEqual([]);
  expect(await kindNamed('Peer worker')).toMatchObject({
    programs: ['Harbor'],
    mayBeRemoved: false,
  });
  expect((await tell('remove', kindId)).body.type).toBe('provider-kind-in-use');
});

test('only administrators keep the kinds, and another agency has none of them (REQ-082)', async () => {
  expect((await add('Mine', 'other', 'ana')).status).toBe(403);
  expect((await listed('ana')).length).toBeGreaterThan(0);
  expect(await listed('hillside-admin')).toEqual([]);
  const { kindId } = await kindNamed('Drug counselor');
  const theirs = await house.as('hillside-admin').post('/api/provider-kinds/retire', { kindId });
  expect(theirs.status).toBe(404);
});

test('a name that grows when it is written in small letters is listed like any other', async () => {
  const name = 'İ'.repeat(60);

  expect((await add(name)).status).toBe(200);
  expect(await kindNamed(name)).toMatchObject({ name });
});
