import { afterAll, beforeAll, expect, test } from 'vitest';
import { consentScene } from '#test/given-consents.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const { meet, record, given, agency, lee, mo } = await consentScene(house);
let clientId = '';
let consentId = '';
afterAll(() => house.close());

beforeAll(async () => {
  clientId = await meet();
  consentId = await record();
  await given.staff(agency, 'bill', { roles: ['biller'] });
});

const copy = (who: string, query = '') =>
  house.app.request(`${origin}/api/consents/${consentId}/copy${query}`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as(who).token}` },
  });
const textOf = async (reply: Response) =>
  (await readPdf(new Uint8Array(await reply.arrayBuffer()))).text.replaceAll(/\s+/g, ' ');
const logged = async () =>
  (
    await house.owner.query(
      `select to_client, basis, classes from disclosure where description = 'Copy of a consent' order by disclosure_id`,
    )
  ).rows;

test('a client’s copy says who may tell whom what, for what and until when, and how to take it back; it stands in their log (REQ-035, EP-18)', async () => {
  const text = await textOf(await copy('ana'));

  for (const words of [
    'What you agreed to',
    'Alma Rivera',
    'Dr Hana Lee, Riverside Clinic',
    'HIV information',
    'Case conferences',
    'Sat 1 May 2027',
    'You may take this back at any time',
    'To be approved by counsel',
  ])
    expect(text).toContain(words);
  expect(await logged()).toEqual([
    { to_client: true, basis: 'own-record', classes: ['general'] },
    { to_client: true, basis: 'own-record', classes: ['hiv'] },
  ]);
});

test('whose first language is Spanish reads it in Spanish, marked as to be approved; another language can be asked for (REQ-035)', async () => {
  await house.owner.query(
    `update client set languages = '{Spanish,English}' where client_id = $1`,
    [clientId],
  );
  const text = await textOf(await copy('ana'));

  for (const words of ['Lo que usted autorizó', '1 de mayo de 2027', 'Traducción por aprobar'])
    expect(text).toContain(words);
  expect(text).not.toContain('What you agreed to');
  expect(await textOf(await copy('ana', '?language=en'))).toContain('What you agreed to');
  expect((await copy('ana', '?language=fr')).status).toBe(400);
});

const textFor = async (change: object) => {
  const paper = await record(change);
  const reply = await house.app.request(`${origin}/api/consents/${paper}/copy?language=en`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` },
  });
  return textOf(reply);
};

test('a copy says what the client said in their own words, who signed for them, and what was only said (REQ-035)', async () => {
  const signed = await textFor({
    signer: 'health-care-agent',
    signerName: 'Rosa Rivera',
    scope: 'My appointments.',
    exclusions: 'Never my test results.',
  });
  const said = await textFor({
    form: 'verbal-recorded',
    signature: 'verbal',
    classes: ['general'],
    validUntil: '2026-05-20',
  });

  expect(signed).toContain('What, in your words My appointments.');
  expect(signed).toContain('What must not be told Never my test results.');
  expect(signed).toContain('Signed Fri 1 May 2026 Signed by A health care agent: Rosa Rivera');
  expect(said).toContain('Said aloud, to be signed Fri 1 May 2026');
  expect(said).not.toMatch(/Signed \w{3} /);
});

test('a partner that was added later stands in the copy with the day of the initials (REQ-035)', async () => {
  const paper = await record({
    form: 'DOH-5055',
    validUntil: '',
    recipients: [{ kind: 'organization', id: mo.organizationId }],
  });
  const added = await house.as('ana').post(`/api/consents/${paper}/recipients`, {
    recipient: { kind: 'organization', id: lee.organizationId },
    initials: 'AR',
    initialsOn: '2026-05-03',
  });
  expect(added.status).toBe(200);
  const reply = await house.app.request(`${origin}/api/consents/${paper}/copy?language=en`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` },
  });

  expect(await textOf(reply)).toContain(
    'Added with your initials Riverside Clinic, Sun 3 May 2026',
  );
});

test('of a paper that was taken back, was recorded in error or says no, no copy says that they agreed (REQ-035)', async () => {
  const before = await logged();
  const refusal = async (path: string) => {
    const reply = await house.app.request(`${origin}${path}`, {
      headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` },
    });
    return [reply.status, Object(await reply.json()).type];
  };
  const [taken, wrong, no] = [await record(), await record(), await record({ isRefusal: true })];
  expect((await house.as('ana').post(`/api/consents/${taken}/revoke`, {})).status).toBe(200);
  const withdrawn = await house
    .as('ana')
    .post(`/api/consents/${wrong}/withdraw`, { reason: 'wrong-client' });
  expect(withdrawn.status).toBe(200);

  for (const paper of [taken, wrong, no])
    expect(await refusal(`/api/consents/${paper}/copy`)).toEqual([409, 'consent-holds-no-more']);
  expect(await logged()).toEqual(before);
});

test('nobody makes one who may not open the paper (REQ-036, REQ-178)', async () => {
  const before = await logged();
  for (const [who, status] of [
    ['bo', 404],
    ['cy', 404],
    ['hal', 404],
    ['bill', 403],
  ] as const)
    expect((await copy(who)).status).toBe(status);
  expect(await logged()).toEqual(before);
});

test('whoever may not know what is restricted reads of a copy what they read where there is nothing restricted (REQ-036, REQ-178)', async () => {
  const copiesOf = async (name: string, classes: string[]) => {
    const client = await meet(name);
    const paper = await record({ classes });
    const reply = await house.app.request(`${origin}/api/consents/${paper}/copy`, {
      headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` },
    });
    expect(reply.status).toBe(200);
    const { body } = await house.as('bo').get(`/api/clients/${client}/disclosures`);
    return body.disclosures.map(
      ({ description, whatInWords }: { description: string; whatInWords: string }) => [
        description,
        whatInWords,
      ],
    );
  };
  const plain = await copiesOf('Ben Ortiz', ['general']);

  expect(plain).toEqual([['Copy of a consent', expect.any(String)]]);
  expect(await copiesOf('Cleo Park', ['general', 'hiv'])).toEqual(plain);
  expect(await copiesOf('Dee Lane', ['hiv'])).toEqual([]);
});
