import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
afterAll(() => house.close());

let work: GivenAgencyAtWork;
let alma: GivenClient;
let bert: GivenClient;
let meeting: Meeting;

// Planned for Monday 15 March at 10 in the morning, for an hour.
const before = '2027-03-12T12:00:00Z';
const nextDay = '2027-03-16T13:00:00Z';
const held = { startedAt: '2027-03-15T14:05:00Z', endedAt: '2027-03-15T14:40:00Z' };

beforeAll(async () => {
  // Signed in on the last of the days that these tests visit.
  await house.at(nextDay);
  work = await meetings.agencyAtWork();
  await given.staff(work.agency, 'di', { roles: ['case-manager'], program: work.program });
  // Neither knows of anybody here.
  await given.staff(work.agency, 'ed', { roles: ['case-manager'] });
  const hillside = await given.agency('hillside');
  await given.staff(hillside, 'flo', { roles: ['case-manager'] });
  const served = { program: work.program, worker: work.ana, enrolledOn: '2026-09-20' };
  alma = await given.client(work.agency, { ...served, name: 'Alma Rivera' });
  bert = await given.client(work.agency, { ...served, name: 'Bert Chen' });
});
beforeEach(async () => {
  await house.at(before);
  await house.owner.query(`update conference set state = 'cancelled'`);
  meeting = await meetings.planned('ana', [alma], work);
  await meetings.invited('ana', meeting);
});

const path = (rest = '') => `/api/conferences/${meeting.conferenceId}${rest}`;
const tell = (rest: string, body: object = {}, who = 'ana') => house.as(who).post(path(rest), body);
const now = async (who: string) => (await house.as(who).get('/api/today/now')).body.conferences;
const due = async () =>
  (await house.as('ana').get('/api/today/due?when=all')).body.rows.find(
    ({ clientId }: { clientId: string }) => clientId === alma.clientId,
  );
const listed = async (view: string) =>
  (await house.as('ana').get(`/api/conferences?view=${view}&clientId=${alma.clientId}`)).body
    .conferences;

test('a conference that nobody began stands in Now, on its row, in the list and on its page until somebody says what happened (REQ-033, REQ-142)', async () => {
  await house.at('2027-03-15T14:30:00Z');
  expect(await now('ana')).toMatchObject([{ state: 'scheduled', missed: null }]);
  await house.at('2027-03-15T15:00:00Z');
  expect(await now('ana')).toMatchObject([{ missed: 'not-begun' }]);

  await house.at(nextDay);

  for (const who of ['ana', 'bo', 'di'])
    expect(await now(who)).toMatchObject([
      {
        conferenceId: meeting.conferenceId,
        missed: 'not-begun',
        clients: ['Alma Rivera'],
        facilitatorName: work.ana.name,
      },
    ]);
  const row = await due();
  expect(row.next).toMatchObject({ missed: 'not-begun' });
  expect(row.notes).toContain('Planned for Mon 15 Mar 2027: nobody began it');
  expect(row.notes.join()).not.toContain('Scheduled');
  expect(await listed('upcoming')).toEqual([]);
  expect(await listed('to-close')).toMatchObject([{ missed: 'not-begun' }]);
  expect((await house.as('ana').get(path())).body.missed).toBe('not-begun');
});

test('what was begun on an earlier day and never ended is said in Now, and its times are corrected before it is closed (REQ-111)', async () => {
  await house.at('2027-03-15T14:00:00Z');
  await tell('/start');
  await tell(`/reviews/${meeting.reviewIds[0]}/activate`);
  expect(await now('ana')).toMatchObject([{ state: 'in-session', missed: null }]);

  await house.at(nextDay);

  expect(await now('ana')).toMatchObject([{ state: 'in-session', missed: 'not-ended' }]);
  expect((await due()).notes).toContain('Planned for Mon 15 Mar 2027: begun, and nobody ended it');
  await tell(`/reviews/${meeting.reviewIds[0]}/entries`, { kind: 'need', text: 'A bed.' });
  await tell('/end');
  const codes = async () =>
    (await house.as('ana').get(path('/closing'))).body.gaps.map(
      ({ code }: { code: string }) => code,
    );
  expect(await codes()).toContain('times-missing');
  expect((await tell(`/reviews/${meeting.reviewIds[0]}/times`, held)).status).toBe(200);
  expect(await codes()).not.toContain('times-missing');
});

