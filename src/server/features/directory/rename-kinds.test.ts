import { afterAll, beforeAll, expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const given = givenIn(house);
const admin = 'riverbend-admin';
let alma: GivenClient;
let agency: GivenAgency;
let program: GivenProgram;
let ana: GivenStaff;
let programId: string;
let counselor: string;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  agency = await given.agency('riverbend');
  program = await given.program(agency, { name: 'Harbor' });
  programId = program.programId;
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  alma = await given.client(agency, { program, worker: ana });
  await given.agency('hillside');
  counselor = await added('Drug counselor');
});
afterAll(() => house.close());

const add = (name: string) =>
  house.as(admin).post('/api/provider-kinds', { name, providerClass: 'behavioral' });
const added = async (name: string): Promise<string> => (await add(name)).body.kindId;
const rename = (kindId: string, was: string, name: string, by = admin) =>
  house.as(by).post('/api/provider-kinds/rename', { kindId, was, name });
const kindOf = async (kindId: string) =>
  (await house.as(admin).get('/api/provider-kinds')).body.kinds.find(
    (each: { kindId: string }) => each.kindId === kindId,
  );

/** The rules ask for a drug counselor, from today on. */
async function demandCounselor() {
  const told = (what: string, body: object) =>
    house.as(admin).post(`/api/policies/${what}`, { programId, version: 2, ...body });
  await told('draft', { version: 1 });
  const read = await house.as(admin).get(`/api/policies/version?programId=${programId}&version=2`);
  const { revision, document } = read.body;
  const conference = {
    ...document.conference,
    acceptedProviderClasses: [
      ...comprehensive.conference.acceptedProviderClasses,
      'own-drug-counselor',
    ],
    requireOneOf: ['own-drug-counselor'],
  };
  const effectiveFrom = '2026-05-04';
  const saved = await told('draft/save', {
    revision,
    document: { ...document, conference, effectiveFrom },
  });
  return told('publish', { revision: saved.body.revision, confirmsPast: false });
}

