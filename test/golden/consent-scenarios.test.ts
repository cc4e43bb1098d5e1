import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const restricted = 'Viral load is rising';
const [leeAt, hopeAt] = ['lee@clinic.example', 'hope@housing.example'];
let work: GivenAgencyAtWork;
let alma: GivenClient;
let bert: GivenClient;
let lee: string;
let hope: string;

beforeAll(async () => {
  // Signed in on the last of the days that these scenarios visit.
  await house.at('2027-03-18T12:00:00Z');
  work = await meetings.agencyAtWork();
  const { agency } = work;
  lee = (await given.provider(agency, { email: leeAt })).providerId;
  const housing = { name: 'Hope Hall', providerClass: 'housing', organization: 'Harbor House' };
  hope = (await given.provider(agency, { ...housing, email: hopeAt })).providerId;
  const { program, ana: worker } = work;
  alma = await given.client(agency, { program, worker });
  bert = await given.client(agency, { program, worker, name: 'Bert Chen' });
  await house.at('2027-03-10T14:00:00Z');
});
afterAll(() => house.close());

const post = async (path: string, body: object = {}) => {
  const reply = await house.as('ana').post(path, body);
  if (reply.status !== 200) throw new Error(`${path} ${JSON.stringify(reply.body)}`);
  return reply.body;
};
const signed = async ({ clientId }: GivenClient, id: string, change: object = {}) =>
  String(
    (
      await post(`/api/clients/${clientId}/consents`, {
        form: 'DOH-5032',
        recipients: [{ kind: 'provider', id }],
        classes: ['general'],
        purposes: ['case_conference'],
        validFrom: '2027-01-01',
        validUntil: '2027-12-31',
        signedOn: '2027-01-01',
        ...change,
      })
    ).consentId,
  );
const plan = (clients: GivenClient[], ids: string[], on = '2027-03-15') =>
  meetings.planned('ana', clients, {
    ...work,
    on,
    people: ids.map((id) => ({ kind: 'provider', id })),
  });
const agendaOf = async (conferenceId: string, id: string) =>
  (await house.as('ana').get(`/api/conferences/${conferenceId}/agendas/provider/${id}`)).body;
const invitedTo = async (conferenceId: string, id: string) => {
  const { body } = await house.as('ana').get(`/api/conferences/${conferenceId}`);
  return body.attendees.find((each: { person: { id: string } }) => each.person.id === id).invitedTo;
};
const mailsTo = (address: string) => house.mails.filter(({ to }) => to === address);
const disclosuresTo = async (id: string) =>
  (await house.owner.query('select channel, classes from disclosure where provider_id = $1', [id]))
    .rows;

test('a release that covers what is general lets the housing worker join, and keeps the HIV note from all that reaches them (T16, REQ-034)', async () => {
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', now())`, [
    work.agency.agencyId,
    alma.clientId,
  ]);
  await signed(alma, hope);
  const meeting = await plan([alma], [hope]);
  const agenda = await agendaOf(meeting.conferenceId, hope);
  const { body } = await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: work.ana, words: () => restricted });
  await house.runJobs();
  const invitations = mailsTo(hopeAt).length;
  await post(`/api/conferences/${meeting.conferenceId}/close`);
  await house.runJobs();

  expect(body.withheld).toEqual([]);
  const { rows } = await house.owner.query(
    `select class from review_entry where review_id = $1 and author_id = $2 group by class`,
    [meeting.reviewIds[0], work.ana.staffId],
  );
  expect(rows).toEqual([{ class: 'hiv' }]);
  expect(agenda.slots).toHaveLength(1);
  expect(invitations).toBe(1);
  // After the close too: what they took on would tell the note, so it is not in what they are sent.
  expect(JSON.stringify(mailsTo(hopeAt))).not.toMatch(/Viral|hiv|Rivera/i);
  expect(JSON.stringify(agenda)).not.toMatch(/Viral|hiv/i);
  const sent = (await disclosuresTo(hope)).filter(({ channel }) => channel !== 'oral_meeting');
  expect(sent.length).toBeGreaterThan(0);
  for (const { classes } of sent) expect(classes).toEqual(['general']);
});

test('where the enrollment itself tells of HIV, a general release invites nobody (T16, REQ-053)', async () => {
  const program = await given.program(work.agency, { name: 'Ryan White' });
  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    program.programId,
  ]);
  const client = await given.client(work.agency, { program, worker: work.ana, name: 'Cleo Stone' });
  for (const { staffId } of [work.ana, work.bo])
    await house.owner.query(
      `with m as (insert into team_member (agency_id, team_member_id, team_id, staff_id) values ($1, $2, $3, $4))
       insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
       values ($1, $2, $5, 'case-manager', '2020-01-01', '2020-01-01Z')`,
      [work.agency.agencyId, house.newId(), program.teamId, staffId, house.newId()],
    );
  await signed(client, hope);
  const before = mailsTo(hopeAt).length;
  const meeting = await plan([client], [hope], '2027-03-17');
  const { body } = await meetings.invited('ana', meeting);
  await house.runJobs();

  expect(body.withheld).toMatchObject([{ because: 'class-not-covered' }]);
  expect((await agendaOf(meeting.conferenceId, hope)).slots).toEqual([]);
  expect(mailsTo(hopeAt)).toHaveLength(before);
});

