import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
afterAll(() => house.close());

let agency: GivenAgency;
let program: GivenProgram;
let ana: GivenStaff;
let bo: GivenStaff;
let alma: GivenClient;
let bao: GivenClient;
let lee: string;

beforeAll(async () => {
  await house.at('2027-03-01T15:00:00Z');
  const work = await meetings.agencyAtWork();
  ({ agency, program, ana, bo } = work);
  alma = await given.client(agency, { program: work.program, worker: ana });
  bao = await given.client(agency, { program: work.program, worker: ana, name: 'Bao Chen' });
  lee = (await given.provider(agency)).providerId;
  for (const client of [alma, bao])
    await given.consent(agency, { client, providerId: lee, by: ana });
  await house.owner.query(`update consent set recorded_at = '2026-01-02Z'`);
  await house.owner.query(
    `update client set may_email = true, email = 'client' || client_number || '@example.org'`,
  );
});

/** A draft to which the client herself and Dr Lee are asked. */
const planned = (client: GivenClient, on: string) =>
  meetings.planned('ana', [client], {
    ana,
    bo,
    people: [{ kind: 'provider', id: lee }],
    on,
  });

async function died({ clientId }: GivenClient, on: string) {
  const { body } = await house.as('ana').get(`/api/clients/${clientId}/details`);
  const { clientId: _id, number: _number, identifiers: _identifiers, ...details } = body;
  return house.as('ana').post(`/api/clients/${clientId}/details`, { ...details, deceasedOn: on });
}

const mailsTo = async (conferenceId: string, { clientId }: GivenClient) =>
  (
    await house.owner.query(
      `select kind, state, problem from mail where conference_id = $1 and client_id = $2 order by mail_id`,
      [conferenceId, clientId],
    )
  ).rows;
const sentToClients = () => house.mails.filter(({ to }) => to.startsWith('client'));

test('a mail to the client that waits when the date of death is recorded is cancelled, and nobody can send it (C-28)', async () => {
  const meeting = await planned(alma, '2027-03-20');
  await meetings.invited('ana', meeting);
  expect(await mailsTo(meeting.conferenceId, alma)).toMatchObject([
    { kind: 'invitation', state: 'queued' },
  ]);

  expect((await died(alma, '2027-02-28')).status).toBe(200);
  await house.runJobs();

  expect(sentToClients()).toEqual([]);
  expect(house.mails.map(({ to }) => to)).not.toEqual([]);
  expect(await mailsTo(meeting.conferenceId, alma)).toEqual([
    { kind: 'invitation', state: 'cancelled', problem: 'recipient-has-died' },
  ]);
  const { mails } = (await house.as('ana').get(`/api/conferences/${meeting.conferenceId}/mails`))
    .body;
  const theirs = mails.find(({ toName }: any) => toName === 'Alma Rivera');
  expect(theirs).toMatchObject({
    inWords: 'Was cancelled before it was sent. Whom it was for has died.',
    maySendAgain: false,
  });

  const sheet = `/api/conferences/${meeting.conferenceId}/agendas/client/${alma.clientId}/sheet.pdf`;
  expect(await house.as('ana').get(sheet)).toMatchObject({
    status: 409,
    body: { type: 'recipient-has-died' },
  });

  // Neither a change of time nor the word that it is off is written to her any more.
  const off = { reason: 'She has died.' };
  const { status } = await house
    .as('ana')
    .post(`/api/conferences/${meeting.conferenceId}/cancel`, off);
  expect(status).toBe(200);
  await house.runJobs();
  expect(sentToClients()).toEqual([]);
  expect(await mailsTo(meeting.conferenceId, alma)).toHaveLength(1);
});

test('a date of death that is taken back holds the mail that it stopped, and a person sends it again (C-28)', async () => {
  const cal = await given.client(agency, { program, worker: ana, name: 'Cal Moss' });
  await house.owner.query(
    `update client set may_email = true, email = 'cal@example.org' where client_id = $1`,
    [cal.clientId],
  );
  const meeting = await planned(cal, '2027-03-21');
  await meetings.invited('ana', meeting);
  await died(cal, '2027-02-28');
  expect((await died(cal, '')).status).toBe(200);

  const { mails } = (await house.as('ana').get(`/api/conferences/${meeting.conferenceId}/mails`))
    .body;
  const theirs = mails.find(({ toName }: any) => toName === 'Cal Moss');
  expect(theirs).toMatchObject({
    state: 'held',
    inWords: expect.stringContaining('taken back'),
    maySendAgain: true,
  });
  expect((await house.as('ana').post(`/api/outbox/${theirs.mailId}/send-again`)).status).toBe(200);
  await house.runJobs();
  expect(house.mails.map(({ to }) => to)).toContain('cal@example.org');
});

