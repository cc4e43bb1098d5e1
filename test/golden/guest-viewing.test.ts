import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWindow } from '#test/browser-like.ts';
import { meetingsIn, type GivenAgencyAtWork, type Meeting } from '#test/given-conference.ts';
import { guestsIn } from '#test/given-guest.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

// A guest looks at their page while the meeting is held, and the client takes consent back in its middle.
const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const page = '/api/guest/meeting';
let work: GivenAgencyAtWork;
let dan: GivenClient;
let meeting: Meeting;
let consentId: string;
let [lee, hope] = ['', ''];
afterAll(() => house.close());

const post = async (path: string, body: object = {}) => {
  const reply = await house.as('ana').post(path, body);
  if (reply.status !== 200) throw new Error(`${path} ${JSON.stringify(reply.body)}`);
  return reply.body;
};
const signed = async (id: string) =>
  String(
    (
      await post(`/api/clients/${dan.clientId}/consents`, {
        form: 'DOH-5032',
        recipients: [{ kind: 'provider', id }],
        classes: ['general'],
        purposes: ['case_conference'],
        validFrom: '2027-01-01',
        validUntil: '2027-12-31',
        signedOn: '2027-01-01',
      })
    ).consentId,
  );
const openedBy = (id: string) =>
  guestsIn(house).opened({
    conferenceId: meeting.conferenceId,
    person: { kind: 'provider', id },
  });

beforeAll(async () => {
  await house.at('2027-03-18T12:00:00Z');
  work = await meetings.agencyAtWork();
  const { agency, program, ana } = work;
  lee = (await given.provider(agency, { email: 'lee@clinic.example' })).providerId;
  hope = (await given.provider(agency, { name: 'Hope Hall', email: 'hope@housing.example' }))
    .providerId;
  dan = await given.client(agency, { program, worker: ana, name: 'Dan Frost' });
  consentId = await signed(lee);
  await signed(hope);
  const people = [lee, hope].map((id) => ({ kind: 'provider', id }) as const);
  meeting = await meetings.planned('ana', [dan], { ...work, people, on: '2027-03-18' });
  await meetings.invited('ana', meeting);
  await house.runJobs();
});

test('what a guest views at 10:04 they read no more from 10:05 on, in the words that everybody hears, and whoever else views it sees no difference (T18, EP-11, EP-12, REQ-178)', async () => {
  await house.at('2027-03-18T14:00:00Z');
  const path = `/api/conferences/${meeting.conferenceId}`;
  const review = `${path}/reviews/${meeting.reviewIds[0]}`;
  await post(`${path}/start`);
  await post(`${review}/activate`);
  const there = [work.ana, work.bo].map(({ staffId: id }) => ({ kind: 'staff', id }));
  for (const person of [...there, ...[lee, hope].map((id) => ({ kind: 'provider', id }))])
    await post(`${review}/attendance`, { person, state: 'present' });
  const [ofLee, ofHope] = [await openedBy(lee), await openedBy(hope)];
  await house.at('2027-03-18T14:04:00Z');
  const seen = await ofHope.get(page);
  expect((await ofLee.get(page)).text).toContain('Dan Frost');
  expect(seen.text).toContain('Dan Frost');

  await house.at('2027-03-18T14:05:00Z');
  house.mails.length = 0;
  await post(`/api/consents/${consentId}/revoke`, { how: 'oral' });
  const form = `/api/guest/forms/${meeting.reviewIds[0]}/form.pdf`;
  const nobody = openWindow(house);
  for (const asked of [page, form])
    expect([(await ofLee.get(asked)).text, asked]).toEqual([(await nobody.get(asked)).text, asked]);
  expect((await ofHope.get(page)).text).toBe(seen.text);
  await house.runJobs();
  expect(house.mails.map(({ to }) => to)).toEqual(['lee@clinic.example']);
  expect(JSON.stringify(house.mails)).not.toMatch(/consent|revok|took back|Frost|client/i);

  await post(`${review}/attendance`, {
    person: { kind: 'provider', id: lee },
    state: 'present',
    presentFrom: '2027-03-18T14:01:00Z',
    presentUntil: '2027-03-18T14:05:00Z',
  });
  await closed(review, path);

  const late = await openedBy(hope);
  expect((await late.get(form)).status).toBe(200);
  const again = await guestsIn(house).linkFor({
    conferenceId: meeting.conferenceId,
    person: { kind: 'provider', id: lee },
  });
  const code = await guestsIn(house).codeFor(again.linkId);
  expect((await nobody.post('/api/guest/open', { link: again.link, code })).status).toBe(404);
  const { body } = await house.as('ana').get(path);
  expect(body.reviews[0].attendance).toContainEqual(
    expect.objectContaining({
      person: { kind: 'provider', id: lee },
      presentFrom: expect.stringMatching(/^2027-03-18T14:01/),
      presentUntil: expect.stringMatching(/^2027-03-18T14:05:00/),
    }),
  );
  expect((await looked()).toSorted()).toEqual([
    'Hope: pdf',
    'Hope: portal_view',
    'Lee: portal_view',
  ]);
});

/** What the log says of who looked from outside, and how. */
async function looked() {
  const { rows } = await house.owner.query<{ id: string; channel: string }>(
    `select provider_id as id, channel from disclosure where channel in ('portal_view', 'pdf') and provider_id is not null order by disclosed_at`,
  );
  return rows.map(({ id, channel }) => `${id === lee ? 'Lee' : 'Hope'}: ${channel}`);
}

async function closed(review: string, path: string) {
  await house.at('2027-03-18T14:10:00Z');
  const { entryId } = await post(`${review}/entries`, { kind: 'need', text: 'A quieter room' });
  await post(`${review}/attendance`, {
    person: { kind: 'client', id: dan.clientId },
    state: 'absent',
    reason: 'ill',
  });
  await post(`${review}/summary`, { text: 'What was agreed', how: 'aloud' });
  await post(`${review}/action-items`, {
    needId: entryId,
    text: 'A step',
    owner: { kind: 'staff', id: work.ana.staffId },
    dueOn: '2027-03-25',
    followUp: { on: '2027-03-29', how: 'By telephone', by: work.ana.staffId },
  });
  await house.at('2027-03-18T14:20:00Z');
  await post(`${path}/end`);
  await post(`${path}/close`);
  await house.runJobs();
}
