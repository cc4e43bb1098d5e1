import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForDigests } from '#server/features/escalations/ask-for-digests.ts';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const people: GivenStaff[] = [];

let work: GivenAgencyAtWork;
let alma: GivenClient;
let lee: string;
let kay: string;
let reviewId: string;

beforeAll(async () => {
  await house.at('2027-04-01T20:00:00Z');
  work = await meetings.agencyAtWork();
  const { agency, program } = work;
  people.push(work.ana, work.bo);
  for (const [name, where] of [
    ['sue', program],
    ['nia', await given.program(agency, { name: 'Nights' })],
  ] as const)
    people.push(
      await given.staff(agency, name, {
        roles: ['supervisor'],
        teamRole: 'supervisor',
        program: where,
      }),
    );
  const hillside = await meetings.agencyAtWork('hillside');
  people.push(hillside.ana);
  alma = await given.client(agency, { program, worker: work.ana, name: 'Alma Rivera' });
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at)
     select $1, $2, c, 'test', now() from unnest(array['hiv', 'sud']) c`,
    [agency.agencyId, alma.clientId],
  );
  lee = (await given.provider(agency, { name: 'Lee Ang', email: 'lee@clinic.example' })).providerId;
  kay = (await given.provider(agency, { name: 'Kay Odum', email: '' })).providerId;
  const consent = { client: alma, by: work.ana };
  await given.consent(agency, { ...consent, providerId: lee, classes: ['general', 'hiv', 'sud'] });
  await given.consent(agency, { ...consent, providerId: kay });
  const meeting = await meetings.planned('ana', [alma], {
    ...work,
    people: [
      { kind: 'provider', id: lee },
      { kind: 'provider', id: kay },
    ],
    on: '2027-04-01',
    // Half past eleven at night in New York is the next day in Greenwich: the day is the program's.
    time: '23:30',
  });
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, {
    from: '2027-04-02T03:30:00Z',
    owner: work.ana,
    dueOn: '2027-04-12',
  });
  reviewId = meeting.reviewIds[0] ?? '';
  const path = `/api/conferences/${meeting.conferenceId}/reviews/${reviewId}`;
  // Said later than the rest, in the notes of drugs: the case's highest class is taken where none is named.
  const sud = { kind: 'barrier', text: 'The clinic closes early', class: 'sud' };
  await house.as('ana').post(`${path}/entries`, sud);
  await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`, {});
  await house.runJobs();
});
afterAll(() => house.close());

/** Days later nobody's session runs any more. */
async function onTheDay(moment: string) {
  await house.at(moment);
  const agencies = new Map(
    (await house.owner.query(`select user_id as user, agency_id as agency from staff`)).rows.map(
      ({ user, agency }) => [user, agency],
    ),
  );
  for (const { name, userId } of people)
    house.signIn(name, await house.session(userId, agencies.get(userId)));
}

const listed = async (by: string, query = '') =>
  (await house.as(by).get(`/api/statements${query}`)).body.statements;
const onToday = async (by: string) => (await house.as(by).get('/api/today/now')).body.statements;
const ofLee = async () =>
  (await listed('ana', '?show=all')).find(
    ({ who }: { who: { name: string } }) => who.name === 'Lee Ang',
  );

