import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Mail } from '#server/platform/mailer.ts';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const { mailer } = house.shell;
let work: GivenAgencyAtWork;
let client: GivenClient;
let delivered: Mail[] = [];

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  await meetings.agencyAtWork('hillside');
  client = await given.client(work.agency, { program: work.program, worker: work.ana });
});
afterEach(() => {
  house.shell.mailer = mailer;
  delivered = [];
});
afterAll(() => house.close());

const deliverAs = (
  outcome: 'sent' | 'outcome-unknown' | 'mail-server-refused' | 'mail-server-busy',
) =>
  house.deliverBy(async (mail) => {
    delivered.push(mail);
    return outcome === 'sent' ? 'sent' : { failed: outcome };
  });

async function invitation() {
  const meeting = await meetings.planned('ana', [client], work);
  await meetings.invited('ana', meeting);
  const mails = async () => {
    const { body } = await house.as('ana').get(`/api/conferences/${meeting.conferenceId}/mails`);
    return body.mails.filter((mail: { to: string }) => mail.to === 'bo@example.org');
  };
  return { meeting, mail: async () => (await mails())[0] };
}

test('a mail is written down before it is sent, and then sent once', async () => {
  deliverAs('sent');
  const { mail } = await invitation();
  const waiting = await mail();
  expect(waiting).toMatchObject({ state: 'queued', maySendAgain: false });
  const again = await house.as('ana').post(`/api/outbox/${waiting.mailId}/send-again`);
  expect(again.body.type).toBe('mail-not-to-be-sent-again');
  await house.runJobs();
  await house.runJobs();

  const { mailId, state } = await mail();
  const theirs = delivered.filter(({ to }) => to === 'bo@example.org');
  expect(state).toBe('sent');
  expect(theirs.map(({ messageId }) => messageId)).toEqual([`<${mailId}@localhost>`]);
  expect(theirs[0]?.fromName).toBeUndefined();
});

test('what a job did stands in the audit trail under the name of who asked for it', async () => {
  deliverAs('sent');
  const { mail } = await invitation();
  const { mailId } = await mail();
  await house.runJobs();

  const { rows } = await house.owner.query(
    `select actor_id, agency_id, outcome from audit where operation = 'job send-mail' and $1 = any(ids)`,
    [mailId],
  );
  const step = { actor_id: work.ana.staffId, agency_id: work.agency.agencyId, outcome: 'done' };
  expect(rows).toEqual([step, step]);
});

test('an unknown outcome is never sent again by itself, only by a person’s word and under the same id', async () => {
  deliverAs('outcome-unknown');
  const { mail } = await invitation();
  await house.runJobs();
  await house.runJobs();
  const before = await mail();
  expect(before).toMatchObject({ state: 'unknown', maySendAgain: true });

  deliverAs('sent');
  const count = delivered.filter(({ to }) => to === 'bo@example.org').length;
  await house.as('ana').post(`/api/outbox/${before.mailId}/send-again`);
  await house.runJobs();
  const ids = delivered
    .filter(({ to }) => to === 'bo@example.org')
    .map(({ messageId }) => messageId);
  expect(count).toBe(1);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  expect((await mail()).state).toBe('sent');
});

test('a crash between intent and outcome leaves a mail that counts as unknown at the next look', async () => {
  const { mail } = await invitation();
  const { mailId } = await mail();
  await house.owner.query(
    `update mail set state = 'sending', attempts = 1, sending_at = auth.now() - interval '6 minutes' where mail_id = $1`,
    [mailId],
  );
  deliverAs('sent');
  expect(await mail()).toMatchObject({ state: 'unknown', maySendAgain: true });
  await house.runJobs();

  expect((await mail()).state).toBe('unknown');
  expect(delivered.map(({ to }) => to)).not.toContain('bo@example.org');
});

test('a refused mail failed, and a busy server is asked again later', async () => {
  deliverAs('mail-server-refused');
  const refused = await invitation();
  await house.runJobs();
  expect(await refused.mail()).toMatchObject({ state: 'failed', problem: 'mail-server-refused' });

  deliverAs('mail-server-busy');
  const busy = await invitation();
  await house.runJobs();
  expect(await busy.mail()).toMatchObject({ state: 'queued', problem: 'mail-server-busy' });
});

test('without a mail server mails wait in the outbox, readable with their calendar entry, for administrators only', async () => {
  house.shell.mailer = undefined;
  const { mail } = await invitation();
  await house.runJobs();

  expect(await mail()).toMatchObject({ state: 'held', subject: 'Meeting invitation' });
  const { body } = await house.as('riverbend-admin').get('/api/outbox?state=held');
  expect(body.mails[0].calendarFile).toContain('BEGIN:VCALENDAR');
  expect(body.mails[0].text).toContain('You are invited to a meeting');
  expect((await house.as('hillside-admin').get('/api/outbox')).body.mails).toEqual([]);
  expect((await house.as('ana').get('/api/outbox')).status).toBe(403);
  const { mailId } = await mail();
  const foreign = await house.as('ana-hillside').post(`/api/outbox/${mailId}/send-again`);
  expect(foreign.body).toEqual({ type: 'not-found', status: 404, title: 'Not found.' });
});

test('what a busy server would not take does not go out after the meeting was called off', async () => {
  const { meeting, mail } = await invitation();
  const first = await mail();
  house.deliverBy(async (sent) => {
    delivered.push(sent);
    if (sent.messageId.includes(first.mailId))
      await house
        .as('ana')
        .post(`/api/conferences/${meeting.conferenceId}/cancel`, { reason: 'The office is shut' });
    return { failed: 'mail-server-busy' };
  });
  await house.runJobs();
  deliverAs('sent');
  delivered = [];
  await house.owner.query(
    `update queue.job set start_after = queue.job_now() where state < 'active'`,
  );
  await house.runJobs();

  const { body } = await house.as('ana').get(`/api/conferences/${meeting.conferenceId}/mails`);
  const theirs = body.mails.filter(({ to }: { to: string }) => to === 'bo@example.org');
  expect(theirs.map(({ state, problem }: Record<string, string>) => [state, problem])).toEqual([
    ['cancelled', 'superseded'],
    ['sent', null],
  ]);
  const ids = theirs.map(({ mailId }: { mailId: string }) => `<${mailId}@localhost>`);
  const sentNow = delivered.map(({ messageId }) => messageId);
  expect(ids.map((id: string) => sentNow.includes(id))).toEqual([false, true]);
});

test('what was held, or may have arrived, is not sent again once there is a newer word', async () => {
  deliverAs('outcome-unknown');
  const { meeting, mail } = await invitation();
  await house.runJobs();
  const { mailId } = await mail();
  await house
    .as('ana')
    .post(`/api/conferences/${meeting.conferenceId}/cancel`, { reason: 'The office is shut' });
  const again = await house.as('ana').post(`/api/outbox/${mailId}/send-again`);

  expect(again).toMatchObject({ status: 409, body: { type: 'mail-superseded' } });
  house.shell.mailer = undefined;
  const held = await invitation();
  await house.runJobs();
  expect((await held.mail()).state).toBe('held');
  await house
    .as('ana')
    .post(`/api/conferences/${held.meeting.conferenceId}/cancel`, { reason: 'The office is shut' });
  expect(await held.mail()).toMatchObject({ state: 'cancelled', problem: 'superseded' });
});