async function sheet() {
  const path = `/api/policies/sheet.pdf?programId=${programId}&version=2`;
  const response = await house.app.request(`${origin}${path}`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as(admin).token}` },
  });
  const { text } = await readPdf(new Uint8Array(await response.arrayBuffer()));
  return text.replaceAll(/\s+/g, ' ');
}

test('a renamed kind is called so in the directory, among the care team and in rules, and what it was called stays (REQ-082, REQ-033)', async () => {
  const clinic = await house.as('ana').post('/api/directory/organizations', { name: 'Clinic' });
  const rosa = await house.as('ana').post('/api/directory/providers', {
    fullName: 'Rosa Diaz',
    title: 'Counselor',
    providerClass: 'own-drug-counselor',
    organizationId: clinic.body.organizationId,
    email: '',
    phone: '',
  });
  await house.as('ana').post(`/api/clients/${alma.clientId}/care-team/add`, {
    kind: 'provider',
    personId: rosa.body.providerId,
    servesAs: '',
    isKeyProvider: true,
    from: '2026-05-01',
  });
  expect((await demandCounselor()).status).toBe(200);
  expect(await sheet()).toContain('Drug counselor');
  await house.runJobs();
  await house.at('2026-05-04T14:10:00Z');

  const renamed = await rename(counselor, 'Drug counselor', 'Substance  use counselor');
  expect(renamed).toMatchObject({ status: 200, body: { done: true } });

  expect(await kindOf(counselor)).toMatchObject({
    code: 'own-drug-counselor',
    name: 'Substance use counselor',
    formerNames: [{ name: 'Drug counselor', until: expect.stringContaining('2026-05-04T14:1') }],
    providers: 1,
    programs: ['Harbor'],
  });
  const found = await house.as('ana').post('/api/directory/search', { kind: 'own-drug-counselor' });
  expect(found.body.providers[0].kindInWords).toBe('Substance use counselor');
  const team = await house.as('ana').get(`/api/clients/${alma.clientId}/care-team`);
  expect(JSON.stringify(team.body.members)).toContain('Counselor, Clinic, Substance use counselor');
  const { enrollmentId } = await given.client(agency, {
    program,
    worker: ana,
    name: 'Bao Chen',
    enrolledOn: '2026-05-04',
  });
  const obligationKey = 'every-180-days';
  const why = await house.as('ana').post(`/api/enrollments/${enrollmentId}/why`, { obligationKey });
  expect(why.body.wouldSatisfy).toContain('One of them is of this kind: Substance use counselor');
  const compared = await house
    .as(admin)
    .get(`/api/policies/compare?programId=${programId}&before=1&after=2`);
  expect(JSON.stringify(compared.body)).toContain('Substance use counselor');
  expect(JSON.stringify(compared.body)).not.toMatch(/drug counselor/i);
});

test('the sheet of rules that were published before says beside the new name the one of that time (REQ-082)', async () => {
  expect(await sheet()).toContain(
    'Substance use counselor (Drug counselor when this was published)',
  );
});

test('what a draft contradicts is told by the name of today (REQ-082, REQ-021)', async () => {
  const told = (what: string, body: object) =>
    house.as(admin).post(`/api/policies/${what}`, { programId, ...body });
  await told('draft', { version: 2 });
  const read = await house.as(admin).get(`/api/policies/version?programId=${programId}&version=3`);
  const { revision, document } = read.body;
  const { acceptedProviderClasses } = comprehensive.conference;
  const conference = { ...document.conference, acceptedProviderClasses };
  const saved = await told('draft/save', {
    version: 3,
    revision,
    document: { ...document, conference },
  });

  expect(saved.body.flaws).toMatchObject([
    { message: expect.stringContaining('"Substance use counselor" is asked for but') },
  ]);
});

test('a name that another kind has is refused by its field, also of one that is retired; its own in other letters is none (REQ-082)', async () => {
  const doula = await added('Doula');
  const taken = async (name: string) => (await rename(doula, 'Doula', name)).body;
  expect(await taken('substance use COUNSELOR')).toMatchObject({
    type: 'provider-kind-taken',
    fields: [
      { path: 'name', message: expect.stringContaining('called Substance use counselor already') },
    ],
  });
  const peer = await added('Peer worker');
  await house.as(admin).post('/api/provider-kinds/retire', { kindId: peer });
  expect((await taken('Peer worker')).fields[0].message).toContain('Bring it back');
  expect((await taken('  ')).fields[0].path).toBe('name');

  expect((await rename(doula, 'Doula', 'DOULA')).status).toBe(200);
  expect((await rename(doula, 'DOULA', 'DOULA')).status).toBe(200);
  expect((await kindOf(doula)).formerNames).toMatchObject([{ name: 'Doula' }]);
});

test('a name that a kind had is free for another one, under a code of its own (REQ-082)', async () => {
  const another = await kindOf(await added('Drug counselor'));

  expect(another).toMatchObject({
    code: 'own-drug-counselor-2',
    name: 'Drug counselor',
    formerNames: [],
  });
  expect((await add('Substance use counselor')).body.type).toBe('provider-kind-taken');
});

test('who renames what somebody else has renamed meanwhile reads its name, and changes nothing (REQ-082)', async () => {
  const late = await rename(counselor, 'Drug counselor', 'Addiction counselor');

  expect([late.status, late.body.type]).toEqual([409, 'provider-kind-renamed']);
  expect(late.body.fields[0].message).toContain('it is called Substance use counselor now');
  expect((await kindOf(counselor)).name).toBe('Substance use counselor');
});

test('of two who choose one name at once one gets it (REQ-082)', async () => {
  const kinds = await Promise.all(['Nurse one', 'Nurse two'].map(added));
  const both = await Promise.all(
    kinds.map((kindId, at) => rename(kindId, at === 0 ? 'Nurse one' : 'Nurse two', 'Nurse')),
  );

  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    200, 409,
  ]);
});

test('only administrators of the agency rename a kind, one that is there (REQ-082)', async () => {
  expect((await rename(counselor, 'Substance use counselor', 'Mine', 'ana')).status).toBe(403);
  const theirs = await rename(counselor, 'Substance use counselor', 'Mine', 'hillside-admin');
  expect(theirs.status).toBe(404);
  expect((await rename(programId, 'Nothing', 'Mine')).status).toBe(404);
});

test('what a kind was called is written by no login (S23)', async () => {
  const { rows } = await house.owner.query(
    `select login from unnest(array['roundtable_app', 'roundtable_worker']) login
     where has_column_privilege(login, 'provider_kind', 'former_names', 'insert, update')`,
  );

  expect(rows).toEqual([]);
});
