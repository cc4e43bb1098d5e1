import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenClient, type GivenStaff } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
afterAll(() => house.close());

let agency: GivenAgency;
let ana: GivenStaff;
let alma: GivenClient;
let leeId: string;
let reviewId: string;
let attemptId: string;
const artifacts = ['conference_assessment', 'plan_activity_note'];

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  agency = await given.agency('riverbend');
  const other = await given.agency('lakeside');
  const program = await given.program(agency, { name: 'Health Home', preset: 'health-home' });
  const plain = await given.program(agency, { name: 'Comprehensive' });
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  const bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await given.staff(agency, 'far', { roles: ['case-manager'], program: plain });
  await given.staff(agency, 'bill', { roles: ['biller'] });
  await given.staff(other, 'olga', {
    roles: ['case-manager'],
    program: await given.program(other, { preset: 'health-home' }),
  });
  alma = await given.client(agency, { program, worker: ana, enrolledOn: '2026-01-15' });
  const cal = await given.client(agency, { program: plain, worker: ana, name: 'Cal Moss' });
  const { providerId } = await given.provider(agency);
  leeId = providerId;
  for (const client of [alma, cal]) await given.consent(agency, { client, providerId, by: ana });
  await house.owner.query(`update consent set recorded_at = '2026-01-02Z'`);
  const people = [{ kind: 'provider' as const, id: providerId }];
  const meeting = await meetings.planned('ana', [alma], { ana, bo, people });
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: ana });
  await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`);
  [reviewId = ''] = meeting.reviewIds;
  for (const client of [alma, cal]) {
    const { body } = await house.as('ana').post(`/api/clients/${client.clientId}/attempts`, {
      enrollmentId: client.enrollmentId,
      on: '2027-03-01',
      channel: 'email',
      outcome: 'no_response',
      nextStep: 'ask-managed-care-plan',
      to: { kind: 'provider', id: providerId },
      note: 'The clinic moved.',
    });
    attemptId ||= body.attemptId;
  }
});

const open = async (who: string) => (await house.as(who).get('/api/filings/open')).body.rows;
const textsOf = async (who: string, path: string) =>
  (await house.as(who).get(`/api/filings/${path}`)).body.artifacts.map(
    ({ text }: { text: string }) => text,
  );
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

test('the texts tell who was there with title and agency, how and how long, what was said, agreed and comes next (REQ-159, REQ-161)', async () => {
  const [assessment, note] = await textsOf('ana', `reviews/${reviewId}`);

  expect(assessment).toContain(
    [
      'Case Conference Assessment',
      'Patient: Alma Rivera (#1001)',
      'Agency: riverbend',
      'Program: Health Home',
      'Held: Mon 15 Mar 2027, 10:00 am to 10:15 am Eastern, 15 minutes',
      'How: By video',
    ].join('\n'),
  );
  for (const said of [
    '- Dr Hana Lee, Physician, Riverside Clinic',
    '- ana, Case manager, riverbend',
    '- A need of client 1 (ana)',
    '- A strength of client 1 (ana)',
    'Summary\nThe summary of client 1',
    '- A step for client 1 By: ana. Due: Mon 22 Mar 2027. Follow-up: ana, Mon 29 Mar 2027: By telephone.',
    'Next conference due: ',
  ])
    for (const text of [assessment, note]) expect(text).toContain(said);
  expect(note).toMatch(/^Care Plan Activity Note\n/);
  expect(note.indexOf('Actions and next steps')).toBeLessThan(note.indexOf('Needs'));
});

test('an attempt has both texts, with whom, how, what came of it and what comes next (REQ-157, REQ-160)', async () => {
  const [, note] = await textsOf('ana', `attempts/${attemptId}`);

  expect(note).toMatch(
    new RegExp(
      [
        '^Care Plan Activity Note\nPatient: Alma Rivera \\(#1001\\)\nAgency: riverbend\nProgram: Health Home\nDate: Mon 1 Mar 2027',
        'Request for a case conference without success\\.\nAsked: Dr Hana Lee, Physician, Riverside Clinic\nBy: ana, Case manager, riverbend\nHow: By email\nWhat came of it: No answer\nNext step: Ask the managed care plan\nNote: The clinic moved\\.',
        'Recorded by ana, Mon 15 Mar 2027, \\d+:\\d\\d am Eastern\\.$',
      ].join('\n\n'),
    ),
  );
});

test('words of a restricted class stand only in the text of those who may read them, and leave no trace elsewhere (REQ-178)', async () => {
  const before = await textsOf('bo', `attempts/${attemptId}`);
  await house.owner.query(`update fact_note set class = 'hiv', written_by = $1`, [ana.staffId]);
  await house.owner.query(`update review_summary set class = 'hiv'`);

  expect((await textsOf('ana', `attempts/${attemptId}`)).join()).toContain('The clinic moved.');
  expect((await textsOf('sue', `reviews/${reviewId}`)).join()).toContain('The summary of client 1');
  expect((await textsOf('bo', `attempts/${attemptId}`)).join()).not.toContain('moved');
  expect((await textsOf('bo', `reviews/${reviewId}`)).join()).not.toMatch(/[Ss]ummary/);
  expect((await house.as('bo').get('/api/filings/open.txt?scope=team')).body).not.toMatch(
    /moved|[Ss]ummary/,
  );
  expect((await house.as('bo').get(`/api/filings/reviews/${reviewId}`)).body.readsAll).toBe(false);
  expect(before.join()).toContain('moved');
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
  expect(rows[0].ids).toEqual([alma.clientId]);
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

  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
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
    to: { kind: 'provider', id: leeId },
  });

  expect((await open('ana')).map(({ about }: { about: { id: string } }) => about.id)).toContain(
    body.attemptId,
  );
  expect((await house.as('ana').get(`/api/filings/attempts/${attemptId}`)).status).toBe(404);
});
