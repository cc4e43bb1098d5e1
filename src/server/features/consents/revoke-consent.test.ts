import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hashToken } from '#server/platform/session-cookie.ts';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let agency: GivenAgency;
let program: GivenProgram;
let ana: GivenStaff;
let clientId: string;
let lee: Awaited<ReturnType<typeof given.provider>>;
let other: Awaited<ReturnType<typeof given.provider>>;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  agency = await given.agency('riverbend');
  program = await given.program(agency);
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  await given.staff(agency, 'cy', {
    roles: ['case-manager'],
    program: await given.program(agency, { name: 'Nights' }),
  });
  const hillside = await given.agency('hillside');
  await given.staff(hillside, 'hal', {
    roles: ['case-manager'],
    program: await given.program(hillside),
  });
  lee = await given.provider(agency);
  other = await given.provider(agency, { name: 'Mo Chen', organization: 'North Clinic' });
});
beforeEach(async () => {
  ({ clientId } = await given.client(agency, { program, worker: ana }));
});
afterAll(() => house.close());

const forLee = () => [{ kind: 'provider', id: lee.providerId }];
const ask = (name: string, change: object = {}) =>
  house.as(name).post(`/api/clients/${clientId}/consents`, {
    form: 'DOH-5032',
    recipients: forLee(),
    classes: ['general', 'hiv'],
    purposes: ['case_conference'],
    validFrom: '2026-05-01',
    validUntil: '2027-05-01',
    signedOn: '2026-05-01',
    ...change,
  });
const record = async (change: object = {}): Promise<string> =>
  (await ask('ana', change)).body.consentId;
const healthHome = {
  form: 'DOH-5055',
  validUntil: '',
};
const tell = (name: string, consentId: string, what: string, body: object = {}) =>
  house.as(name).post(`/api/consents/${consentId}/${what}`, body);
type Listed = {
  consentId: string;
  isRefusal: boolean;
  standing: string;
  overlaps: string[];
  heldBack: string[];
  recipients: { name: string }[];
  classes: string[];
  mayChange: boolean;
};
const list = async (name = 'ana'): Promise<Listed[]> =>
  (await house.as(name).get(`/api/clients/${clientId}/consents`)).body.consents;
const standings = async () =>
  Object.fromEntries((await list()).map(({ consentId, standing }) => [consentId, standing]));
const stop = (name: string, body: object = {}) =>
  house.as(name).post(`/api/clients/${clientId}/consents/stop-telling`, {
    recipient: forLee()[0],
    how: 'oral',
    ...body,
  });

test('a paper says which others go on when it is taken back, and they end with the same word (REQ-035, EP-12)', async () => {
  const first = await record();
  const second = await record({ signedOn: '2026-05-02', classes: ['general'] });
  const clinic = await record({
    recipients: [{ kind: 'organization', id: lee.organizationId }],
    classes: ['general'],
  });
  const elsewhere = await record({ recipients: [{ kind: 'provider', id: other.providerId }] });
  const shown = (await list()).find(({ consentId }) => consentId === first);

  expect(shown?.overlaps.toSorted()).toEqual([second, clinic].toSorted());
  expect((await tell('ana', first, 'revoke', { also: [second, clinic] })).status).toBe(200);
  expect(await standings()).toEqual({
    [first]: 'revoked',
    [second]: 'revoked',
    [clinic]: 'revoked',
    [elsewhere]: 'holds',
  });
});

test('"nothing more to her" ends what names her alone, and no other paper reaches her any more (REQ-035, EP-12)', async () => {
  const alone = await record();
  const doubled = await record({ classes: ['hiv'], signedOn: '2026-05-03' });
  const together = await record({
    recipients: [...forLee(), { kind: 'provider', id: other.providerId }],
  });
  const clinic = await record({ recipients: [{ kind: 'organization', id: lee.organizationId }] });

  expect((await stop('ana')).status).toBe(200);
  const after = await list();
  const refusal = after.find(({ isRefusal }) => isRefusal);
  expect(refusal).toMatchObject({
    standing: 'holds',
    recipients: [{ name: expect.stringContaining('Dr Hana Lee') }],
    classes: ['general', 'hiv', 'sud', 'mental_health', 'dv'],
  });
  expect(await standings()).toMatchObject({
    [alone]: 'revoked',
    [doubled]: 'revoked',
    [together]: 'holds',
    [clinic]: 'holds',
  });
  expect(after.find(({ consentId }) => consentId === together)?.heldBack).toEqual([
    'general',
    'hiv',
  ]);
  await stop('ana');
  expect((await list()).filter(({ isRefusal }) => isRefusal)).toHaveLength(1);
});

