import { afterAll, beforeAll, expect, test } from 'vitest';
import { consentScene } from '#test/given-consents.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const { meet, record, given, agency } = await consentScene(house);
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
      `select to_client, basis, classes from disclosure where description = 'Copy of a consent'`,
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
    { to_client: true, basis: 'own-record', classes: ['general', 'hiv'] },
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
