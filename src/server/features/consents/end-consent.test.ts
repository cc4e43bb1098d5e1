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

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  agency = await given.agency('riverbend');
  program = await given.program(agency);
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.staff(agency, 'cy', {
    roles: ['case-manager'],
    program: await given.program(agency, { name: 'Nights' }),
  });
  lee = await given.provider(agency);
});
beforeEach(async () => {
  ({ clientId } = await given.client(agency, { program, worker: ana }));
});
afterAll(() => house.close());

const record = (change: object = {}) =>
  house.as('ana').post(`/api/clients/${clientId}/consents`, {
    form: 'DOH-5032',
    recipients: [{ kind: 'provider', id: lee.providerId }],
    classes: ['general', 'hiv'],
    purposes: ['case_conference'],
    validFrom: '2026-05-01',
    validUntil: '2027-05-01',
    signedOn: '2026-05-01',
    ...change,
  });
const tell = (consentId: string, what: string, body: object = {}) =>
  house.as('ana').post(`/api/consents/${consentId}/${what}`, body);
const list = async () => {
  const { body } = await house.as('ana').get(`/api/clients/${clientId}/consents`);
  const consents: {
    consentId: string;
    standing: string;
    heldBack: string[];
    recipients: { name: string; addedOn: string | null }[];
    version: number;
  }[] = body.consents;
  return consents;
};
const one = async (consentId: string) =>
  (await list()).find((each) => each.consentId === consentId);

test('a revocation dated in the past ends the consent now, and keeps the day that was said (REQ-035)', async () => {
  const { consentId } = (await record()).body;
  const revoked = await tell(consentId, 'revoke', { how: 'oral', saidOn: '2026-04-01' });

  expect(revoked).toMatchObject({ status: 200, body: { done: true, toTell: 0 } });
  const { rows } = await house.owner.query(
    `select revoked_how as how, revoked_said_on::text as said, revoked_at > recorded_at as now from consent where consent_id = $1`,
    [consentId],
  );
  expect(rows).toEqual([{ how: 'oral', said: '2026-04-01', now: true }]);
  expect((await one(consentId))?.standing).toBe('revoked');
});

test('whoever is listed on a Health Home form has to hear of its withdrawal, and is listed for it (REQ-035)', async () => {
  const organization = await given.provider(agency, { organization: 'North Clinic' });
  const { consentId } = (
    await record({
      form: 'DOH-5055',
      validUntil: '',
      recipients: [{ kind: 'organization', id: lee.organizationId }],
    })
  ).body;
  const partner = { kind: 'organization', id: organization.organizationId };
  const added = await tell(consentId, 'recipients', {
    recipient: partner,
    initials: 'AR',
    initialsOn: '2026-05-03',
  });

  expect(added).toMatchObject({ status: 200, body: { done: true } });
  expect(await one(consentId)).toMatchObject({
    version: 2,
    recipients: [{ addedOn: null }, { name: 'North Clinic', addedOn: '2026-05-03' }],
  });
  expect((await tell(consentId, 'revoke')).body.toTell).toBe(2);
  const late = { recipient: partner, initials: 'AR', initialsOn: '2026-05-03' };
  expect((await tell(consentId, 'recipients', late)).body.type).toBe('consent-ended-already');
});

test('nobody is added without initials, nor to a form that names everybody at once (REQ-035)', async () => {
  const { consentId } = (await record()).body;
  const recipient = { kind: 'organization', id: lee.organizationId };

  expect(
    (await tell(consentId, 'recipients', { recipient, initials: '', initialsOn: '2026-05-03' }))
      .body.fields[0],
  ).toEqual({ path: 'initials', message: 'Enter the initials.' });
  expect(
    (await tell(consentId, 'recipients', { recipient, initials: 'A', initialsOn: '2026-05-03' }))
      .body.type,
  ).toBe('form-takes-no-additions');
});

test('a consent of the wrong client is withdrawn as recorded in error and never held (REQ-035)', async () => {
  const { consentId } = (await record()).body;
  const withdrawn = await tell(consentId, 'withdraw', { reason: 'wrong-client' });

  expect(withdrawn).toMatchObject({ status: 200, body: { disclosures: 0 } });
  expect((await one(consentId))?.standing).toBe('withdrawn');
  expect((await tell(consentId, 'withdraw', { reason: 'wrong-client' })).body.type).toBe(
    'consent-ended-already',
  );
  expect((await tell(consentId, 'withdraw')).body.fields[0].message).toBe('Choose what was wrong.');
});

test('of two papers that contradict each other the stricter wins and the other says so (REQ-035)', async () => {
  const { consentId } = (await record()).body;
  await record({ isRefusal: true, classes: ['hiv'], validUntil: '' });

  expect((await one(consentId))?.heldBack).toEqual(['hiv']);
});

test('a paper that takes the place of another ends it, and one of another client cannot be replaced (REQ-035)', async () => {
  const { consentId } = (await record()).body;
  const newer = await record({ replaces: [consentId] });

  expect(newer.status).toBe(200);
  expect((await one(consentId))?.standing).toBe('superseded');
  expect((await record({ replaces: [consentId] })).body.type).toBe('consent-ended-already');
  ({ clientId } = await given.client(agency, { program, worker: ana }));
  expect((await record({ replaces: [newer.body.consentId] })).status).toBe(404);
});

