import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenClient, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { unseal } from '#server/platform/vault.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const rowsOf = async (text: string, values: unknown[] = []) =>
  (await house.owner.query(text, values)).rows;

let work: GivenAgencyAtWork;
let clients: GivenClient[];
let cy: GivenStaff;
let meeting: Meeting;
const follow = () => ({ on: '2027-03-29', how: 'By telephone', by: work.ana.staffId });

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  const nights = await given.program(work.agency, { name: 'Nights' });
  cy = await given.staff(work.agency, 'cy', { roles: ['case-manager'], program: nights });
  await given.staff(work.agency, 'di', { roles: ['case-manager'], program: work.program });
  const { program, ana: worker } = work;
  clients = [
    await given.client(work.agency, { program, worker, name: 'Alma Rivera' }),
    await given.client(work.agency, { program, worker, name: 'Bert Chen' }),
  ];
  await rowsOf(
    `update client set email = 'alma@example.org', may_email = true where client_id = $1`,
    [clients[0]?.clientId],
  );
});
beforeEach(async () => {
  await house.at('2027-03-15T12:00:00Z');
  meeting = await meetings.planned('ana', clients, work);
  await meetings.invited('ana', meeting);
});
afterAll(() => house.close());

const path = (rest = '') => `/api/conferences/${meeting.conferenceId}${rest}`;
const review = (index: number, rest: string) => path(`/reviews/${meeting.reviewIds[index]}${rest}`);
const ana = () => house.as('ana');
const read = async (name = 'ana') => (await house.as(name).get(path())).body;
const begin = async () => {
  await house.at('2027-03-15T14:00:00Z');
  await ana().post(path('/start'));
  await ana().post(review(0, '/activate'));
};

test.each(['strength', 'barrier', 'need', 'solution'])(
  'a %s is one line with its author and time (REQ-062, REQ-063, REQ-064)',
  async (kind) => {
    await begin();
    const reply = await house.as('bo').post(review(0, '/entries'), { kind, text: 'Works nights' });
    const [entry] = (await read()).reviews[0].entries;

    expect(reply.status).toBe(200);
    expect(entry).toMatchObject({
      kind,
      text: 'Works nights',
      author: { name: 'bo' },
      isMine: false,
    });
    expect(entry.at).toMatch(/^2027-03-15T14:0/);
  },
);

test('the notetaker writes down what somebody else said, and lines can be corrected and taken out (REQ-062, REQ-123)', async () => {
  await begin();
  const said = { kind: 'client', id: clients[0]?.clientId };
  const { body } = await ana().post(review(0, '/entries'), {
    kind: 'barrier',
    text: 'No bus pas',
    saidBy: said,
  });
  await ana().post(review(0, `/entries/${body.entryId}`), { text: 'No bus pass' });

  expect((await read()).reviews[0].entries).toMatchObject([
    { text: 'No bus pass', author: { name: 'Alma Rivera' } },
  ]);
  await ana().post(review(0, `/entries/${body.entryId}/remove`));
  expect((await read()).reviews[0].entries).toEqual([]);
});

test('long stories and empty lines are refused by name of the field (REQ-066)', async () => {
  await begin();
  const tell = (text: string) => ana().post(review(0, '/entries'), { kind: 'need', text });

  expect((await tell('x'.repeat(281))).body.fields).toEqual([
    { path: 'text', message: 'Keep it to 280 characters: facts, no stories.' },
  ]);
  expect((await tell('one\ntwo')).body.fields[0].path).toBe('text');
  expect((await tell('  ')).status).toBe(400);
});

test('only the facilitator confirms the summary, and it says when and how the group agreed (REQ-069)', async () => {
  await begin();
  const summary = { text: 'Evening visits.', how: 'each-agreed' };

  expect((await house.as('bo').post(review(0, '/summary'), summary)).body.type).toBe(
    'only-the-facilitator-confirms',
  );
  await ana().post(review(0, '/summary'), summary);
  expect((await read()).reviews[0].summary).toMatchObject({
    text: 'Evening visits.',
    how: 'each-agreed',
    confirmedByName: 'ana',
  });
});

