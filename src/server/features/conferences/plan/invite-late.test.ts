import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const rowsOf = async (text: string, values: unknown[] = []) =>
  (await house.owner.query(text, values)).rows;

type Each = { person: { id: string }; name: string; because: string };

let work: GivenAgencyAtWork;
let known: GivenClient;
let secret: GivenClient;
let lee: string;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  await meetings.agencyAtWork('hillside');
  const nights = await given.program(work.agency, { name: 'Nights' });
  await given.staff(work.agency, 'cy', { roles: ['case-manager'], program: nights });
  const { program, ana: worker } = work;
  known = await given.client(work.agency, { program, worker, name: 'Zephyrine Quillfeather' });
  secret = await given.client(work.agency, { program, worker, name: 'Balthazar Oxenholme' });
  lee = (await given.provider(work.agency, { email: 'lee@clinic.example' })).providerId;
  await given.consent(work.agency, { client: known, providerId: lee, by: work.ana });
});
afterAll(() => house.close());

const sent = async () => {
  const meeting = await meetings.planned('ana', [known, secret], work);
  await meetings.invited('ana', meeting);
  await house.runJobs();
  house.mails.length = 0;
  return meeting;
};
const pathOf = ({ conferenceId }: Meeting) => `/api/conferences/${conferenceId}`;
const doctor = () => ({ kind: 'provider', id: lee });
const invite = async (meeting: Meeting, reviewIds: string[], by = 'ana') =>
  house.as(by).post(`${pathOf(meeting)}/late-invitations`, {
    version: await meeting.version(),
    attendees: [{ person: doctor(), reviewIds }],
  });
const takeOff = async (meeting: Meeting, person: object, by = 'ana') =>
  house.as(by).post(`${pathOf(meeting)}/people/take-off`, {
    version: await meeting.version(),
    person,
  });

test('somebody who was forgotten is invited afterwards as the others were, and nobody else is written to (REQ-055, EP-02)', async () => {
  const meeting = await sent();
  const { status, body } = await invite(meeting, meeting.reviewIds);
  await house.runJobs();

  expect(status).toBe(200);
  expect(body.invited).toMatchObject([{ name: 'Dr Hana Lee', reviewIds: [meeting.reviewIds[0]] }]);
  expect(body.withheld.map((each: Each) => each.because)).toEqual(['no-consent']);
  expect(house.mails.map(({ to, subject }) => [to, subject])).toEqual([
    ['lee@clinic.example', 'Meeting invitation'],
  ]);
  expect(house.mails[0]?.ics?.content).toContain('METHOD:REQUEST');
  expect(house.mails[0]?.text).toContain('10:00 am to 10:15 am');
  expect(JSON.stringify(house.mails)).not.toMatch(/Quillfeather|Oxenholme|riverbend|Care program/i);
  const { body: view } = await house.as('ana').get(pathOf(meeting));
  expect(view.attendees.find((each: Each) => each.person.id === lee)).toMatchObject({
    wantedFor: meeting.reviewIds,
    invitedTo: [meeting.reviewIds[0]],
    reply: 'waiting',
  });
});

test('when the missing consent comes, the same person is asked for the other client too and told the longer time (REQ-055)', async () => {
  const meeting = await sent();
  await invite(meeting, meeting.reviewIds);
  await house.as('ana').post(`${pathOf(meeting)}/replies`, { person: doctor(), reply: 'yes' });
  const consentId = await given.consent(work.agency, {
    client: secret,
    providerId: lee,
    by: work.ana,
  });
  await house.runJobs();
  house.mails.length = 0;
  const again = await invite(meeting, [meeting.reviewIds[1] ?? '']);
  await house.runJobs();

  expect(again.body).toMatchObject({ invited: [{ reviewIds: meeting.reviewIds }], withheld: [] });
  expect(house.mails.map(({ to }) => to)).toEqual(['lee@clinic.example']);
  expect(house.mails[0]?.text).toContain('10:00 am to 10:30 am');
  expect(house.mails[0]?.ics?.content).toContain('SEQUENCE:1');
  const { body: view } = await house.as('ana').get(pathOf(meeting));
  expect(view.attendees.find((each: Each) => each.person.id === lee).reply).toBe('waiting');
  // Asked once more, there is nothing left to ask.
  expect((await invite(meeting, meeting.reviewIds)).body.invited).toEqual([]);
  await house.as('ana').post(`/api/consents/${consentId}/revoke`);
});