test('a colleague who may know what is general records "nothing more to her", and it reaches what they may not know (EP-14, REQ-035)', async () => {
  const restricted = await record({ classes: ['hiv'] });
  const stopped = await stop('bo');

  expect(stopped.status).toBe(200);
  expect(JSON.stringify([stopped.body, await list('bo')])).not.toMatch(/hiv/i);
  expect((await standings())[restricted]).toBe('revoked');
});

test('whom a paper named as never to be told stays so when the paper is taken back (REQ-035)', async () => {
  const paper = await record({
    recipients: [{ kind: 'organization', id: lee.organizationId }],
    excluded: [{ kind: 'provider', id: other.providerId }],
  });
  await tell('ana', paper, 'revoke');

  expect(await list()).toContainEqual(
    expect.objectContaining({
      isRefusal: true,
      standing: 'holds',
      classes: ['general', 'hiv'],
      recipients: [expect.objectContaining({ name: 'Mo Chen, North Clinic' })],
    }),
  );
});

test('a day that has not come is no day on which it was said (REQ-035)', async () => {
  const refused = await tell('ana', await record(), 'revoke', { saidOn: '2026-05-05' });

  expect(refused).toMatchObject({ status: 400, body: { fields: [{ path: 'saidOn' }] } });
});

test('a colleague who may not record a class cannot take a refusal of it away, by any way (EP-14, REQ-035)', async () => {
  const refusal = await record({ isRefusal: true, classes: ['general', 'hiv'] });
  for (const [what, body] of [
    ['withdraw', { reason: 'entered-twice' }],
    ['revoke', {}],
  ] as const)
    expect(await tell('bo', refusal, what, body)).toMatchObject({
      status: 403,
      body: { type: 'consent-not-yours-to-change' },
    });
  const replacing = { classes: ['general'], replaces: [refusal] };
  expect((await ask('bo', replacing)).body.type).toBe('consent-not-yours-to-change');
  expect((await standings())[refusal]).toBe('holds');
});

test('a colleague names nobody on a paper that may hold more than they know, and corrects their own (EP-14, REQ-035)', async () => {
  const paper = await record(healthHome);
  const recipient = { kind: 'organization', id: other.organizationId };
  const named = await tell('bo', paper, 'recipients', {
    recipient,
    initials: 'AR',
    initialsOn: '2026-05-03',
  });
  const own = (await ask('bo', { classes: ['general'] })).body.consentId;

  expect(named.body.type).toBe('consent-not-yours-to-change');
  const mine = (await list('bo')).filter(({ mayChange }) => mayChange);
  expect(mine.map(({ consentId }) => consentId)).toEqual([own]);
  expect((await tell('bo', own, 'withdraw', { reason: 'entered-twice' })).status).toBe(200);
});

test('of a paper that is wholly restricted a colleague learns nothing, also by taking it back (EP-14, REQ-178)', async () => {
  const restricted = await record({ classes: ['hiv'] });
  const absent = await tell('bo', '019a0000-0000-7000-8000-000000000000', 'revoke');

  expect(await tell('bo', restricted, 'revoke')).toMatchObject({ status: 404, body: absent.body });
  const own = await record({ classes: ['general'] });
  expect((await tell('bo', own, 'revoke', { also: [restricted] })).status).toBe(404);
  expect(await standings()).toMatchObject({ [restricted]: 'holds', [own]: 'holds' });
});