test('a release that ends the day before the meeting is seen when it is planned, and invites nobody (T17, REQ-053)', async () => {
  await house.at('2027-03-16T14:00:00Z');
  await signed(bert, lee, { validUntil: '2027-06-14' });
  const meeting = await plan([bert], [lee], '2027-06-15');
  const { readiness } = (await house.as('ana').get(`/api/conferences/${meeting.conferenceId}`))
    .body;

  expect(readiness).toContainEqual(
    expect.objectContaining({ state: 'ends-before', endsOn: '2027-06-14' }),
  );
  const { body } = await meetings.invited('ana', meeting);
  await house.runJobs();
  expect(body.withheld).toMatchObject([{ because: 'ends-before' }]);
  expect(mailsTo(leeAt)).toEqual([]);
  expect(await disclosuresTo(lee)).toEqual([]);
});

test('what the client takes back at 10:05 ends at 10:05: nothing more goes out, what was is kept, and nobody else hears of it (T18, EP-12, REQ-035)', async () => {
  await house.at('2027-03-17T12:00:00Z');
  const dan = await given.client(work.agency, {
    program: work.program,
    worker: work.ana,
    name: 'Dan Frost',
  });
  const consentId = await signed(dan, lee);
  await signed(dan, hope);
  const now = await plan([dan], [lee, hope], '2027-03-18');
  const later = await plan([dan], [lee, hope], '2027-03-25');
  await meetings.invited('ana', now);
  await house.runJobs();
  await meetings.invited('ana', later);
  await house.at('2027-03-18T14:00:00Z');
  const path = `/api/conferences/${now.conferenceId}`;
  const review = `${path}/reviews/${now.reviewIds[0]}`;
  await post(`${path}/start`);
  await post(`${review}/activate`);
  const person = { kind: 'provider', id: lee };
  await post(`${review}/attendance`, { person, state: 'present' });
  expect(await invitedTo(now.conferenceId, lee)).toEqual(now.reviewIds);
  expect((await agendaOf(now.conferenceId, lee)).type).toBe('conference-not-planned');
  const [before, logged] = [mailsTo(leeAt).length, (await disclosuresTo(lee)).length];
  house.mails.length = 0;
  await house.at('2027-03-18T14:05:00Z');
  const stopped = await post(`/api/consents/${consentId}/revoke`, { how: 'oral' });
  await house.runJobs();

  expect(before).toBe(1);
  expect(stopped).toMatchObject({ cancelledMails: 1, invitationsTakenBack: 2 });
  for (const { conferenceId } of [now, later])
    expect(await invitedTo(conferenceId, lee)).toEqual([]);
  expect(await agendaOf(later.conferenceId, lee)).toMatchObject({ slots: [], mail: null });
  expect((await agendaOf(later.conferenceId, hope)).slots).toHaveLength(1);
  // The meeting of which they had heard is off for them, without a reason; of the other they never hear.
  expect(mailsTo(leeAt).map(({ ics }) => ics?.method)).toEqual(['CANCEL']);
  expect(JSON.stringify(mailsTo(leeAt))).not.toMatch(/consent|revok|took back|Frost|client/i);
  expect(mailsTo(hopeAt).map(({ ics }) => ics?.method)).toEqual(['REQUEST']);
  const { body } = await house.as('ana').get(path);
  expect(body.reviews[0].attendance).toContainEqual(
    expect.objectContaining({ person, presentFrom: expect.stringMatching(/^2027-03-18T14:00/) }),
  );
  expect((await disclosuresTo(lee)).length).toBe(logged);

  // They step out at once: what was said until then is what they heard.
  await post(`${review}/attendance`, {
    person,
    state: 'present',
    presentFrom: '2027-03-18T14:01:00Z',
    presentUntil: '2027-03-18T14:05:00Z',
  });
  await house.at('2027-03-18T14:10:00Z');
  const need = await post(`${review}/entries`, { kind: 'need', text: 'Said after they left' });
  for (const each of [work.ana, work.bo].map(({ staffId }) => ({ kind: 'staff', id: staffId })))
    await post(`${review}/attendance`, { person: each, state: 'present' });
  await post(`${review}/attendance`, { person: { kind: 'provider', id: hope }, state: 'present' });
  await post(`${review}/attendance`, {
    person: { kind: 'client', id: dan.clientId },
    state: 'absent',
    reason: 'ill',
  });
  await post(`${review}/summary`, { text: 'What was agreed', how: 'aloud' });
  await post(`${review}/action-items`, {
    needId: need.entryId,
    text: 'A step',
    owner: { kind: 'staff', id: work.ana.staffId },
    dueOn: '2027-03-25',
    followUp: { on: '2027-03-29', how: 'By telephone', by: work.ana.staffId },
  });
  await house.at('2027-03-18T14:20:00Z');
  await post(`${path}/end`);
  house.mails.length = 0;
  await post(`${path}/close`);
  await house.runJobs();
  expect(mailsTo(leeAt)).toEqual([]);
  expect(mailsTo(hopeAt).length).toBeGreaterThan(0);
  const closed = (await house.as('ana').get(path)).body.reviews[0];
  expect(closed.attendance).toContainEqual(
    expect.objectContaining({
      person,
      presentFrom: expect.stringMatching(/^2027-03-18T14:01/),
      presentUntil: expect.stringMatching(/^2027-03-18T14:05:00/),
    }),
  );
  const sheet = `${path}/agendas/provider/${lee}/sheet.pdf`;
  expect((await house.as('ana').get(sheet)).body.type).toBe('no-agenda-now');
});