test('whoever is taken off hears that the meeting is off for them, without a reason, and can be asked again (REQ-055, EP-04)', async () => {
  const meeting = await sent();
  await invite(meeting, meeting.reviewIds);
  await house.runJobs();
  house.mails.length = 0;
  const off = await takeOff(meeting, doctor());
  await house.runJobs();

  expect(off.body).toMatchObject({ mail: 'written' });
  expect(house.mails.map(({ to }) => to)).toEqual(['lee@clinic.example']);
  expect(house.mails[0]?.ics?.content).toContain('METHOD:CANCEL');
  expect(JSON.stringify(house.mails)).not.toMatch(/Quillfeather|Oxenholme|riverbend|consent/i);
  const { body: view } = await house.as('ana').get(pathOf(meeting));
  expect(view.attendees.map((each: Each) => each.name)).not.toContain('Dr Hana Lee');
  expect((await takeOff(meeting, doctor())).body.type).toBe('not-an-attendee');
  expect((await invite(meeting, meeting.reviewIds)).body.invited).toHaveLength(1);
});

test('an invitation that has not left yet is not sent to somebody who was taken off', async () => {
  const meeting = await sent();
  await invite(meeting, meeting.reviewIds);
  await takeOff(meeting, doctor());
  const states = await rowsOf(
    `select kind, state from mail where conference_id = $1 and provider_id = $2 order by written_at, mail_id`,
    [meeting.conferenceId, lee],
  );

  expect(states).toEqual([
    { kind: 'invitation', state: 'cancelled' },
    { kind: 'cancellation', state: 'queued' },
  ]);
  await house.runJobs();
});

test('who holds a role stays until somebody else holds it; a colleague without one may go, and then sees the conference no more', async () => {
  const meeting = await sent();
  const cy = await given.staff(work.agency, 'dee', { roles: ['case-manager'] });
  const person = { kind: 'staff', id: cy.staffId };
  await house.as('ana').post(`${pathOf(meeting)}/late-invitations`, {
    version: await meeting.version(),
    attendees: [{ person, reviewIds: meeting.reviewIds }],
  });
  expect((await house.as('dee').get(pathOf(meeting))).status).toBe(200);
  const held = await takeOff(meeting, { kind: 'staff', id: work.bo.staffId });
  await takeOff(meeting, person);

  expect(held.body.type).toBe('holds-a-role');
  expect((await house.as('dee').get(pathOf(meeting))).body.type).toBe('not-found');
});

test('two who invite at once: one is told to look again, and one mail is written', async () => {
  const meeting = await sent();
  const version = await meeting.version();
  const body = { version, attendees: [{ person: doctor(), reviewIds: meeting.reviewIds }] };
  const replies = await Promise.all(
    ['ana', 'bo'].map((name) => house.as(name).post(`${pathOf(meeting)}/late-invitations`, body)),
  );

  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(
    await rowsOf('select 1 from mail where conference_id = $1 and provider_id = $2', [
      meeting.conferenceId,
      lee,
    ]),
  ).toHaveLength(1);
});

test.each(['ana-hillside', 'cy'])(
  '%s can neither invite to it nor take anybody off',
  async (by) => {
    const meeting = await sent();
    const gone = { type: 'not-found', status: 404, title: 'Not found.' };

    expect((await invite(meeting, meeting.reviewIds, by)).body).toEqual(gone);
    expect((await takeOff(meeting, doctor(), by)).body).toEqual(gone);
  },
);

test('a draft is changed in its plan, and nobody is invited to a meeting that has begun', async () => {
  const meeting = await meetings.planned('ana', [known], work);
  expect((await invite(meeting, meeting.reviewIds)).body.type).toBe('conference-not-scheduled');
  await meetings.invited('ana', meeting);
  await house.at('2027-03-15T14:01:00Z');
  expect((await invite(meeting, meeting.reviewIds)).body.type).toBe('starts-in-the-past');
  await house.as('ana').post(`${pathOf(meeting)}/start`);
  expect((await takeOff(meeting, doctor())).body.type).toBe('conference-not-scheduled');
});