test('nor past the application: the database keeps a refusal, and a paper’s parties, from whoever may not know them (S3, EP-14)', async () => {
  const refusal = await record({ isRefusal: true, classes: ['hiv'] });
  const paper = await record(healthHome);
  const as = async (name: string, text: string) => {
    const login = new pg.Client(house.logins.app);
    await login.connect();
    await login.query('begin');
    await login.query(`select auth.enter($1, 'care-coordination')`, [
      hashToken(house.as(name).token ?? ''),
    ]);
    const outcome = await login.query(text).then(
      ({ rowCount }) => rowCount,
      (fault: unknown) => (fault instanceof pg.DatabaseError ? fault.code : String(fault)),
    );
    await login.end();
    return outcome;
  };
  const changes = [
    `update consent set withdrawn_at = auth.now(), withdrawn_by = auth.actor(), withdrawn_reason = 'other' where consent_id = '${refusal}'`,
    `update consent set revoked_at = auth.now(), revoked_by = auth.actor() where consent_id = '${refusal}'`,
    `update consent set superseded_at = auth.now(), superseded_by = '${paper}' where consent_id = '${refusal}'`,
    `update consent set ended_on = auth.today(), ended_by = auth.actor() where consent_id = '${refusal}'`,
    `insert into consent_party (agency_id, party_id, consent_id, client_id, side, kind, organization_id, since, recorded_at, recorded_by)
       values (auth.agency(), '${house.newId()}', '${paper}', '${clientId}', 'recipient', 'organization', '${other.organizationId}',
         auth.today(), auth.now(), auth.actor())`,
    `insert into consent (agency_id, consent_id, client_id, classes, purposes, valid_from, signed_on, recorded_at, recorded_by)
       values (auth.agency(), '${house.newId()}', '${clientId}', '{hiv}', '{case_conference}', auth.today(), auth.today(), auth.now(),
         auth.actor())`,
  ];
  for (const change of changes) {
    expect(await as('bo', change)).toBe('42501');
    expect(await as('ana', change)).toBe(1);
  }
});

const notices = async (name: string, show = 'open') => {
  const { body } = await house
    .as(name)
    .get(`/api/revocation-notices?show=${show}&clientId=${clientId}`);
  const found: { noticeId: string; party: string; told: object | null }[] = body.notices;
  return found;
};

test('each partner of a Health Home form has to hear of its end, and whoever told them says when and how (REQ-035)', async () => {
  const paper = await record({
    ...healthHome,
    recipients: [
      { kind: 'organization', id: lee.organizationId },
      { kind: 'organization', id: other.organizationId },
    ],
  });
  await tell('ana', paper, 'revoke', { how: 'oral' });
  const [first, second] = await notices('ana');
  const told = (name: string, body: object) =>
    house.as(name).post(`/api/revocation-notices/${first?.noticeId}/told`, body);

  expect([first?.party, second?.party].toSorted()).toEqual(['North Clinic', 'Riverside Clinic']);
  for (const on of ['2026-05-03', '2026-05-05'])
    expect(await told('ana', { on, how: 'telephone' })).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'on' }] },
    });
  expect((await told('ana', { on: '2026-05-04' })).body.fields[0].message).toBe(
    'Say how they were told.',
  );
  expect((await told('ana', { on: '2026-05-04', how: 'telephone' })).status).toBe(200);
  expect((await told('ana', { on: '2026-05-04', how: 'fax' })).body.type).toBe(
    'notice-already-given',
  );
  expect(await notices('ana')).toHaveLength(1);
  expect(await notices('ana', 'told')).toMatchObject([
    { told: { on: '2026-05-04', how: 'telephone', byName: 'ana' } },
  ]);
});

test('strangers learn of no partner who has to be told, nor may say that one was (REQ-178)', async () => {
  await tell('ana', await record({ ...healthHome, classes: ['hiv'] }), 'revoke');
  const [notice] = await notices('ana');
  const path = `/api/revocation-notices/${notice?.noticeId}/told`;

  for (const stranger of ['cy', 'hal', 'bo']) {
    expect(await notices(stranger)).toEqual([]);
    expect((await house.as(stranger).post(path, { on: '2026-05-04', how: 'mail' })).status).toBe(
      404,
    );
    if (stranger !== 'bo') expect((await stop(stranger)).status).toBe(404);
  }
  expect((await house.as('riverbend-admin').get('/api/revocation-notices')).status).toBe(403);
  expect(await notices('ana')).toHaveLength(1);
});
