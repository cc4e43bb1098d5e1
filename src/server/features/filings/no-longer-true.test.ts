import { afterAll, expect, test } from 'vitest';
import { filingsGiven } from '#test/filings-given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const { ana, alma, providerId, reviewId } = await filingsGiven(house);

const tell = (who: string, path: string, body: object = {}) => house.as(who).post(path, body);
const listed = async (who: string, scope?: string) =>
  (await house.as(who).get(`/api/filings/open${scope ? `?scope=${scope}` : ''}`)).body;
const untrue = async (who: string, scope?: string) => (await listed(who, scope)).noLongerTrue.rows;
const openIds = async () =>
  (await listed('ana')).rows.map(({ about }: { about: { id: string } }) => about.id);
const attempted = (on: string) => ({
  enrollmentId: alma.enrollmentId,
  on,
  channel: 'letter',
  outcome: 'no_response',
  nextStep: 'visit',
  to: { kind: 'provider', id: providerId },
});
const file = (kind: 'attempt' | 'review', id: string, reference: string) =>
  tell('ana', '/api/filings', {
    about: { kind, id },
    artifacts: ['plan_activity_note'],
    filedOn: '2027-03-15',
    reference,
  });
async function filedAttempt(on: string, reference: string): Promise<string> {
  const path = `/api/clients/${alma.clientId}/attempts`;
  const { attemptId } = (await tell('ana', path, attempted(on))).body;
  await file('attempt', attemptId, reference);
  return attemptId;
}
const putRight = (who: string, filingId: string) => tell(who, `/api/filings/${filingId}/put-right`);
async function changeReview(to: 'void' | 'restore') {
  const { seen } = (await house.as('sue').get(`/api/reviews/${reviewId}/void`)).body;
  const { status } = await tell('sue', `/api/reviews/${reviewId}/${to}`, {
    seen,
    reason: 'Wrong.',
  });
  expect(status).toBe(200);
}

test('a withdrawn attempt whose text was filed is listed with its reference until it is taken out there, and who saw to it is kept (REQ-157, REQ-160)', async () => {
  const attemptId = await filedAttempt('2027-03-03', 'ACD-12');
  expect(await untrue('ana')).toEqual([]);
  await tell('ana', `/api/attempts/${attemptId}/withdraw`);

  const [row] = await untrue('ana');
  expect(row).toMatchObject({
    clientName: 'Alma Rivera',
    programName: 'Health Home',
    system: 'ACD',
    what: 'attempt',
    on: '2027-03-03',
    title: 'Care Plan Activity Note',
    filedOn: '2027-03-15',
    reference: 'ACD-12',
    by: 'ana',
    why: 'withdrawn',
  });
  const ofClient = `/api/clients/${alma.clientId}/filings`;
  expect((await house.as('ana').get(ofClient)).body.noLongerTrue).toEqual({
    rows: [row],
    hasMore: false,
  });
  expect(await untrue('bo')).toEqual([]);
  expect(await untrue('bo', 'team')).toEqual([row]);
  expect(await untrue('sue')).toEqual([row]);

  expect((await putRight('ana', row.filingId)).status).toBe(200);
  expect(await untrue('sue')).toEqual([]);
  expect((await house.as('ana').get(ofClient)).body.noLongerTrue.rows).toEqual([]);
  const { rows } = await house.owner.query(
    'select superseded_by as by, superseded_why as why, superseded_at is not null as ended from filing where filing_id = $1',
    [row.filingId],
  );
  expect(rows).toEqual([{ by: ana.staffId, why: 'put-right-there', ended: true }]);
  expect(await openIds()).not.toContain(attemptId);
});

test('whoever does not see the case sees, exports and puts right none of it (REQ-159, REQ-178)', async () => {
  const attemptId = await filedAttempt('2027-03-04', 'ACD-13');
  await tell('ana', `/api/attempts/${attemptId}/withdraw`);
  const [{ filingId }] = await untrue('ana');

  for (const who of ['far', 'olga']) {
    for (const scope of ['mine', 'team', 'all']) {
      expect((await listed(who, scope)).noLongerTrue).toEqual({ rows: [], hasMore: false });
      const { body } = await house.as(who).get(`/api/filings/open.txt?scope=${scope}`);
      expect(body).toContain('Nothing is to be filed.');
      expect(body).not.toMatch(/no longer true|ACD-13/);
    }
    expect((await putRight(who, filingId)).status).toBe(404);
  }
  expect((await putRight('bill', filingId)).status).toBe(403);
  expect(await untrue('ana')).toHaveLength(1);
});

test('the file to be filed begins with what is wrong over there (REQ-159)', async () => {
  const { body } = await house.as('bo').get('/api/filings/open.txt?scope=team');

  expect(body).toContain(
    `- Alma Rivera (#1001), Care Plan Activity Note, attempt of Thu 4 Mar 2027. Filed in ACD Mon 15 Mar 2027 by ana, ACD-13. The attempt was withdrawn.`,
  );
  expect(body.indexOf('Filed, and no longer true')).toBeLessThan(body.indexOf('\nACD, '));
});

test('two who put the same right at once do it once, and the second hears it (REQ-159)', async () => {
  const [{ filingId }] = await untrue('ana');

  const both = await Promise.all([putRight('ana', filingId), putRight('bo', filingId)]);

  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(both.find(({ status }) => status === 409)?.body.type).toBe('changed-meanwhile');
});

test('of a corrected attempt the old copy is to be corrected, and the new one is open to be filed (REQ-160)', async () => {
  const attemptId = await filedAttempt('2027-03-05', '');
  const path = `/api/attempts/${attemptId}/correct`;
  const corrected = (await tell('ana', path, attempted('2027-03-06'))).body.attemptId;

  expect(await openIds()).toContain(corrected);
  const [row] = await untrue('ana');
  expect(row).toMatchObject({ why: 'corrected', on: '2027-03-05', reference: '' });
  expect((await putRight('bo', row.filingId)).status).toBe(200);
  expect(await untrue('ana')).toEqual([]);
  expect(await openIds()).toContain(corrected);
});

test('a filing of a void review holds again once it is restored, and is to be made anew after it was taken out there (REQ-159)', async () => {
  await file('review', reviewId, 'ACD-20');
  const ofReview = async () =>
    (await listed('ana')).rows.find(({ about }: any) => about.id === reviewId)?.artifacts[1].filing;
  const before = await ofReview();
  expect((await putRight('ana', before.filingId)).body.type).toBe('changed-meanwhile');

  await changeReview('void');
  const [row] = await untrue('ana');
  expect(row).toMatchObject({ why: 'void', what: 'case conference', on: '2027-03-15' });
  expect(row.filingId).toBe(before.filingId);

  await changeReview('restore');
  expect(await untrue('ana')).toEqual([]);
  expect(await ofReview()).toEqual(before);
  expect((await putRight('ana', before.filingId)).body.type).toBe('changed-meanwhile');

  await changeReview('void');
  expect((await putRight('ana', before.filingId)).status).toBe(200);
  await changeReview('restore');
  expect(await untrue('ana')).toEqual([]);
  expect(await ofReview()).toBeNull();
  expect((await file('review', reviewId, 'ACD-21')).status).toBe(200);
});