async function letterOf(by: string, statementId: string) {
  const response = await house.app.request(
    `http://localhost:4321/api/statements/${statementId}/letter`,
    { headers: { host: 'localhost:4321', cookie: `session=${house.as(by).token}` } },
  );
  return {
    status: response.status,
    name: response.headers.get('content-disposition'),
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
}

test('the close owes the statement to each outside person who heard HIV information, with or without consent (T20, EP-08)', async () => {
  const statements = await listed('ana');

  expect(
    statements
      .map(
        ({ who, dueOn, standing }: { who: { name: string }; dueOn: string; standing: string }) => [
          who.name,
          dueOn,
          standing,
        ],
      )
      .toSorted(),
  ).toEqual([
    ['Kay Odum', '2027-04-11', 'to-give'],
    ['Lee Ang', '2027-04-11', 'to-give'],
  ]);
  // The client was there too, and is owed none: it is her own record.
  expect(await listed('sue')).toHaveLength(2);
});

test('who may not know the class learns nothing of it, on the list, on Today, on the letter and by trying (REQ-036, EP-14)', async () => {
  const { statementId } = await ofLee();
  for (const by of ['bo', 'nia', 'ana-hillside']) {
    expect(await listed(by)).toEqual([]);
    expect(await listed(by, `?clientId=${alma.clientId}`)).toEqual([]);
    expect(await onToday(by)).toEqual({ open: 0, late: 0, firstDueOn: null });
    expect((await letterOf(by, statementId)).status).toBe(404);
    const told = await house
      .as(by)
      .post(`/api/statements/${statementId}/given`, { on: '2027-04-01', way: 'by-hand' });
    const unknown = await house
      .as(by)
      .post(`/api/statements/${house.newId()}/given`, { on: '2027-04-01', way: 'by-hand' });
    expect(told.status).toBe(404);
    expect(told.body).toEqual(unknown.body);
  }
});

test('no mail differs for it: the neutral notice is the one that everybody gets (EP-04, S14)', async () => {
  const { rows } = await house.owner.query(
    `select kind, to_address, body from mail where to_address = 'lee@clinic.example' order by written_at`,
  );

  expect(rows.map(({ kind }) => kind)).toEqual(['invitation', 'document']);
  for (const { body } of rows) expect(body).not.toMatch(/Alma|Rivera|HIV|law|statement/);
});

test('the letter carries the texts of the law and the scope of the consent, and names no client (EP-08, REQ-036)', async () => {
  const { statementId } = await ofLee();
  const { status, name, bytes } = await letterOf('ana', statementId);
  const text = (await readPdf(bytes)).text.replaceAll(/\s+/g, ' ');

  expect(status).toBe(200);
  expect(name).toBe('inline; filename="notice.pdf"');
  expect(text).toContain('Lee Ang');
  expect(text).toContain('A general authorization to release medical or other information');
  expect(text).toContain('42 CFR Part 2');
  expect(text).toContain('You may receive general information, HIV-related information');
  expect(text).toMatch(/On Thu 1 Apr 2027 ?, 11:30 pm/);
  expect(text).not.toMatch(/Alma|Rivera/);
});

test('the letter says on its page, and across it, for whom it was prepared, when, and which it is (EP-08)', async () => {
  const { statementId } = await ofLee();
  const { text, pages } = await readPdf((await letterOf('ana', statementId)).bytes);
  const marked = text.replaceAll(/\s+/g, ' ').match(/Prepared for Lee Ang[^]*?id/g) ?? [];

  expect(marked.length).toBeGreaterThanOrEqual(pages);
  expect(text.replaceAll(/\s+/g, '')).toContain(`id${statementId.slice(-8)}`);
});

test('each page of the form that holds HIV information carries the statement (EP-10)', async () => {
  const response = await house.app.request(`http://localhost:4321/api/reviews/${reviewId}/form`, {
    headers: { host: 'localhost:4321', cookie: `session=${house.as('ana').token}` },
  });
  const { text, pages } = await readPdf(new Uint8Array(await response.arrayBuffer()));
  const carried = text.split('confidential records that New York State law protects').length - 1;

  // On the foot of each page, and once in the text for whoever has it read aloud.
  expect(carried).toBe(pages + 1);
});

test('on the seventh day the supervisor is told and sees it, and after the tenth it is late (T20)', async () => {
  await onTheDay('2027-04-07T15:00:00Z');
  expect(await onToday('ana')).toEqual({ open: 2, late: 0, firstDueOn: '2027-04-11' });
  expect((await onToday('sue')).open).toBe(0);

  await onTheDay('2027-04-08T15:00:00Z');
  house.mails.length = 0;
  await askForDigests(house.shell);
  await house.runJobs();
  await house.runJobs();
  expect(house.mails.map(({ to }) => to)).toEqual(
    expect.arrayContaining(['ana@example.org', 'sue@example.org']),
  );
  for (const { text } of house.mails) expect(text).not.toMatch(/Alma|Lee|HIV|statement/);
  expect(await onToday('sue')).toEqual({ open: 2, late: 0, firstDueOn: '2027-04-11' });

  await onTheDay('2027-04-12T03:30:00Z');
  expect((await onToday('sue')).late).toBe(0);
  await onTheDay('2027-04-12T04:30:00Z');
  expect((await onToday('sue')).late).toBe(2);
  expect((await ofLee()).standing).toBe('late');
});

test('given by hand, it says when and with which texts; a day that cannot be is refused (T20)', async () => {
  const { statementId } = await ofLee();
  const give = (on: string) =>
    house.as('ana').post(`/api/statements/${statementId}/given`, { on, way: 'by-hand' });

  for (const on of ['2027-03-31', '2027-04-13', '', '2027-02-30']) {
    const reply = await give(on);
    expect(reply.body).toMatchObject({ status: 400, fields: [{ path: 'on' }] });
  }
  const replies = await Promise.all([give('2027-04-09'), give('2027-04-09')]);
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(await ofLee()).toMatchObject({
    standing: 'given',
    settled: {
      inWords:
        'Given by hand on Fri 9 Apr 2027: HIV-related information (Public Health Law Article 27-F), version 1; Substance use treatment records (42 CFR Part 2), version 1.',
      byName: 'ana',
    },
  });
  expect((await onToday('sue')).open).toBe(1);
  // What is still to be given stands before what was.
  const all = await listed('ana', '?show=all');
  expect(all.map(({ who }: { who: { name: string } }) => who.name)).toEqual([
    'Kay Odum',
    'Lee Ang',
  ]);
});

test('that none was owed is for a supervisor of the program to say', async () => {
  const [{ statementId }] = await listed('sue');
  const drop = (by: string) =>
    house.as(by).post(`/api/statements/${statementId}/not-needed`, { why: 'was-not-there' });

  expect((await drop('ana')).status).toBe(403);
  expect((await drop('nia')).status).toBe(404);
  expect((await drop('sue')).status).toBe(200);
  expect((await drop('sue')).body.type).toBe('statement-already-settled');
  expect(await listed('ana')).toEqual([]);
});
