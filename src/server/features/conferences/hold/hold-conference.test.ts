import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenClient, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const rowsOf = async (text: string, values: unknown[] = []) =>
  (await house.owner.query(text, values)).rows;

type Each = { state: string; plannedMinutes: number; clientName: string; clients: unknown[] };

let work: GivenAgencyAtWork;
let clients: GivenClient[];
let cy: GivenStaff;
let meeting: Meeting;

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

test('it starts with its three roles filled, by the facilitator, and a second press changes nothing (REQ-059, REQ-060, REQ-061)', async () => {
  const noTimekeeper = await ana().post(path('/roles'), {
    version: await meeting.version(),
    roles: { facilitator: work.ana.staffId, timekeeper: null, notetaker: work.bo.staffId },
  });
  expect(noTimekeeper.status).toBe(200);
  expect((await ana().post(path('/start'))).body.type).toBe('timekeeper-missing');
  await ana().post(path('/roles'), {
    version: await meeting.version(),
    roles: {
      facilitator: work.ana.staffId,
      timekeeper: work.bo.staffId,
      notetaker: work.bo.staffId,
    },
  });

  expect((await house.as('bo').post(path('/start'))).body.type).toBe('only-the-facilitator-leads');
  const first = await ana().post(path('/start'));
  const second = await ana().post(path('/start'));
  expect(first.status).toBe(200);
  expect(second.body).toEqual(first.body);
});

test('exactly one client is open, with the minutes planned and used (REQ-058, REQ-067, REQ-068)', async () => {
  await begin();
  await house.at('2027-03-15T14:10:00Z');
  await ana().post(review(1, '/minutes'), { plannedMinutes: 25 });
  await ana().post(review(1, '/activate'));
  const { reviews } = await read();

  expect(reviews.map((each: Each) => [each.state, each.plannedMinutes])).toEqual([
    ['done', 15],
    ['active', 25],
  ]);
  expect(reviews[0].endedAt).toBe(reviews[1].startedAt);
  expect((await ana().post(review(0, '/activate'))).body.type).toBe('review-already-begun');
});

test('going back in the agenda’s order is possible too: the later client first (REQ-058)', async () => {
  await house.at('2027-03-15T14:00:00Z');
  await ana().post(path('/start'));
  await ana().post(review(1, '/activate'));
  const reply = await ana().post(review(0, '/activate'));

  expect(reply.status).toBe(200);
  expect((await read()).reviews.map((each: Each) => each.state)).toEqual(['active', 'done']);
});

test('the closing checks name what is missing and where: a client leaves with an action or a stated reason (REQ-071, REQ-117)', async () => {
  await begin();
  const need = await ana().post(review(0, '/entries'), { kind: 'need', text: 'A ride' });
  await house.at('2027-03-15T14:20:00Z');
  await ana().post(path('/end'));
  const gaps = async () =>
    (await ana().get(path('/closing'))).body.gaps.map(
      (gap: { code: string; field: string }) => `${gap.code} ${gap.field}`,
    );

  expect(new Set(await gaps())).toEqual(
    new Set([
      'attendance-missing attendance',
      'summary-not-confirmed summary',
      'action-missing action-items',
    ]),
  );
  expect((await ana().post(path('/close'))).body.type).toBe('closing-checks-open');
  await ana().post(review(0, '/explanations'), {
    what: 'no-action',
    reason: 'Rides come by themselves',
  });
  expect(await gaps()).not.toContain('action-missing action-items');
  await ana().post(review(0, '/explanations'), { what: 'no-action', reason: null });
  expect(await gaps()).toContain('action-missing action-items');
  expect(need.status).toBe(200);
  const { body } = await ana().get(path('/closing'));
  expect(body.notCovered.map((each: Each) => each.clientName)).toEqual(['Bert Chen']);
});

test('times are corrected within the meeting and never overlap (REQ-111)', async () => {
  await begin();
  await house.at('2027-03-15T14:10:00Z');
  await ana().post(review(1, '/activate'));
  await house.at('2027-03-15T14:20:00Z');
  await ana().post(path('/end'));
  const times = (startedAt: string, endedAt: string) =>
    ana().post(review(0, '/times'), { startedAt, endedAt });

  expect((await times('2027-03-15T14:01:00Z', '2027-03-15T14:15:00Z')).body.type).toBe(
    'reviews-overlap',
  );
  expect((await times('2027-03-15T13:00:00Z', '2027-03-15T14:05:00Z')).body.type).toBe(
    'outside-the-conference',
  );
  expect((await times('2027-03-15T10:02:00-04:00', '2027-03-15T14:09:00Z')).status).toBe(200);
  expect((await read()).reviews[0].startedAt).toBe('2027-03-15T14:02:00Z');
});

