import { afterAll, beforeEach, expect, test } from 'vitest';
import { consentScene } from '#test/given-consents.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { lee, mo, forLee, ask, meet, record, tell } = await consentScene(house);
let clientId: string;

beforeEach(async () => {
  await house.owner.query(
    `update consent set revoked_at = auth.now(), revoked_by = recorded_by where revoked_at is null`,
  );
  clientId = await meet();
});
afterAll(() => house.close());

const treating = { kind: 'treating-providers' };
type Ending = {
  consentId: string;
  client: { clientId: string; name: string };
  recipients: string[];
  classes: string[];
  lastDay: string;
  daysLeft: number;
  mayDismiss: boolean;
};
const read = (name: string, query = '') => house.as(name).get(`/api/consents/ending?${query}`);
const ending = async (name: string, query = 'whose=all'): Promise<Ending[]> =>
  (await read(name, query)).body.consents;
const daysLeft = async (query: string) => (await ending('ana', query)).map((each) => each.daysLeft);
const dismiss = (name: string, consentId: string, reason = 'no-longer-involved') =>
  tell(name, `${consentId}/renewal-not-needed`, { reason });

test('which consents end within 14, 30 and 60 days and which have ended, the first to end first (EP-13, REQ-035)', async () => {
  for (const validUntil of [
    '2026-07-03',
    '2026-05-03',
    '2026-05-04',
    '2026-07-04',
    '2026-05-18',
    '2026-06-03',
  ]) {
    await meet();
    await record({ validUntil });
  }

  expect(await daysLeft('within=14')).toEqual([0, 14]);
  expect(await daysLeft('within=30')).toEqual([0, 14, 30]);
  expect(await daysLeft('')).toEqual([0, 14, 30, 60]);
  expect(await daysLeft('within=ended')).toEqual([-1]);
  expect((await ending('ana', 'within=ended'))[0]).toMatchObject({
    client: { name: 'Alma Rivera' },
    recipients: ['Dr Hana Lee, Riverside Clinic'],
    classes: ['general', 'hiv'],
    lastDay: '2026-05-03',
    mayDismiss: true,
  });
});

test('a newer consent that covers it, for longer, is the renewal; one that leaves something out is none (EP-13)', async () => {
  const old = await record({ validUntil: '2026-05-20' });
  const partly = [
    { classes: ['general'] },
    { recipients: [{ kind: 'provider', id: mo.providerId }] },
    { purposes: ['care_coordination'] },
    { validUntil: '2026-05-20' },
    { isRefusal: true },
  ];
  for (const change of partly) await record(change);

  expect((await ending('ana')).map(({ consentId }) => consentId)).toContain(old);
  await record({ recipients: [{ kind: 'organization', id: lee.organizationId }] });
  expect((await ending('ana')).map(({ consentId }) => consentId)).not.toContain(old);
});

test('a renewal that is not needed is named with its reason, once, and the consent ends on its day (EP-13)', async () => {
  const consentId = await record({ validUntil: '2026-05-20' });

  expect((await dismiss('ana', consentId, '')).body.fields[0].message).toBe(
    'Say why it needs no renewal.',
  );
  expect((await dismiss('ana', consentId)).status).toBe(200);
  expect((await dismiss('sue', consentId, 'other-paper')).status).toBe(200);
  expect(await ending('ana')).toEqual([]);
  const { rows } = await house.owner.query(
    `select reason from renewal_not_needed where consent_id = $1`,
    [consentId],
  );
  expect(rows).toEqual([{ reason: 'no-longer-involved' }]);
});

test('a colleague reads of it what is general, and not by a renewal either that there is more (EP-14, REQ-178)', async () => {
  const both = await record({ validUntil: '2026-05-20' });
  await record({ classes: ['hiv'], validUntil: '2026-05-21' });

  expect(await ending('bo')).toMatchObject([
    { consentId: both, classes: ['general'], mayDismiss: false },
  ]);
  expect(JSON.stringify(await ending('bo'))).not.toMatch(/hiv/i);
  expect((await dismiss('bo', both)).body.type).toBe('consent-not-yours-to-change');
  await record({ classes: ['general'] });
  expect(await ending('bo')).toEqual([]);
  expect(await ending('ana')).toHaveLength(2);
});

test('mine are my own clients; a supervisor begins with all; strangers see none (REQ-178)', async () => {
  const consentId = await record({ validUntil: '2026-05-20' });
  const own = [{ consentId, client: { clientId } }];

  expect(await ending('ana', '')).toMatchObject(own);
  expect(await ending('bo', '')).toEqual([]);
  expect(await ending('sue', '')).toMatchObject(own);
  for (const stranger of ['cy', 'hal']) {
    expect(await ending(stranger)).toEqual([]);
    expect((await dismiss(stranger, consentId)).status).toBe(404);
  }
  expect((await read('riverbend-admin')).status).toBe(403);
});

test('a client who left care is asked for no renewal (EP-13)', async () => {
  await record({ validUntil: '2026-05-20' });
  const { enrollments } = (await house.as('ana').get(`/api/clients/${clientId}/enrollments`)).body;
  const path = `/api/enrollments/${enrollments[0].enrollmentId}/end`;
  expect(
    (await house.as('ana').post(path, { endedOn: '2026-05-03', reason: 'moved' })).status,
  ).toBe(200);

  expect(await ending('sue')).toEqual([]);
});

test('a long list is read page by page, each consent once (REQ-035)', async () => {
  for (let day = 0; day < 52; day += 1)
    await ask('ana', {
      recipients: forLee,
      purposes: [day % 2 === 0 ? 'case_conference' : 'care_coordination'],
      validUntil: '2026-05-20',
      classes: [['general'], ['hiv'], ['sud']][day % 3],
    });
  const first = (await read('ana')).body;
  const second = (await read('ana', `after=${first.next}`)).body;

  expect(first.consents).toHaveLength(50);
  expect(second).toMatchObject({ next: null, consents: [{}, {}] });
  const ids = [...first.consents, ...second.consents].map(({ consentId }) => consentId);
  expect(new Set(ids).size).toBe(52);
  expect((await read('ana', 'after=yesterday')).status).toBe(400);
});

test('what was said aloud waits for its paper, by a day and on Today, until the paper takes its place (REQ-035)', async () => {
  const aloud = { form: 'verbal-recorded', signature: 'verbal', classes: ['general'] };
  const said = await record({ ...aloud, validUntil: '2026-05-30' });
  await record({ ...aloud, validUntil: '', isRefusal: true, recipients: [treating] });
  const waiting = async (name: string) => {
    const { body } = await house.as(name).get('/api/today/now');
    return [await ending(name, 'within=on-paper&whose=all'), body.consents?.onPaper];
  };

  expect(await waiting('ana')).toMatchObject([
    [{ consentId: said, lastDay: '2026-05-11', daysLeft: 7 }],
    1,
  ]);
  for (const name of ['cy', 'hal']) expect(await waiting(name)).toEqual([[], 0]);
  await record({ classes: ['general'], replaces: [said] });
  expect(await waiting('ana')).toEqual([[], 0]);
});
