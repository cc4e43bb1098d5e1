import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenClient, type GivenStaff } from '#test/given.ts';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { startHouse } from '#test/house.ts';
import { proposeAfterSilence } from './propose-after-silence.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
afterAll(() => house.close());

let work: GivenAgencyAtWork;
let ana: GivenStaff;
let alma: GivenClient;
let bao: GivenClient;
let conferenceId: string;

beforeAll(async () => {
  await house.at('2027-03-01T15:00:00Z');
  work = await meetings.agencyAtWork();
  ({ ana } = work);
  const { agency, program, bo } = work;
  const hillside = await given.agency('hillside');
  await given.staff(hillside, 'olga', {
    roles: ['case-manager'],
    program: await given.program(hillside),
  });
  alma = await given.client(agency, { program, worker: ana });
  bao = await given.client(agency, { program, worker: ana, name: 'Bao Chen' });
  const lee = await given.provider(agency);
  const park = await given.provider(agency, { name: 'Nell Park' });
  for (const client of [alma, bao])
    for (const { providerId } of [lee, park])
      await given.consent(agency, { client, providerId, by: ana });
  await house.owner.query(`update consent set recorded_at = '2026-01-02Z'`);
  const meeting = await meetings.planned('ana', [alma, bao], {
    ana,
    bo,
    people: [
      { kind: 'provider', id: lee.providerId },
      { kind: 'provider', id: park.providerId, clients: [0] },
    ],
    on: '2027-03-20',
  });
  await meetings.invited('ana', meeting);
  await house.runJobs();
  ({ conferenceId } = meeting);
  await house.owner.query(`update sign_in.session set "expiresAt" = '2028-01-01Z'`);
  await house.owner.query(`update attendee set response = 'yes' where provider_id = $1`, [
    park.providerId,
  ]);
});

const waiting = async (who: string) => (await house.as(who).get('/api/today/waiting')).body;
const evidence = async () => {
  const { body } = await house.as('ana').get('/api/today/due?when=all');
  return body.rows.map((row: { name: string; evidence: string }) => `${row.name}: ${row.evidence}`);
};

test('before five days of silence nothing is proposed', async () => {
  await house.at('2027-03-06T04:59:00Z');

  expect(await proposeAfterSilence(house.shell)).toBe(0);
  expect((await waiting('ana')).silences).toEqual([]);
});

test('after five days an invitation without an answer is proposed as an attempt, once, and counts nothing yet (REQ-157)', async () => {
  await house.at('2027-03-06T05:01:00Z');

  expect(await proposeAfterSilence(house.shell)).toBe(2);
  expect(await proposeAfterSilence(house.shell)).toBe(0);

  const { silences, replies } = await waiting('ana');
  expect(silences).toMatchObject([
    {
      conferenceId,
      name: 'Dr Hana Lee',
      clients: ['Bao Chen', 'Alma Rivera'],
      sentOn: '2027-03-01',
    },
  ]);
  expect(replies.map(({ name }: { name: string }) => name)).not.toContain('Dr Hana Lee');
  expect((await evidence()).join()).not.toMatch(/attempt/);
});

test('whoever did not plan the conference is shown no proposal, and another agency can settle none', async () => {
  const [{ attemptIds }] = (await waiting('ana')).silences;

  expect((await waiting('bo')).silences).toEqual([]);
  expect((await waiting('olga')).silences).toEqual([]);
  expect((await house.as('olga').post('/api/attempts/confirm', { attemptIds })).status).toBe(404);
});

test('confirmed, it counts from the day on which the request was sent, and is in the record; two who confirm count it once', async () => {
  const [{ attemptIds }] = (await waiting('ana')).silences;
  const almas = attemptIds[1];

  const both = await Promise.all(
    ['ana', 'bo'].map((who) =>
      house.as(who).post('/api/attempts/confirm', { attemptIds: [almas] }),
    ),
  );

  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const { body } = await house.as('ana').get(`/api/clients/${alma.clientId}/attempts`);
  expect(body.attempts).toMatchObject([
    { on: '2027-03-01', inWords: 'Dr Hana Lee by email: no answer.', nextStep: 'call-again' },
  ]);
  expect((await evidence()).find((each: string) => each.startsWith('Alma'))).toMatch(/1 .*attempt/);
  const record = (await house.as('ana').get(`/api/clients/${alma.clientId}/record?kinds=attempt`))
    .body.entries;
  expect(record).toMatchObject([
    {
      on: '2027-03-01',
      detail: 'Next step: call again. Sent by the product, and confirmed',
      late: 'Recorded 5 days later',
    },
  ]);
});

test('dismissed, it counts nothing and is not proposed again', async () => {
  const [{ attemptIds }] = (await waiting('ana')).silences;

  expect((await house.as('ana').post('/api/attempts/dismiss', { attemptIds })).body).toEqual({
    dismissed: 1,
  });
  expect((await waiting('ana')).silences).toEqual([]);
  expect((await waiting('ana')).replies.map(({ name }: { name: string }) => name)).toContain(
    'Dr Hana Lee',
  );
  await house.at('2027-03-10T15:00:00Z');
  expect(await proposeAfterSilence(house.shell)).toBe(0);
  expect((await evidence()).find((each: string) => each.startsWith('Bao'))).not.toMatch(/attempt/);
});

test('nobody but the service learns which invitations were not answered', async () => {
  const { rows } = await house.owner.query(
    `select has_function_privilege('roundtable_app', 'auth.unanswered_invitations(timestamptz, timestamptz)', 'execute') as app,
       has_function_privilege('roundtable_worker', 'auth.unanswered_invitations(timestamptz, timestamptz)', 'execute') as worker`,
  );

  expect(rows).toEqual([{ app: false, worker: true }]);
});

test('silence after an invitation that was sent again is counted from the mail in its place, and once (REQ-157)', async () => {
  await house.at('2027-04-01T15:00:00Z');
  const reed = await given.provider(work.agency, { name: 'Ona Reed' });
  await given.consent(work.agency, { client: alma, providerId: reed.providerId, by: ana });
  const meeting = await meetings.planned('ana', [alma], {
    ...work,
    people: [{ kind: 'provider', id: reed.providerId }],
    on: '2027-04-20',
  });
  await meetings.invited('ana', meeting);
  await house.runJobs();
  await house.at('2027-04-03T15:00:00Z');
  const { body } = await house.as('ana').get(`/api/conferences/${meeting.conferenceId}/mails`);
  const { mailId } = body.mails.find(({ toName }: { toName: string }) => toName === 'Ona Reed');
  expect((await house.as('ana').post(`/api/outbox/${mailId}/send-again`)).status).toBe(200);
  await house.runJobs();
  const proposedOn = async (day: string) => {
    await house.at(`${day}T12:00:00Z`);
    await proposeAfterSilence(house.shell);
    const { rows } = await house.owner.query(
      `select attempted_on::text as on from attempt where provider_id = $1`,
      [reed.providerId],
    );
    return rows.map(({ on }) => on);
  };

  expect(await proposedOn('2027-04-06')).toEqual([]);
  expect(await proposedOn('2027-04-08')).toEqual(['2027-04-03']);
  expect(await proposedOn('2027-04-10')).toEqual(['2027-04-03']);
});