test('who was there is said again and again, and every word is kept (REQ-014, REQ-108)', async () => {
  await begin();
  const person = { kind: 'client', id: clients[0]?.clientId };
  await ana().post(review(0, '/attendance'), { person, state: 'absent', reason: 'ill' });
  await ana().post(review(0, '/attendance'), { person, state: 'present' });
  const versions = await rowsOf(
    `select v.present, v.superseded_at is null as current from attendance_version v
     join review_attendee w using (agency_id, review_attendee_id) where w.review_id = $1 order by v.recorded_at`,
    [meeting.reviewIds[0]],
  );

  expect(versions).toEqual([
    { present: false, current: false },
    { present: true, current: true },
  ]);
});

test('a meeting that was started by mistake is recorded as not held, unless something was written', async () => {
  await begin();
  await ana().post(review(0, '/entries'), { kind: 'need', text: 'A ride' });
  expect((await ana().post(path('/discard'), { reason: 'Wrong day' })).body.type).toBe(
    'conference-has-content',
  );

  meeting = await meetings.planned('ana', clients, { ...work, time: '11:00' });
  await meetings.invited('ana', meeting);
  await ana().post(path('/start'));
  expect((await ana().post(path('/discard'), { reason: 'Wrong day' })).status).toBe(200);
  expect(await read()).toMatchObject({ state: 'discarded', withdrawnBecause: 'Wrong day' });
});

test('staff who are asked but not on a client’s case see the meeting and no trace of that client', async () => {
  const draft = (
    await ana().post('/api/conferences', { enrollmentIds: [clients[0]?.enrollmentId] })
  ).body;
  const where = `/api/conferences/${draft.conferenceId}`;
  const { body } = await ana().get(where);
  await ana().post(`${where}/people`, {
    version: body.version,
    attendees: [
      { person: { kind: 'staff', id: work.ana.staffId }, reviewIds: [body.reviews[0].reviewId] },
      { person: { kind: 'staff', id: cy.staffId }, reviewIds: [body.reviews[0].reviewId] },
      {
        person: { kind: 'client', id: clients[0]?.clientId },
        reviewIds: [body.reviews[0].reviewId],
      },
    ],
  });
  const seen = await house.as('cy').get(where);

  expect(seen.status).toBe(200);
  expect(seen.body.reviews).toEqual([]);
  expect(seen.body.timeBudget.plannedMinutes).toBe(0);
  expect(JSON.stringify(seen.body)).not.toMatch(/Alma|Rivera/);
  const listed = (await house.as('cy').get('/api/conferences')).body.conferences;
  expect(listed.map((each: Each) => each.clients)).toEqual([[]]);
  const hidden = await house.as('cy').get(`${where}/mails`);
  expect(JSON.stringify(hidden.body)).not.toMatch(/Alma|Rivera/);
  const role = await ana().post(`${where}/roles`, {
    version: (await ana().get(where)).body.version,
    roles: { facilitator: cy.staffId },
  });
  expect(role.body.type).toBe('role-needs-every-client');
  const cancelled = await house.as('cy').post(`${where}/cancel`, { reason: 'Not needed' });
  expect(cancelled.body.type).toBe('needs-every-client');
});

test('a colleague on the case who does not take part reads it, and writes nothing', async () => {
  await begin();
  const reply = await house
    .as('di')
    .post(review(0, '/entries'), { kind: 'need', text: 'From outside' });

  expect(reply).toMatchObject({ status: 403, body: { type: 'not-taking-part' } });
  expect((await read('di')).may).toMatchObject({ write: false, lead: false, close: false });
});

test('a mail to a client names the client, so it is listed only for staff who see the client (EP-14)', async () => {
  await rowsOf('update conference set staff_ids = staff_ids || $1::uuid where conference_id = $2', [
    cy.staffId,
    meeting.conferenceId,
  ]);
  const listed = async (name: string) =>
    (await house.as(name).get(path('/mails'))).body.mails.map((mail: { to: string }) => mail.to);

  expect(await listed('ana')).toContain('alma@example.org');
  expect(new Set(await listed('cy'))).toEqual(new Set(['ana@example.org', 'bo@example.org']));
});
