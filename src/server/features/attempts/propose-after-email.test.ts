import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn, type GivenAgency, type GivenClient, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { proposeAfterSilence } from './propose-after-silence.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
afterAll(() => house.close());

let agency: GivenAgency;
let ana: GivenStaff;
let bo: GivenStaff;
let alma: GivenClient;
let providerId: string;
let conferenceId: string;
let review: string;

const as = (who = 'ana') => house.as(who);

beforeAll(async () => {
  await house.at('2026-05-01T15:00:00Z');
  agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Health Home', preset: 'health-home' });
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  alma = await given.client(agency, { program, worker: ana, enrolledOn: '2026-01-05' });
  ({ providerId } = await given.provider(agency));
  await given.consent(agency, { client: alma, providerId, by: ana });
  await as().post(`/api/clients/${alma.clientId}/care-team/add`, {
    kind: 'provider',
    personId: providerId,
    servesAs: 'Primary care',
    from: '2026-02-01',
  });
  const { body } = await as().post('/api/conferences/by-email', {
    enrollmentId: alma.enrollmentId,
  });
  ({ conferenceId } = body);
  const { reviews } = (await as().get(`/api/conferences/${conferenceId}`)).body;
  review = `/api/conferences/${conferenceId}/reviews/${reviews[0].reviewId}`;
  await house.owner.query(`update sign_in.session set "expiresAt" = '2028-01-01Z'`);
});

const write = (from: object, sentAt: string) =>
  as().post(`${review}/exchange`, {
    from,
    sentAt,
    text: 'What was written',
    isSubstantive: true,
    isCopy: true,
  });
const silences = async (who = 'ana') => (await as(who).get('/api/today/waiting')).body.silences;

test('an email of an exchange that nobody answered for five days is proposed as an attempt, once (REQ-157, REQ-160)', async () => {
  expect((await write({ kind: 'staff', id: ana.staffId }, '2026-05-01T14:00:00Z')).status).toBe(
    200,
  );
  await house.at('2026-05-05T15:00:00Z');
  expect(await proposeAfterSilence(house.shell)).toBe(0);

  await house.at('2026-05-06T15:00:00Z');
  expect(await proposeAfterSilence(house.shell)).toBe(1);
  expect(await proposeAfterSilence(house.shell)).toBe(0);
  expect(await silences()).toMatchObject([
    {
      asked: 'perhaps-email',
      conferenceId,
      name: 'Dr Hana Lee',
      clients: ['Alma Rivera'],
      sentOn: '2026-05-01',
    },
  ]);
  expect(await silences('bo')).toEqual([]);
});

test('confirmed it is an attempt of the day on which it was sent, and is not proposed again', async () => {
  const [{ attemptIds }] = await silences();

  expect((await as().post('/api/attempts/confirm', { attemptIds })).body).toEqual({ confirmed: 1 });
  expect(await silences()).toEqual([]);
  expect(await proposeAfterSilence(house.shell)).toBe(0);
  const { body } = await as().get(`/api/clients/${alma.clientId}/attempts`);
  expect(body.attempts).toMatchObject([
    { on: '2026-05-01', inWords: 'Dr Hana Lee by email: no answer.' },
  ]);
});

test('an answer that still comes takes the proposal away', async () => {
  await write({ kind: 'staff', id: ana.staffId }, '2026-05-06T14:00:00Z');
  await house.at('2026-05-12T15:00:00Z');
  expect(await proposeAfterSilence(house.shell)).toBe(1);
  expect(await silences()).toHaveLength(1);

  await write({ kind: 'provider', id: providerId }, '2026-05-12T13:00:00Z');
  expect(await silences()).toEqual([]);
});

test('of three who were wanted, only the one who was invited is proposed, and as somebody who surely was asked (REQ-157)', async () => {
  await house.owner.query(`update consent set recorded_at = '2026-01-02Z'`);
  await house.owner.query(`update consent_party set recorded_at = '2026-01-02Z'`);
  const wanted = [
    providerId,
    (await given.provider(agency, { name: 'Nell Park' })).providerId,
    (await given.provider(agency, { name: 'Omar Reyes' })).providerId,
  ];
  const meeting = await meetings.planned('ana', [alma], {
    ana,
    bo,
    people: wanted.map((id) => ({ kind: 'provider', id })),
    on: '2026-05-13',
  });
  const path = `/api/conferences/${meeting.conferenceId}`;
  const schedule = { on: '2026-05-13', time: '10:00', minutes: 60, timeZone: 'America/New_York' };
  await as().post(`${path}/schedule`, {
    version: await meeting.version(),
    schedule: { ...schedule, mode: 'email', modeReason: 'distance' },
  });
  expect((await as().get(path)).body.schedule).toMatchObject({ mode: 'email', modeReason: null });
  await meetings.invited('ana', meeting);
  await house.at('2026-05-13T14:00:00Z');
  expect((await as().post(`${path}/start`)).status).toBe(200);
  const [reviewId] = meeting.reviewIds;
  expect((await as().post(`${path}/reviews/${reviewId}/activate`)).status).toBe(200);
  review = `${path}/reviews/${reviewId}`;
  expect((await write({ kind: 'staff', id: ana.staffId }, '2026-05-13T14:00:00Z')).status).toBe(
    200,
  );

  await house.at('2026-05-20T15:00:00Z');
  expect(await proposeAfterSilence(house.shell)).toBe(1);
  expect(await silences()).toMatchObject([
    { asked: 'email', conferenceId: meeting.conferenceId, name: 'Dr Hana Lee' },
  ]);
});

test('nobody but the service learns which emails were not answered', async () => {
  const { rows } = await house.owner.query(
    `select has_function_privilege('roundtable_app', 'auth.unanswered_exchanges(timestamptz, timestamptz)', 'execute') as app,
       has_function_privilege('roundtable_worker', 'auth.unanswered_exchanges(timestamptz, timestamptz)', 'execute') as worker`,
  );

  expect(rows).toEqual([{ app: false, worker: true }]);
});
