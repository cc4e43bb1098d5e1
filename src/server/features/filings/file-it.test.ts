import { afterAll, expect, test } from 'vitest';
import { filingsGiven } from '#test/filings-given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const { ana, alma, providerId, reviewId, attemptId } = await filingsGiven(house);
const artifacts = ['conference_assessment', 'plan_activity_note'];

const open = async (who: string) => (await house.as(who).get('/api/filings/open')).body.rows;
const file = (who: string, more: object = {}) =>
  house.as(who).post('/api/filings', {
    about: { kind: 'review', id: reviewId },
    artifacts,
    filedOn: '2027-03-15',
    reference: 'ACD-77',
    ...more,
  });

test('a held conference and an attempt each wait for both texts where the program keeps ACD, and nothing where it keeps none (T5, REQ-159, REQ-160)', async () => {
  expect(await open('ana')).toMatchObject([
    {
      about: { kind: 'attempt', id: attemptId },
      clientName: 'Alma Rivera',
      programName: 'Health Home',
      system: 'ACD',
      on: '2027-03-01',
      what: 'attempt',
      artifacts: [
        { title: 'Case Conference Assessment', filing: null },
        { title: 'Care Plan Activity Note', filing: null },
      ],
    },
    { about: { kind: 'review', id: reviewId }, what: 'case conference', on: '2027-03-15' },
  ]);
  expect(await open('bo')).toEqual([]);
  expect((await house.as('bo').get('/api/filings/open?scope=team')).body.rows).toHaveLength(2);
  expect(await open('sue')).toHaveLength(2);
});

test('nobody outside the case reads, files or exports a text of it', async () => {
  for (const who of ['far', 'olga']) {
    expect((await house.as(who).get(`/api/filings/reviews/${reviewId}`)).status).toBe(404);
    expect((await house.as(who).get(`/api/filings/attempts/${attemptId}`)).status).toBe(404);
    expect((await house.as(who).get(`/api/clients/${alma.clientId}/filings`)).status).toBe(404);
    expect((await file(who)).status).toBe(404);
    for (const scope of ['mine', 'team', 'all']) {
      const { body } = await house.as(who).get(`/api/filings/open.txt?scope=${scope}`);
      expect(body).toContain('Nothing is to be filed.');
      expect(body).not.toContain('Alma');
    }
  }
  expect((await house.as('bill').get('/api/filings/open.txt')).status).toBe(403);
});

test('the export holds every text that is not filed, and the audit trail names the clients in it (REQ-036)', async () => {
  const { body, headers } = await house.as('ana').get('/api/filings/open.txt');

  expect(headers.get('content-disposition')).toBe('attachment; filename="to-be-filed.txt"');
  expect(body.match(/^ACD, /gm)).toHaveLength(4);
  expect(body).toContain('ACD, Care Plan Activity Note, attempt of Mon 1 Mar 2027');
  const { rows } = await house.owner.query(
    `select ids from audit where operation = 'GET /api/filings/open.txt' and actor_id = $1 order by at desc limit 1`,
    [ana.staffId],
  );
  // Beside her stands the file itself, as what was taken out.
  expect(rows[0].ids).toContain(alma.clientId);
  expect(rows[0].ids).toHaveLength(2);
});

test.each([
  ['a day to come', { filedOn: '2027-03-17' }, 'filedOn', /has not come yet/],
  [
    'a day before it happened',
    { filedOn: '2027-03-14' },
    'filedOn',
    /before the case conference itself/,
  ],
  ['no text', { artifacts: [] }, 'artifacts', /Choose at least one text/],
  [
    'a text that ACD is not given',
    { artifacts: ['progress_note'] },
    'artifacts',
    /is not given this text/,
  ],
  ['a novel for a reference', { reference: 'x'.repeat(61) }, 'reference', /60 characters/],
])('%s is refused at its field', async (_, more, path, message) => {
  const { status, body } = await file('ana', more);

  expect(status).toBe(400);
  expect(body.fields).toMatchObject([{ path, message: expect.stringMatching(message) }]);
});

test('two who file the same at once file it once; the other is told by whom, when and under what (REQ-159)', async () => {
  const due = await house.as('ana').get('/api/today/due?when=all');

  const both = await Promise.all([file('ana'), file('bo')]);
  const second = both.find(({ status }) => status !== 200);

  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(second?.status).toBe(409);
  expect(second?.body.fields[0].message).toMatch(
    /^(ana|bo|You) recorded this as filed in ACD on Mon 15 Mar 2027 under ACD-77 already\.$/,
  );
  expect(await open('ana')).toMatchObject([{ about: { kind: 'attempt' } }]);
  expect((await house.as('ana').get('/api/today/due?when=all')).body).toEqual(due.body);
});

test('one text can be filed before the other, and a filing in error is taken back and waits again', async () => {
  await file('ana', {
    about: { kind: 'attempt', id: attemptId },
    artifacts: ['plan_activity_note'],
    reference: '',
  });
  expect(await open('ana')).toMatchObject([
    {
      artifacts: [
        { filing: null },
        { filing: { filedOn: '2027-03-15', by: 'ana', reference: '' } },
      ],
    },
  ]);

  await file('ana', { about: { kind: 'attempt', id: attemptId } });
  expect(await open('ana')).toEqual([]);
  const ofClient = async () =>
    (await house.as('ana').get(`/api/clients/${alma.clientId}/filings`)).body.rows;
  const [review] = await ofClient();
  expect(review).toMatchObject({
    about: { id: reviewId },
    artifacts: [{ filing: {} }, { filing: {} }],
  });
  const { filingId } = review.artifacts[0].filing;

  expect((await house.as('olga').post(`/api/filings/${filingId}/undo`)).status).toBe(404);
  expect((await house.as('ana').post(`/api/filings/${filingId}/undo`)).status).toBe(200);
  expect((await house.as('ana').post(`/api/filings/${filingId}/undo`)).status).toBe(409);
  expect(await open('ana')).toMatchObject([
    { about: { id: reviewId }, artifacts: [{ filing: null }, { filing: {} }] },
  ]);
});

test('an attempt that was corrected is another fact, and is to be filed again', async () => {
  const { body } = await house.as('ana').post(`/api/attempts/${attemptId}/correct`, {
    enrollmentId: alma.enrollmentId,
    on: '2027-03-02',
    channel: 'letter',
    outcome: 'no_response',
    nextStep: 'visit',
    to: { kind: 'provider', id: providerId },
  });

  expect((await open('ana')).map(({ about }: { about: { id: string } }) => about.id)).toContain(
    body.attemptId,
  );
  expect((await house.as('ana').get(`/api/filings/attempts/${attemptId}`)).status).toBe(404);
});
