import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let at: string;
let clientId: string;
let lee: Awaited<ReturnType<typeof given.provider>>;
let harbor: typeof lee;
let theirs: Awaited<ReturnType<typeof given.provider>>;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency);
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.staff(agency, 'cy', {
    roles: ['case-manager'],
    program: await given.program(agency, { name: 'Nights' }),
  });
  await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  await given.staff(agency, 'bill', { roles: ['biller'] });
  lee = await given.provider(agency);
  harbor = await given.provider(agency, { organization: 'Quiet Harbor' });
  await house.owner.query(
    `update organization set is_victim_service = true where organization_id = $1`,
    [harbor.organizationId],
  );
  ({ clientId } = await given.client(agency, { program, worker: ana }));
  at = `/api/clients/${clientId}/consents`;
  const other = await given.agency('hillside');
  theirs = await given.provider(other);
  await given.staff(other, 'hal', { roles: ['case-manager'], program: await given.program(other) });
});
afterAll(() => house.close());

const forLee = () => ({
  form: 'DOH-5032',
  recipients: [{ kind: 'provider', id: lee.providerId }],
  classes: ['general', 'mental_health'],
  purposes: ['case_conference'],
  validFrom: '2026-05-01',
  validUntil: '2026-05-04',
  signedOn: '2026-05-01',
});
const record = (name: string, change: object = {}) =>
  house.as(name).post(at, { ...forLee(), ...change });
const standing = async (consentId: string) => {
  const { consents } = (await house.as('ana').get(at)).body;
  return consents.find((consent: { consentId: string }) => consent.consentId === consentId)
    ?.standing;
};

test('a consent says who, which kinds by name, what for and until when (REQ-035)', async () => {
  const made = await record('ana');
  const { body } = await house.as('ana').get(at);

  expect(made.status).toBe(200);
  expect(body).toMatchObject({ clientName: 'Alma Rivera', today: '2026-05-04' });
  expect(body.consents[0]).toMatchObject({
    recipients: [
      { kind: 'provider', name: 'Dr Hana Lee, Riverside Clinic', isVictimService: false },
    ],
    formTitle: 'DOH-5032: HIV, drugs, mental health',
    classes: ['general', 'mental_health'],
    purposes: ['case_conference'],
    standing: 'holds',
  });
  expect((await house.as('ana').get(`/api/clients/${clientId}`)).body.consents).toEqual({
    inForce: 1,
    refused: 0,
    ended: 0,
  });
});

test('the last day is within it, the day before the first is not (REQ-035)', async () => {
  const later = await record('ana', { validFrom: '2026-05-05', validUntil: '2026-06-05' });
  const past = await record('ana', { validFrom: '2026-01-01', validUntil: '2026-05-03' });

  expect(await standing(later.body.consentId)).toBe('not-yet-valid');
  expect(await standing(past.body.consentId)).toBe('expired');
});

test('a revoked consent ends at once and stays on record (REQ-035)', async () => {
  const { consentId } = (await record('ana')).body;
  const revoke = () => house.as('ana').post(`/api/consents/${consentId}/revoke`);

  expect((await revoke()).status).toBe(200);
  expect(await standing(consentId)).toBe('revoked');
  expect(await revoke()).toMatchObject({ status: 409, body: { type: 'consent-revoked-already' } });
  const { rows } = await house.owner.query(
    `select kind, class, facts ->> 'change' as change from record_entry where about_id = $1 order by record_entry_id`,
    [consentId],
  );
  expect(rows).toEqual([
    { kind: 'consent', class: 'general', change: 'signed' },
    { kind: 'consent', class: 'general', change: 'revoked' },
  ]);
  const audited = await house.owner.query(
    `select operation from audit where $1 = any(ids) and outcome = 'done'`,
    [consentId],
  );
  expect(audited.rows.map(({ operation }) => operation)).toContain(
    'POST /api/consents/:consentId/revoke',
  );
});

test('a consent may name an organization or a support of this client (REQ-035, REQ-014)', async () => {
  const support = { fullName: 'Rosa Rivera', relationship: 'sibling' };
  const { supportId } = (await house.as('ana').post(`/api/clients/${clientId}/supports`, support))
    .body;

  expect((await record('ana', { recipients: [{ kind: 'support', id: supportId }] })).status).toBe(
    200,
  );
  expect(
    (await record('ana', { recipients: [{ kind: 'organization', id: harbor.organizationId }] }))
      .status,
  ).toBe(200);
  const { consents } = (await house.as('ana').get(at)).body;
  const names = consents.flatMap(({ recipients }: { recipients: { name: string }[] }) =>
    recipients.map(({ name }) => name),
  );
  expect(names).toContain('Rosa Rivera, Sibling');
  expect(consents).toContainEqual(
    expect.objectContaining({
      recipients: [expect.objectContaining({ name: 'Quiet Harbor', isVictimService: true })],
    }),
  );
});

