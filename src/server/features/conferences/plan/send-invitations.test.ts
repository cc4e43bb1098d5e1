import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
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
let consentId: string;

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
  consentId = await given.consent(work.agency, { client: known, providerId: lee, by: work.ana });
});
afterAll(() => house.close());

const everything = () =>
  meetings.planned('ana', [known, secret], { ...work, people: [{ kind: 'provider', id: lee }] });
const mailsTo = (conferenceId: string, address: string) =>
  rowsOf('select * from mail where conference_id = $1 and to_address = $2 order by written_at', [
    conferenceId,
    address,
  ]);

test('a provider is invited for the client who agreed, and withheld from the other with three ways forward (REQ-054, REQ-055)', async () => {
  const meeting = await everything();
  const { body } = await meetings.invited('ana', meeting);
  const doctor = body.invited.find((each: Each) => each.person.id === lee);

  expect(doctor).toMatchObject({ reviewIds: [meeting.reviewIds[0]], mail: 'written' });
  expect(body.withheld).toHaveLength(1);
  expect(body.withheld[0]).toMatchObject({
    clientName: 'Balthazar Oxenholme',
    because: 'no-consent',
    ways: ['ask-for-consent', 'invite-without-this-client', 'staff-only'],
  });
});

test('mail, subject and calendar entry name no client, program or agency, and an outside person is told only their own time (REQ-056, EP-04)', async () => {
  const meeting = await everything();
  await meetings.invited('ana', meeting);
  house.mails.length = 0;
  await house.runJobs();

  const written = await rowsOf('select * from mail where conference_id = $1', [
    meeting.conferenceId,
  ]);
  expect(
    JSON.stringify([
      house.mails,
      written.map(({ subject, body, calendar_file }) => [subject, body, calendar_file]),
    ]),
  ).not.toMatch(/Zephyrine|Quillfeather|Balthazar|Oxenholme|riverbend|Care program/i);
  const toLee = house.mails.find(({ to }) => to === 'lee@clinic.example');
  expect(toLee?.subject).toBe('Meeting invitation');
  expect(toLee?.text).toContain('Mon 15 Mar 2027, 10:00 am to 10:15 am Eastern');
  expect(toLee?.ics?.content).toContain('METHOD:REQUEST');
  expect(toLee?.ics?.content).toContain('SEQUENCE:0');
  expect(toLee?.ics?.content).toContain('PARTSTAT=NEEDS-ACTION');
});

test('what the invitation gave away is written down for the client who agreed, and for nobody else (REQ-034, EP-02)', async () => {
  const told = await rowsOf(
    `select distinct client_id, basis from disclosure where provider_id = $1`,
    [lee],
  );

  expect(told).toEqual([{ client_id: known.clientId, basis: 'consent' }]);
});

test('without consent for any client there is no mail, no disclosure and no word to the provider (REQ-035, REQ-053)', async () => {
  const before = (await rowsOf('select 1 from disclosure')).length;
  const meeting = await meetings.planned('ana', [secret], {
    ...work,
    people: [{ kind: 'provider', id: lee }],
  });
  const { body } = await meetings.invited('ana', meeting);
  await house.runJobs();

  expect(body.invited.map((each: Each) => each.name).toSorted()).toEqual([
    'Balthazar Oxenholme',
    'ana',
    'bo',
  ]);
  expect(await mailsTo(meeting.conferenceId, 'lee@clinic.example')).toEqual([]);
  expect(await rowsOf('select 1 from disclosure')).toHaveLength(before);
  const agenda = await house
    .as('ana')
    .get(`/api/conferences/${meeting.conferenceId}/agendas/provider/${lee}`);
  expect(agenda.body).toMatchObject({
    slots: [],
    mail: null,
    notWrittenBecause: 'nothing-they-may-know',
  });
});

