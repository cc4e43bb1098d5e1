import { afterAll, beforeAll, expect, test } from 'vitest';
import { mayDisclose } from '#domain/consent/may-disclose.ts';
import { forOrganization, sampleConsent } from '#domain/consent/sample-consent.ts';
import { providerClasses } from '#domain/program-policy/policy-words.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let clinic: string;
let theirs: Awaited<ReturnType<typeof given.provider>>;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency);
  await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.staff(agency, 'bill', { roles: ['biller'] });
  const other = await given.agency('hillside');
  theirs = await given.provider(other, { name: 'Dr Far Away' });
  clinic = (await house.as('ana').post('/api/directory/organizations', { name: 'Clínica Norte' }))
    .body.organizationId;
});
afterAll(() => house.close());

const lee = () => ({
  fullName: 'Dr Hana Lee',
  title: 'Physician',
  providerClass: 'medical',
  organizationId: clinic,
  email: 'lee@clinic.example',
  phone: '',
});
const add = (name: string, change: object = {}) =>
  house.as(name).post('/api/directory/providers', { ...lee(), ...change });
const search = async (name: string, text: string) =>
  (await house.as(name).post('/api/directory/search', { text })).body;

test.each(providerClasses)(
  'a provider can be of the kind %s (REQ-082, REQ-139)',
  async (providerClass) => {
    const made = await add('ana', { fullName: `Kind ${providerClass}`, providerClass });

    expect(made.status).toBe(200);
    expect((await search('ana', `kind ${providerClass}`)).providers[0]).toMatchObject({
      providerClass,
    });
  },
);

test('the directory is searched by the start of any word, accents or not', async () => {
  await add('ana');

  expect((await search('ana', 'lee')).providers).toHaveLength(1);
  expect((await search('ana', 'phys nor')).providers[0].fullName).toBe('Dr Hana Lee');
  expect((await search('ana', 'clinica')).organizations).toMatchObject([{ name: 'Clínica Norte' }]);
  expect((await search('ana', 'ee')).providers).toEqual([]);
});

test('who changes organization is in the new one from that day, and was in the old one before', async () => {
  const { providerId } = (await add('ana', { fullName: 'Dr Mo Ver' })).body;
  const harbor = (
    await house.as('ana').post('/api/directory/organizations', { name: 'Harbor Housing' })
  ).body;
  const change = (from: string) =>
    house.as('ana').post(`/api/directory/providers/${providerId}`, {
      ...lee(),
      fullName: 'Dr Mo Ver',
      organizationId: harbor.organizationId,
      from,
    });

  expect((await change('2026-05-05')).body.fields[0].path).toBe('from');
  expect((await change('2026-05-02')).status).toBe(200);
  expect((await change('2026-05-01')).body.fields[0].path).toBe('from');
  const { body } = await house.as('ana').get(`/api/directory/providers/${providerId}`);
  expect(body).toMatchObject({
    organization: { name: 'Harbor Housing' },
    since: '2026-05-02',
    before: [{ organizationName: 'Clínica Norte', until: '2026-05-01' }],
  });
});

test('who changes organization is no longer meant by a consent for the old one (REQ-035)', async () => {
  const { providerId } = (await add('ana', { fullName: 'Dr Left' })).body;
  const at = Temporal.Instant.from('2026-05-04T14:00:00Z');
  const on = Temporal.PlainDate.from('2026-05-04');
  const forClinic = sampleConsent({
    clientId: 'client',
    recipients: [forOrganization(clinic)],
    validFrom: on,
    validUntil: null,
    signedOn: on,
    recordedAt: at,
  });
  const isCovered = async () => {
    const { body } = await house.as('ana').get(`/api/directory/providers/${providerId}`);
    const { organizationId } = body.organization;
    const recipient = { person: { kind: 'provider', id: providerId }, organizationId } as const;
    const question = { client: 'client', recipient, purpose: 'case_conference' } as const;
    return mayDisclose({ ...question, classes: ['general'], at, on }, [forClinic]).allowed;
  };
  expect(await isCovered()).toBe(true);

  const elsewhere = await house
    .as('ana')
    .post('/api/directory/organizations', { name: 'Elsewhere' });
  const { organizationId } = elsewhere.body;
  const change = { ...lee(), organizationId, from: '2026-05-02' };
  await house.as('ana').post(`/api/directory/providers/${providerId}`, change);

  expect(await isCovered()).toBe(false);
});

test('a victim-service organization is marked, and a name is given once', async () => {
  const { organizationId } = (
    await house
      .as('ana')
      .post('/api/directory/organizations', { name: 'Safe Harbor', isVictimService: true })
  ).body;
  const again = await house.as('ana').post('/api/directory/organizations', { name: 'SAFE harbor' });
  const apart = await house
    .as('ana')
    .post('/api/directory/organizations', { name: 'Safe  Harbor' });
  const renamed = await house.as('ana').post(`/api/directory/organizations/${organizationId}`, {
    name: 'Safe harbor',
    isVictimService: true,
  });

  expect(again).toMatchObject({ status: 409, body: { type: 'organization-name-taken' } });
  expect(apart).toMatchObject({ status: 409, body: { type: 'organization-name-taken' } });
  expect(renamed.status).toBe(200);
  expect((await search('ana', 'safe')).organizations).toMatchObject([
    { name: 'Safe harbor', isVictimService: true },
  ]);
});

test.each([
  ['fullName', ''],
  ['title', ''],
  ['providerClass', 'wizard'],
  ['organizationId', '019a0000-0000-7000-8000-000000000000'],
  ['email', 'not an address'],
])('a wrong %s is refused by its field', async (field, value) => {
  const reply = await add('ana', { [field]: value });

  expect(reply.status).toBe(400);
  expect(reply.body.fields[0].path).toBe(field);
});

test('another agency’s directory is not there, and a biller has none (REQ-178)', async () => {
  expect((await search('ana', 'far away')).providers).toEqual([]);
  expect((await search('hillside-admin', 'hana')).providers).toEqual([]);
  const path = `/api/directory/providers/${theirs.providerId}`;
  expect((await house.as('ana').get(path)).status).toBe(404);
  expect((await house.as('ana').post(path, { ...lee(), from: '2026-05-01' })).status).toBe(404);
  expect((await add('ana', { organizationId: theirs.organizationId })).body.fields[0].path).toBe(
    'organizationId',
  );
  const theirOrganization = `/api/directory/organizations/${theirs.organizationId}`;
  expect((await house.as('ana').post(theirOrganization, { name: 'Mine now' })).status).toBe(404);

  expect((await house.as('bill').post('/api/directory/search', {})).status).toBe(403);
  expect((await add('bill')).status).toBe(403);
  expect((await house.as('bill').post(theirOrganization, { name: 'X' })).status).toBe(403);
});

test('what a change of an organization leaves out stays as it is, so that no court is anything else by mistake (REQ-035, REQ-139)', async () => {
  const { body } = await house.as('ana').post('/api/directory/organizations', {
    name: 'Harbor Court',
    kind: 'justice',
    isVictimService: true,
  });
  const path = `/api/directory/organizations/${body.organizationId}`;
  expect((await house.as('ana').post(path, { name: 'Harbor County Court' })).status).toBe(200);

  const { rows } = await house.owner.query(
    'select name, kind, is_victim_service from organization where organization_id = $1',
    [body.organizationId],
  );
  expect(rows).toEqual([{ name: 'Harbor County Court', kind: 'justice', is_victim_service: true }]);
});