test('every action has one owner, a due date and how, when and by whom it is followed up (REQ-073, REQ-076, REQ-119)', async () => {
  await begin();
  const item = {
    text: 'Book a video visit',
    owner: { kind: 'staff', id: work.bo.staffId },
    dueOn: '2027-03-22',
    followUp: follow(),
  };
  const { owner: _owner, ...orphan } = item;
  const missing = await ana().post(review(0, '/action-items'), {
    ...orphan,
    followUp: { on: 'soon' },
  });
  expect(missing.body.fields.map((field: { path: string }) => field.path).toSorted()).toEqual([
    'followUp.by',
    'followUp.how',
    'followUp.on',
    'owner',
  ]);
  expect(
    (await ana().post(review(0, '/action-items'), { ...item, dueOn: '2027-03-01' })).body.type,
  ).toBe('due-date-passed');
  const blind = await ana().post(review(0, '/action-items'), {
    ...item,
    owner: { kind: 'staff', id: cy.staffId },
  });
  expect(blind.body.fields[0].path).toBe('owner');

  const { body } = await ana().post(review(0, '/action-items'), item);
  await ana().post(review(0, `/action-items/${body.actionItemId}`), { ...item, text: 'Book two' });
  expect((await read()).reviews[0].actionItems).toMatchObject([
    { text: 'Book two', owner: { name: 'bo' }, followUp: { byName: 'ana', how: 'By telephone' } },
  ]);
});

test('new words take the highest class of the case; a colleague who may not know it neither reads them nor sees the class (REQ-036, EP-07)', async () => {
  await rowsOf(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'hiv', 'test', now())`,
    [work.agency.agencyId, clients[1]?.clientId],
  );
  await house.at('2027-03-15T14:00:00Z');
  await ana().post(path('/start'));
  await ana().post(review(1, '/activate'));
  await ana().post(review(1, '/entries'), { kind: 'need', text: 'Restricted words' });
  const lowered = await ana().post(review(1, '/entries'), {
    kind: 'need',
    text: 'A bus pass',
    class: 'general',
  });
  const tried = await house
    .as('bo')
    .post(review(1, '/entries'), { kind: 'barrier', text: 'From bo', class: 'general' });

  const classes = await rowsOf(
    'select class from review_entry where review_id = $1 order by written_at',
    [meeting.reviewIds[1]],
  );
  expect(classes.map((row) => row.class)).toEqual(['hiv', 'general', 'hiv']);
  expect(await rowsOf('select about_id, class, lowered_to from lowered_class')).toEqual([
    { about_id: lowered.body.entryId, class: 'hiv', lowered_to: 'general' },
  ]);
  expect((await read()).reviews[1].entries).toHaveLength(3);
  const seen = (await read('bo')).reviews[1];
  expect(
    seen.entries.map((entry: { text: string; class: string }) => [entry.text, entry.class]),
  ).toEqual([
    ['A bus pass', 'general'],
    ['From bo', 'general'],
  ]);
  expect(seen.classes).toEqual(['general']);
  expect(tried.status).toBe(200);
  await rowsOf('delete from client_class');
});

test('a facilitator who may not read every line can close; the form holds them all, for those who may open it (REQ-036, REQ-037)', async () => {
  await rowsOf(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'sud', 'test', now())`,
    [work.agency.agencyId, clients[0]?.clientId],
  );
  await ana().post(path('/roles'), {
    version: await meeting.version(),
    roles: {
      facilitator: work.bo.staffId,
      timekeeper: work.ana.staffId,
      notetaker: work.ana.staffId,
    },
  });
  await house.at('2027-03-15T14:00:00Z');
  const bo = house.as('bo');
  await bo.post(path('/start'));
  await bo.post(review(0, '/activate'));
  for (const person of (await read()).attendees)
    if (person.invitedTo.includes(meeting.reviewIds[0]))
      await bo.post(review(0, '/attendance'), { person: person.person, state: 'present' });
  const need = await ana().post(review(0, '/entries'), { kind: 'need', text: 'A hushed need' });
  await ana().post(review(0, '/action-items'), {
    needId: need.body.entryId,
    text: 'A hushed step',
    owner: { kind: 'staff', id: work.ana.staffId },
    dueOn: '2027-03-22',
    followUp: follow(),
  });
  await bo.post(review(0, '/summary'), { text: 'What bo summed up', how: 'aloud' });
  await house.at('2027-03-15T14:20:00Z');
  await bo.post(path('/end'));
  expect(JSON.stringify(await read('bo'))).not.toContain('hushed');
  expect((await bo.get(path('/closing'))).body.gaps).toEqual([]);
  expect((await bo.post(path('/close'))).status).toBe(200);
  await house.runJobs();

  const form = `/api/reviews/${meeting.reviewIds[0]}/form`;
  expect((await bo.get(form)).status).toBe(404);
  expect((await ana().get(form)).status).toBe(200);
  const document = await house.ownerDatabase
    .selectFrom('document')
    .select(['agency_id as agencyId', 'client_id as clientId', 'document_id as rowId'])
    .select(['class', 'body'])
    .where('review_id', '=', meeting.reviewIds[0] ?? '')
    .executeTakeFirstOrThrow();
  expect(document.class).toBe('sud');
  const { text } = await readPdf(Buffer.from(unseal(document, document.body), 'base64'));
  expect(text).toContain('A hushed need');
  expect(text).toContain('A hushed step');
  await rowsOf('delete from client_class');
});