test('what was held while nobody had the page open is written down afterwards and counts from its own day (REQ-106, REQ-111, T13)', async () => {
  await house.at(nextDay);
  expect((await tell('/held', held, 'bo')).body.type).toBe('only-the-facilitator-leads');
  expect((await tell('/held', held)).status).toBe(200);
  expect((await tell('/held', held)).body.type).toBe('conference-not-scheduled');
  expect((await house.as('ana').get(path())).body).toMatchObject({
    state: 'ended',
    ...held,
    reviews: [{ state: 'done', ...held }],
  });
  expect((await due()).notes).toContain('Held Mon 15 Mar; counts once its record is finished');

  const review = `/reviews/${meeting.reviewIds[0]}`;
  const people = [work.ana, work.bo].map(({ staffId }) => ({ kind: 'staff', id: staffId }));
  for (const person of people) await tell(`${review}/attendance`, { person, state: 'present' });
  const theirs = { person: { kind: 'client', id: alma.clientId }, reason: 'declined' };
  await tell(`${review}/attendance`, { ...theirs, state: 'absent' });
  await tell(`${review}/entries`, { kind: 'need', text: 'A bed.' });
  await tell(`${review}/summary`, { text: 'A bed for the winter.', how: 'aloud' });
  await tell(`${review}/explanations`, { what: 'no-action', reason: 'It was found there.' });
  const closed = await tell('/close');

  expect(closed).toMatchObject({ status: 200 });
  const { rows } = await house.owner.query(
    `select (r.started_at at time zone 'America/New_York')::date::text as held_on from client_review r where r.review_id = $1`,
    [meeting.reviewIds[0]],
  );
  expect(rows).toEqual([{ held_on: '2027-03-15' }]);
  expect(await now('ana')).toEqual([]);
});

test('it is held after it was planned, before now, and no longer than a meeting lasts; when each of several was discussed is asked (REQ-111)', async () => {
  await house.at(nextDay);
  const refusals = [
    [{ startedAt: held.endedAt, endedAt: held.startedAt }, 'ends-before-it-starts'],
    [{ ...held, endedAt: '2027-03-16T14:00:00Z' }, 'longer-than-a-meeting'],
    [{ startedAt: '2027-03-16T12:50:00Z', endedAt: '2027-03-16T13:10:00Z' }, 'not-over-yet'],
    [{ startedAt: '2027-03-11T14:00:00Z', endedAt: '2027-03-11T15:00:00Z' }, 'held-before-invited'],
  ] as const;
  for (const [times, type] of refusals) expect((await tell('/held', times)).body.type).toBe(type);

  await house.at(before);
  meeting = await meetings.planned('ana', [alma, bert], work);
  await meetings.invited('ana', meeting);
  await house.at(nextDay);
  expect((await tell('/held', held)).status).toBe(200);

  const { body } = await house.as('ana').get(path());
  expect(body.reviews).toMatchObject([
    { state: 'done', startedAt: null },
    { state: 'done', startedAt: null },
  ]);
});

test('what did not take place is called off without a letter once its time is over (REQ-055)', async () => {
  await house.owner.query(
    `update client set email = 'alma@example.org', may_email = true where client_id = $1`,
    [alma.clientId],
  );
  meeting = await meetings.planned('ana', [alma], work);
  await meetings.invited('ana', meeting);
  await house.at(nextDay);

  const reply = await tell('/cancel', { reason: 'Nobody came.' });

  expect(reply.body).toMatchObject({ told: 0 });
  const { rows } = await house.owner.query(
    `select kind from mail where conference_id = $1 and kind = 'cancellation'`,
    [meeting.conferenceId],
  );
  expect(rows).toEqual([]);
  const waiting = (await now('ana')).map(({ conferenceId }: Meeting) => conferenceId);
  expect(waiting).not.toContain(meeting.conferenceId);
});

test('whoever may not know of a client learns nothing of their conferences by naming them (EP-01, S2)', async () => {
  await house.at('2027-03-15T14:30:00Z');
  const of = async (who: string) =>
    (await house.as(who).get(`/api/conferences?view=upcoming&clientId=${alma.clientId}`)).body;
  const nobody = { conferences: [], next: null };

  expect((await of('ana')).conferences).toHaveLength(1);
  expect(await of('ed')).toEqual(nobody);
  expect(await of('flo')).toEqual(nobody);
});