test('somebody who left the organization is not named until the directory says where they are (REQ-035)', async () => {
  const gone = await given.provider(agency, { name: 'Dr Gone' });
  await house.owner.query(
    `update provider_version set valid_to = '2026-03-31' where provider_id = $1`,
    [gone.providerId],
  );
  const refused = await record({ recipients: [{ kind: 'provider', id: gone.providerId }] });

  expect(refused.status).toBe(400);
  expect(refused.body.fields[0]).toMatchObject({
    path: 'recipients',
    message: expect.stringContaining('Dr Gone is no longer with Riverside Clinic'),
  });
});

test('a signature is kept in the vault, and no picture is taken that is none (REQ-035)', async () => {
  const drawing = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]).toString(
    'base64',
  );
  const { consentId } = (await record({ signature: 'drawn', signed: drawing, scope: 'Labs only.' }))
    .body;
  const { rows } = await house.owner.query(
    `select p.kind, p.media_type as type, w.body from consent_paper p join consent_words w using (agency_id, consent_id)
     where consent_id = $1`,
    [consentId],
  );

  expect(rows).toMatchObject([{ kind: 'signature', type: 'image/png' }]);
  expect(rows[0].body.toString('latin1')).not.toContain('Labs only.');
  expect((await record({ signature: 'drawn', signed: 'aGk=' })).body.fields[0].path).toBe('signed');
  expect((await record({ signature: 'typed' })).body.fields[0].message).toBe(
    'Enter the name as the client typed it.',
  );
});

test('strangers can neither add to, revoke nor withdraw a consent (REQ-178)', async () => {
  const { consentId } = (await record()).body;
  const recipient = { kind: 'organization', id: lee.organizationId };
  for (const [what, body] of [
    ['revoke', {}],
    ['withdraw', { reason: 'wrong-client' }],
    ['recipients', { recipient, initials: 'AR', initialsOn: '2026-05-03' }],
  ] as const) {
    expect((await house.as('cy').post(`/api/consents/${consentId}/${what}`, body)).status).toBe(
      404,
    );
    expect(
      (await house.as('riverbend-admin').post(`/api/consents/${consentId}/${what}`, body)).status,
    ).toBe(403);
  }
});

const chart = async () => {
  const { body } = await house.as('ana').get(`/api/clients/${clientId}/record`);
  return body.entries
    .filter(({ kind }: { kind: string }) => kind === 'consent')
    .map(({ title, text }: { title: string; text: string }) => `${title}: ${text}`);
};

test('a consent until treatment ends holds no more from the day on which somebody records that (REQ-035, EP-12)', async () => {
  const { consentId } = (await record({ validUntil: '', endsWith: 'end-of-treatment' })).body;
  const { consentId: dated } = (await record()).body;

  expect((await one(consentId))?.standing).toBe('holds');
  for (const on of ['2026-04-30', '2026-05-05'])
    expect((await tell(consentId, 'end', { on })).body.fields[0].path).toBe('on');
  expect((await tell(dated, 'end', { on: '2026-05-04' })).body.type).toBe('no-event-ends-it');
  expect((await tell(consentId, 'end', { on: '2026-05-04' })).status).toBe(200);
  expect((await one(consentId))?.standing).toBe('expired');
  expect((await tell(consentId, 'end', { on: '2026-05-04' })).body.type).toBe(
    'consent-ended-already',
  );
  expect(await chart()).toContain('Consent ended: Dr Hana Lee may no longer be told.');
});

test('the record tells a refusal and an error as what they are, and not as a signature (REQ-035)', async () => {
  const { consentId } = (await record({ isRefusal: true })).body;
  expect(await chart()).toEqual(['Consent refused: Dr Hana Lee may not be told.']);
  await tell(consentId, 'withdraw', { reason: 'wrong-client' });

  expect(await chart()).toContain(
    'Consent recorded in error: What was recorded for Dr Hana Lee never held.',
  );
});

test('nobody ends a consent, or takes it back, in another’s name (S9)', async () => {
  const { consentId } = (await record()).body;
  const login = new pg.Client(house.logins.app);
  await login.connect();
  const cy = await given.staff(agency, 'ada', { roles: ['case-manager'], program });
  const asAna = async (text: string, values: unknown[]) => {
    await login.query('begin');
    await login.query(`select auth.enter($1, 'care-coordination')`, [
      hashToken(house.as('ana').token ?? ''),
    ]);
    const outcome = await login.query(text, values).then(
      ({ rowCount }) => rowCount,
      (fault: unknown) => (fault instanceof pg.DatabaseError ? fault.code : String(fault)),
    );
    await login.query('rollback');
    return outcome;
  };
  const revoking = `update consent set revoked_at = auth.now(), revoked_by = $1 where consent_id = $2`;
  const by = async (staffId: string) => asAna(revoking, [staffId, consentId]);

  expect(await by(cy.staffId)).toBe('42501');
  expect(await by(ana.staffId)).toBe(1);
  await login.end();
});