test('no mail server is handed a mail to somebody dead, whatever was forgotten above it (C-28)', async () => {
  await house.owner.query(`update mail set state = 'queued' where client_id = $1`, [alma.clientId]);
  await expect(
    house.owner.query(`update mail set state = 'sending' where client_id = $1`, [alma.clientId]),
  ).rejects.toThrow('nobody writes to the dead');
  const { rows } = await house.owner.query(`select mail_id from mail where client_id = $1`, [
    alma.clientId,
  ]);
  await house.owner.query(`update mail set state = 'failed' where client_id = $1`, [alma.clientId]);

  expect(await house.as('ana').post(`/api/outbox/${rows[0].mail_id}/send-again`)).toMatchObject({
    status: 409,
    body: { type: 'recipient-has-died' },
  });
});

test('who has died is asked to no conference, neither at first nor later, and is not suggested (C-28)', async () => {
  const before = await planned(bao, '2027-03-22');
  await died(bao, '2027-02-27');
  const read = async () =>
    (await house.as('ana').get(`/api/conferences/${before.conferenceId}`)).body;
  const view = await read();
  const themself = view.attendees.find(({ person }: any) => person.kind === 'client');
  expect(themself).toMatchObject({ hasEmail: false, hasDied: true });
  const preview = await house
    .as('ana')
    .get(`/api/conferences/${before.conferenceId}/agendas/client/${bao.clientId}`);
  expect(preview.body).toMatchObject({ mail: null, notWrittenBecause: 'has-died' });

  const attendees = view.attendees.map(({ person, wantedFor }: any) => ({
    person,
    reviewIds: wantedFor,
  }));
  const save = (people: object[], more: object = {}) =>
    house.as('ana').post(`/api/conferences/${before.conferenceId}/people`, {
      version: view.version,
      attendees: people,
      ...more,
    });
  expect(await save(attendees)).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'attendees', message: 'Bao Chen has died. Leave them out.' }] },
  });
  const [reviewId] = before.reviewIds;
  const without = attendees.filter(({ person }: any) => person.kind !== 'client');
  const saved = await save(without, { clientsNotAsked: [{ reviewId, because: 'has-died' }] });
  expect(saved.status).toBe(200);
  expect((await read()).suggested.map(({ person }: any) => person.kind)).not.toContain('client');
});

test('nobody begins a plan after their death, nor takes them into one; what was planned before stays (C-28)', async () => {
  const as = house.as('ana');
  const cora = await given.client(agency, { program, worker: ana, name: 'Cora Lane' });
  const refused = { status: 409, body: { type: 'client-has-died' } };
  expect(await as.post('/api/conferences', { enrollmentIds: [bao.enrollmentId] })).toMatchObject(
    refused,
  );
  const begun = await as.post('/api/conferences', { enrollmentIds: [cora.enrollmentId] });
  const review = ({ enrollmentId }: GivenClient) => ({
    enrollmentId,
    plannedMinutes: 20,
    reasons: [],
  });
  const path = `/api/conferences/${begun.body.conferenceId}`;
  const { version } = (await as.get(path)).body;
  const save = (clients: GivenClient[]) =>
    as.post(`${path}/clients`, {
      version,
      reviews: clients.map(review),
    });
  expect(await save([cora, bao])).toMatchObject(refused);
  await died(cora, '2027-02-28');
  expect((await save([cora])).status).toBe(200);

  // Abilities travel with the record: nothing offers what would be refused.
  const may = async ({ clientId }: GivenClient) => [
    (await as.get(`/api/clients/${clientId}`)).body.may.plan,
    (await as.get(`/api/clients/${clientId}/enrollments`)).body.mayPlan,
  ];
  const dora = await given.client(agency, { program, worker: ana, name: 'Dora Lane' });
  expect(await may(bao)).toEqual([false, false]);
  expect(await may(dora)).toEqual([true, true]);
});

test('a request to them is not written down for a day after their death, and they are no way to ask (REQ-157, C-28)', async () => {
  const { body } = await house.as('ana').get(`/api/clients/${bao.clientId}/attempts/new`);
  expect(body.people.map(({ person }: any) => person.kind)).not.toContain('client');
  const log = (on: string) =>
    house.as('ana').post(`/api/clients/${bao.clientId}/attempts`, {
      enrollmentId: bao.enrollmentId,
      on,
      channel: 'telephone',
      outcome: 'no_response',
      nextStep: 'call-again',
      to: { kind: 'client', id: bao.clientId },
      note: '',
    });

  expect(await log('2027-02-28')).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'on', message: expect.stringContaining('died on Sat 27 Feb 2027') }] },
  });
  expect((await log('2027-02-26')).status).toBe(200);
});

test('until the enrollment is ended Today says why nothing is to be planned; ended on that day, the duty is gone (C-28)', async () => {
  const rows = async () =>
    (await house.as('ana').get('/api/today/due?when=all')).body.rows.filter(
      ({ clientId }: any) => clientId === bao.clientId,
    );
  expect(await rows()).toMatchObject([
    {
      diedOn: '2027-02-27',
      notes: expect.arrayContaining(['Died on Sat 27 Feb 2027: end the enrollment']),
    },
  ]);
  const { status } = await house.as('ana').post(`/api/enrollments/${bao.enrollmentId}/end`, {
    endedOn: '2027-02-27',
    reason: 'deceased',
  });

  expect(status).toBe(200);
  expect(await rows()).toEqual([]);
});