test('moving it tells everybody again, with the same calendar entry one step further (REQ-055)', async () => {
  const meeting = await everything();
  await meetings.invited('ana', meeting);
  const path = `/api/conferences/${meeting.conferenceId}`;
  await house.as('ana').post(`${path}/replies`, {
    person: { kind: 'provider', id: lee },
    reply: 'yes',
  });
  const moved = await house.as('ana').post(`${path}/reschedule`, {
    version: await meeting.version(),
    schedule: {
      on: '2027-03-16',
      time: '09:30',
      minutes: 60,
      timeZone: 'America/New_York',
      mode: 'video',
    },
  });
  const mails = await mailsTo(meeting.conferenceId, 'lee@clinic.example');

  expect(moved.status).toBe(200);
  expect(mails.map(({ kind, state }) => [kind, state])).toEqual([
    ['invitation', 'cancelled'],
    ['change', 'queued'],
  ]);
  const uid = /UID:(\S+)/;
  expect(uid.exec(mails[1].calendar_file)?.[1]).toBe(uid.exec(mails[0].calendar_file)?.[1]);
  expect(mails[1].calendar_file).toContain('SEQUENCE:1');
  const { body } = await house.as('ana').get(path);
  expect(body.attendees.find((each: Each) => each.person.id === lee)).toMatchObject({
    reply: 'waiting',
    answerInWords: null,
  });

  const cancelled = await house.as('ana').post(`${path}/cancel`, { reason: 'Ana is ill' });
  const [, , last] = await mailsTo(meeting.conferenceId, 'lee@clinic.example');
  expect(cancelled.body.told).toBe(3);
  expect(last.calendar_file).toContain('METHOD:CANCEL');
  expect(last.calendar_file).toContain('SEQUENCE:2');
  await house.runJobs();
});

test('an answer is kept, and only of somebody who was invited (REQ-055)', async () => {
  const meeting = await everything();
  await meetings.invited('ana', meeting);
  const answer = (person: object, reply: string) =>
    house.as('bo').post(`/api/conferences/${meeting.conferenceId}/replies`, { person, reply });

  expect((await answer({ kind: 'provider', id: lee }, 'another-time')).status).toBe(200);
  expect((await answer({ kind: 'provider', id: work.ana.staffId }, 'yes')).body.type).toBe(
    'not-invited',
  );
  expect((await answer({ kind: 'provider', id: lee }, 'perhaps')).status).toBe(400);
  const [row] = await rowsOf(
    'select response from attendee where conference_id = $1 and provider_id = $2',
    [meeting.conferenceId, lee],
  );
  expect(row).toEqual({ response: 'another-time' });
  await answer({ kind: 'staff', id: work.bo.staffId }, 'yes');
  const { body } = await house.as('ana').get(`/api/conferences/${meeting.conferenceId}`);
  const words = new Map(
    body.attendees.map(({ person, answerInWords }: Each & { answerInWords: string | null }) => [
      person.id,
      answerInWords,
    ]),
  );
  expect(words.get(lee)).toMatch(/^Entered by bo, /);
  expect(words.get(work.bo.staffId)).toMatch(/^Answered here, /);
  expect(words.get(work.ana.staffId)).toBeNull();
});

test.each(['ana-hillside', 'cy'])(
  '%s can neither read, change nor plan for these clients',
  async (name) => {
    const { conferenceId } = await everything();
    const asked = house.as(name);
    const gone = { type: 'not-found', status: 404, title: 'Not found.' };

    expect((await asked.get(`/api/conferences/${conferenceId}`)).body).toEqual(gone);
    expect(
      (await asked.post(`/api/conferences/${conferenceId}/invitations`, { version: 'any' })).body,
    ).toEqual(gone);
    expect(
      (await asked.post(`/api/conferences/${conferenceId}/cancel`, { reason: 'x' })).body,
    ).toEqual(gone);
    expect(
      (await asked.post('/api/conferences', { enrollmentIds: [known.enrollmentId] })).body,
    ).toEqual(gone);
    expect((await asked.get('/api/conferences')).body.conferences).toEqual([]);
  },
);

test('consent taken back between plan and sending: not invited; between sending and delivery: the mail is cancelled (REQ-035, EP-12)', async () => {
  const early = await everything();
  const late = await everything();
  await meetings.invited('ana', late);
  const before = (await rowsOf('select 1 from disclosure')).length;
  await house.as('ana').post(`/api/consents/${consentId}/revoke`);
  const { body } = await meetings.invited('ana', early);
  house.mails.length = 0;
  await house.runJobs();

  expect(body.withheld.map((each: Each) => each.because)).toEqual([
    'consent-revoked',
    'no-consent',
  ]);
  expect(await mailsTo(early.conferenceId, 'lee@clinic.example')).toEqual([]);
  const [cancelled] = await mailsTo(late.conferenceId, 'lee@clinic.example');
  expect(cancelled).toMatchObject({ state: 'cancelled', problem: 'consent-no-longer-allows' });
  // Of the meetings that were told of before, the provider hears that they are off, and nothing else.
  const told = house.mails.filter(({ to }) => to === 'lee@clinic.example');
  expect(told.every(({ ics }) => ics?.method === 'CANCEL')).toBe(true);
  expect(await rowsOf('select 1 from disclosure')).toHaveLength(before);
});
