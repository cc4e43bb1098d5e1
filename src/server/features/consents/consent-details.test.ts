import { afterAll, beforeAll, expect, test } from 'vitest';
import { sensitivityClasses } from '#domain/people.ts';
import { consentScene } from '#test/given-consents.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { lee, mo, meet, record, tell, list } = await consentScene(house);
let clientId = '';
let consentId = '';
beforeAll(async () => {
  clientId = await meet();
  consentId = await record({
    signer: 'guardian',
    signerName: 'Inez Rivera',
    authority: 'Letters of guardianship, 2024.',
    witness: 'Wes Hall',
    interpreter: 'Ida Paz',
    language: 'Spanish',
    copyGivenOn: '2026-05-02',
    scope: 'Visits and medication.',
    exclusions: 'Never my test results.',
    purposes: ['case_conference', 'care_coordination'],
  });
});
afterAll(() => house.close());

type Detailed = { details: object | null; namesExclusions: boolean };
const shown = async (name: string): Promise<Detailed | undefined> =>
  Object.assign(
    { details: null, namesExclusions: false },
    (await list(name)).find((each) => each.consentId === consentId),
  );
const mayTell = (name: string, whom: string) =>
  house.as(name).get(`/api/clients/${clientId}/may-tell?${whom}`);

test('all that a paper says is read again by whoever may open it: who signed, by which right, and what must never be told (REQ-035)', async () => {
  const details = {
    signature: 'paper',
    signer: 'guardian',
    signerName: 'Inez Rivera',
    authority: 'Letters of guardianship, 2024.',
    witness: 'Wes Hall',
    interpreter: 'Ida Paz',
    language: 'Spanish',
    copyGivenOn: '2026-05-02',
    scope: 'Visits and medication.',
    exclusions: 'Never my test results.',
    revocation: null,
  };
  for (const name of ['ana', 'sue'])
    expect(await shown(name)).toMatchObject({ details, namesExclusions: true });
});

test('a copy that is handed over later is recorded with its day, by whoever may change the paper and on a day when it could be given (REQ-035)', async () => {
  const paper = await record();
  const note = (who: string, on: string) => tell(who, `${paper}/copy-given`, { on });

  for (const on of ['2026-04-30', '2026-05-05'])
    expect(await note('ana', on)).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'on', message: expect.stringMatching(/once it is signed/) }] },
    });
  expect((await note('bo', '2026-05-04')).body.type).toBe('consent-not-yours-to-change');
  for (const stranger of ['cy', 'hal'])
    expect((await note(stranger, '2026-05-04')).body.type).toBe('not-found');
  expect((await note('ana', '2026-05-04')).status).toBe(200);
  const noted = (await list('ana')).find((each) => each.consentId === paper);
  expect(noted).toMatchObject({ details: { copyGivenOn: '2026-05-04' } });
});

test('a colleague without the training learns that something is kept back and nothing of what; others learn nothing (REQ-036, EP-14)', async () => {
  const seen = await house.as('bo').get(`/api/clients/${clientId}/consents`);

  expect(await shown('bo')).toMatchObject({ details: null, namesExclusions: true });
  expect(JSON.stringify(seen.body)).not.toMatch(/test results|Inez|Wes|Ida Paz|Spanish|guardian/);
  for (const name of ['cy', 'hal'])
    expect((await house.as(name).get(`/api/clients/${clientId}/consents`)).status).toBe(404);
});

test('whoever is about to tell somebody reads what the client keeps back from them (REQ-034, REQ-035)', async () => {
  const forLee = `providerId=${lee.providerId}`;

  expect((await mayTell('ana', forLee)).body).toEqual({
    kinds: [
      { class: 'general', state: 'ok', endsOn: '2027-05-01' },
      { class: 'hiv', state: 'ok', endsOn: '2027-05-01' },
      ...sensitivityClasses.slice(2).map((each) => ({ class: each, state: 'none', endsOn: null })),
    ],
    notToTell: { words: ['Never my test results.'], hasMore: false },
  });
  expect((await mayTell('bo', forLee)).body).toEqual({
    kinds: [{ class: 'general', state: 'ok', endsOn: '2027-05-01' }],
    notToTell: { words: [], hasMore: true },
  });
  expect((await mayTell('ana', `providerId=${mo.providerId}`)).body.notToTell).toEqual({
    words: [],
    hasMore: false,
  });
});

test('nobody asks about a client whom they do not see, nor about somebody who is not there (REQ-178)', async () => {
  const forLee = `providerId=${lee.providerId}`;

  for (const name of ['cy', 'hal']) expect((await mayTell(name, forLee)).status).toBe(404);
  expect(await mayTell('ana', `providerId=${house.newId()}`)).toMatchObject({
    status: 422,
    body: { type: 'unknown-person' },
  });
  expect((await mayTell('ana', `supportId=${lee.providerId}`)).status).toBe(422);
  expect(await mayTell('ana', '')).toMatchObject({
    status: 400,
    body: { fields: [{ message: 'Name one provider, support or organization.' }] },
  });
  expect((await mayTell('ana', `${forLee}&organizationId=${lee.organizationId}`)).status).toBe(400);
});

test('a paper about restricted information alone is not hinted at to whoever may not know of it (EP-14)', async () => {
  await record({
    classes: ['hiv'],
    recipients: [{ kind: 'provider', id: mo.providerId }],
    exclusions: 'Not the clinic’s name.',
    purposes: ['care_coordination'],
  });
  const forMo = `providerId=${mo.providerId}`;

  expect((await mayTell('ana', forMo)).body.notToTell.words).toEqual(['Not the clinic’s name.']);
  expect((await mayTell('bo', forMo)).body.notToTell).toEqual({ words: [], hasMore: false });
});

test('how, by whom and for which day it was taken back is read again; what it kept back holds for what held (REQ-035, EP-12)', async () => {
  const said = { how: 'oral', saidOn: '2026-05-03', by: 'guardian' };
  expect((await tell('ana', `${consentId}/revoke`, said)).status).toBe(200);

  expect(await shown('ana')).toMatchObject({ details: { revocation: said } });
  expect(await shown('bo')).toMatchObject({ details: null });
  expect((await mayTell('ana', `providerId=${lee.providerId}`)).body.notToTell.words).toEqual([]);
});