test.each([
  ['validUntil', '2026-04-30', 'It ends before it begins. Correct one of the dates.'],
  ['signedOn', '2026-05-05', 'Nobody signs in the future. Enter today or an earlier date.'],
  ['copyGivenOn', '2026-04-30', /given once it is signed, and not in the future/],
  ['copyGivenOn', '2026-05-05', /given once it is signed, and not in the future/],
  ['classes', [], 'Choose at least one kind of information.'],
  ['classes', ['everything'], /./],
  ['purposes', [], 'Choose what it is for.'],
  ['purposes', ['gossip'], /./],
  ['form', 'napkin', 'Choose the form.'],
  ['validUntil', '', 'This form needs an end. Enter the last day, or what ends it.'],
  ['classes', ['dv'], /does not cover domestic violence information/i],
  ['signer', 'guardian', 'Enter the name of who signed.'],
  ['signature', 'verbal', /is not signed in that way/],
  ['recipients', [], 'Choose who may know.'],
  ['validFrom', '1 May', 'Enter the first day on which it holds.'],
])('a wrong %s is refused with the remedy (REQ-035)', async (field, value, message) => {
  const reply = await record('ana', { [field]: value });

  expect(reply.status).toBe(400);
  expect(reply.body.fields[0].path.split('.')[0]).toBe(field === 'signer' ? 'signerName' : field);
  expect(reply.body.fields[0].message).toMatch(message);
});

test('a recipient who is not in this agency’s directory is unknown, and the answer names the field (REQ-035)', async () => {
  const strangers = [
    { kind: 'provider', id: theirs.providerId },
    { kind: 'organization', id: theirs.organizationId },
    { kind: 'support', id: lee.providerId },
  ];
  const message = 'One of the people is not in the directory any more. Choose again.';
  const refused = (path: string) => ({
    status: 422,
    body: { type: 'unknown-person', fields: [{ path, message }] },
  });
  for (const one of strangers)
    for (const path of ['recipients', 'excluded'])
      expect(await record('ana', { [path]: [one] })).toMatchObject(refused(path));
  expect(await record('ana', { disclosers: [theirs.organizationId] })).toMatchObject(
    refused('disclosers'),
  );
  const recipients = [{ kind: 'organization', id: lee.organizationId }];
  const general = { form: 'DOH-5055', recipients, validUntil: '', classes: ['general', 'hiv'] };
  const { consentId } = (await record('ana', general)).body;
  const added = { recipient: strangers[0], initials: 'AR', initialsOn: '2026-05-04' };
  expect(await house.as('ana').post(`/api/consents/${consentId}/recipients`, added)).toMatchObject(
    refused('recipient.id'),
  );
  for (const recipient of strangers)
    expect(await house.as('ana').post(`${at}/stop-telling`, { recipient })).toMatchObject(
      refused('recipient.id'),
    );
});

test('strangers learn nothing of a client’s consents, and administrators and billers do not read them (REQ-178)', async () => {
  const { consentId } = (await record('ana')).body;
  for (const stranger of ['cy', 'hal']) {
    expect((await house.as(stranger).get(at)).status).toBe(404);
    expect((await record(stranger)).status).toBe(404);
    const absent = await house
      .as(stranger)
      .post('/api/consents/019a0000-0000-7000-8000-000000000000/revoke');
    expect(await house.as(stranger).post(`/api/consents/${consentId}/revoke`)).toMatchObject({
      status: 404,
      body: absent.body,
    });
  }
  for (const outsider of ['bill', 'riverbend-admin']) {
    expect((await house.as(outsider).get(at)).status).toBe(403);
    expect((await record(outsider)).status).toBe(403);
  }
  expect(
    (await house.as('riverbend-admin').get(`/api/clients/${clientId}`)).body.consents,
  ).toBeNull();
  expect(await standing(consentId)).toBe('holds');
});

test('a colleague of the team reads and records of a consent what is general, and learns of nothing else (EP-14, REQ-036, REQ-178)', async () => {
  await record('ana', { classes: ['hiv'], signedOn: '2026-05-02', validUntil: '2026-08-01' });
  const seen = (await house.as('bo').get(at)).body;
  const whole = (await house.as('ana').get(at)).body;
  const counted = async (name: string) =>
    (await house.as(name).get(`/api/clients/${clientId}`)).body.consents;

  // Another names nobody but who serves victims of violence.
  expect(JSON.stringify(seen)).not.toContain('Quiet Harbor');
  expect(seen.mayRecord).toEqual(['general']);
  expect(JSON.stringify(seen)).not.toMatch(/hiv|HIV|mental|sud|DOH/);
  expect(seen.consents.length).toBeGreaterThan(0);
  expect(whole.consents.length).toBe(seen.consents.length + 2);
  expect(JSON.stringify(whole)).toMatch(/hiv.*HIV/);
  expect((await counted('bo')).inForce).toBe((await counted('ana')).inForce - 2);
  const refused = await record('bo', { classes: ['general', 'hiv'] });
  expect(refused).toMatchObject({ status: 400, body: { fields: [{ path: 'classes' }] } });
  expect((await record('bo', { classes: ['general'] })).status).toBe(200);
});

test('whom a paper about nothing but what is restricted names, the record tells only those who may know it (REQ-034, EP-14)', async () => {
  const { consentId } = (await record('ana', { classes: ['hiv'], validUntil: '2026-06-04' })).body;
  const told = async (name: string) => {
    const { body } = await house.as(name).get(`/api/clients/${clientId}/record?kinds=consent`);
    return JSON.stringify(body).includes('4 Jun 2026');
  };
  const { rows } = await house.owner.query('select class from record_entry where about_id = $1', [
    consentId,
  ]);

  expect(rows).toEqual([{ class: 'hiv' }]);
  expect([await told('ana'), await told('bo')]).toEqual([true, false]);
});
