import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openWindow, type Window } from '#test/browser-like.ts';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { guestsIn } from '#test/given-guest.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

// What somebody outside could learn from how they are refused, and what they could do beyond what is theirs.
const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const guests = guestsIn(house);
let work: GivenAgencyAtWork;
let client: GivenClient;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-14T12:00:00Z');
  work = await meetings.agencyAtWork();
  client = await given.client(work.agency, { program: work.program, worker: work.ana });
});
beforeEach(() => house.at('2027-03-14T12:00:00Z'));

const invited = async () => {
  const { agency, ana } = work;
  const { providerId } = await given.provider(agency, { email: 'lee@clinic.example' });
  const consentId = await given.consent(agency, { client, providerId, by: ana });
  const person = { kind: 'provider' as const, id: providerId };
  const meeting = await meetings.planned('ana', [client], { ...work, people: [person] });
  await meetings.invited('ana', meeting);
  return { meeting, consentId, whose: { conferenceId: meeting.conferenceId, person } };
};
const takeBack = (consentId: string) =>
  house.owner.query(
    `update consent set revoked_at = auth.now(), revoked_by = $2 where consent_id = $1`,
    [consentId, work.ana.staffId],
  );
const lettersAsked = async () =>
  Number(
    (await house.owner.query(`select count(*) from queue.job where name like 'write-guest-%'`))
      .rows[0].count,
  );

/** All that can be asked with what a browser keeps, as well put as badly. */
const everyWay = async (window: Window) => {
  const visitId = house.newId();
  const replies = [
    await window.post('/api/guest/reply', { visitId, reply: 'perhaps' }),
    await window.post('/api/guest/reply', { visitId, reply: 'yes' }),
    await window.post(`/api/guest/actions/${visitId}/say`, { said: 'perhaps' }),
    await window.post(`/api/guest/actions/${visitId}/say`, { said: 'done' }),
    await window.post('/api/guest/leave', { more: true }),
    await window.post('/api/guest/leave'),
    await window.get(`/api/guest/forms/${visitId}/form.pdf`),
    await window.get('/api/guest/meeting'),
  ];
  return replies.map(({ status, text }) => `${status} ${text}`);
};
const unknown = () => {
  const window = openWindow(house);
  window.jar.set('guest', 'a token that was never given to anybody');
  return window;
};

test('consent that was taken back, a visit that was left and one that never was answer alike, whatever is asked (REQ-113, EP-12)', async () => {
  const { whose, consentId } = await invited();
  const left = await guests.opened(whose);
  await left.post('/api/guest/leave');
  const window = await guests.opened(whose);
  await takeBack(consentId);
  const never = await everyWay(unknown());

  expect(await everyWay(window)).toEqual(never);
  expect(await everyWay(left)).toEqual(never);
  expect(new Set(never).size).toBe(1);
});

test('the first thing that is asked tells nothing either (REQ-113, EP-12)', async () => {
  const { whose, consentId } = await invited();
  const window = await guests.opened(whose);
  await takeBack(consentId);
  const leaving = await window.post('/api/guest/leave');

  expect([leaving.status, leaving.text]).toEqual(
    await unknown()
      .post('/api/guest/leave')
      .then(({ status, text }) => [status, text]),
  );
});

test('a link of which consent tells nothing any more is over, with its code and without, and no letter is written for it (REQ-113, EP-12)', async () => {
  const { whose, consentId } = await invited();
  const { link, linkId } = await guests.linkFor(whose);
  const code = await guests.codeFor(linkId);
  await takeBack(consentId);
  const window = openWindow(house);
  const before = await lettersAsked();
  for (const what of ['code', 'link']) await window.post(`/api/guest/${what}`, { link });
  const wrong = await window.post('/api/guest/open', { link, code: '00000000' });
  const right = await window.post('/api/guest/open', { link, code });
  const never = await window.post('/api/guest/open', { link: 'x'.repeat(43), code });

  expect([wrong.text, right.text]).toEqual([never.text, never.text]);
  expect(await lettersAsked()).toBe(before);
});

test('once their address is another one, what was opened from the mailbox of the old one is over (REQ-178)', async () => {
  const { whose } = await invited();
  const window = await guests.opened(whose);
  expect((await window.get('/api/guest/meeting')).status).toBe(200);
  await house.owner.query(
    `update provider_version set email = 'new@clinic.example' where provider_id = $1`,
    [whose.person.id],
  );

  expect((await window.get('/api/guest/meeting')).body.type).toBe('guest-over');
  expect((await (await guests.opened(whose)).get('/api/guest/meeting')).status).toBe(200);
});

test('an answer goes to the meeting that was on the page, not to one that the browser opened since (REQ-053)', async () => {
  const [one, other] = [await invited(), await invited()];
  const window = await guests.opened(one.whose);
  const { visitId } = (await window.get('/api/guest/meeting')).body;
  window.jar.set('guest', (await guests.opened(other.whose)).jar.get('guest') ?? '');
  const reply = await window.post('/api/guest/reply', { visitId, reply: 'no' });
  const answers = await house.owner.query(
    `select response from attendee where provider_id = any($1)`,
    [[one.whose.person.id, other.whose.person.id]],
  );

  expect(reply.body.type).toBe('guest-over');
  expect(answers.rows).toEqual([{ response: 'waiting' }, { response: 'waiting' }]);
});

test('who says the same again and again keeps nobody from planning (REQ-053)', async () => {
  const { whose, meeting } = await invited();
  const window = await guests.opened(whose);
  const { visitId } = (await window.get('/api/guest/meeting')).body;
  await window.post('/api/guest/reply', { visitId, reply: 'yes' });
  const before = await meeting.version();
  const again = await window.post('/api/guest/reply', { visitId, reply: 'yes' });

  expect(again.status).toBe(200);
  expect(await meeting.version()).toBe(before);
});

test('long after, an old link has no letter written any more (REQ-178)', async () => {
  const { whose } = await invited();
  const { link } = await guests.linkFor(whose);
  await house.at('2027-03-20T12:00:00Z');
  const before = await lettersAsked();
  await openWindow(house).post('/api/guest/link', { link });

  expect(await lettersAsked()).toBe(before);
});

test('who was asked as one of a clinic that the paper names, and works elsewhere by now, reads nothing and is mailed no code (REQ-035, EP-12)', async () => {
  const { whose, consentId } = await invited();
  const ana = house.as('ana');
  const { clientId } = client;
  await ana.post(`/api/clients/${clientId}/consents`, {
    form: 'hipaa-authorization',
    recipients: [{ kind: 'provider', id: whose.person.id }],
    classes: ['general'],
    purposes: ['case_conference'],
    validFrom: '2027-03-01',
    validUntil: '2028-03-01',
    signedOn: '2027-03-01',
  });
  await takeBack(consentId);
  const window = await guests.opened(whose);
  expect((await window.get('/api/guest/meeting')).status).toBe(200);
  const { organizationId } = await given.provider(work.agency, { organization: 'South Practice' });
  await ana.post(`/api/directory/providers/${whose.person.id}`, {
    fullName: 'Dr Hana Lee',
    title: 'Physician',
    providerClass: 'medical',
    organizationId,
    email: 'lee@clinic.example',
    from: '2027-03-14',
  });

  expect((await window.get('/api/guest/meeting')).text).toBe(
    (await unknown().get('/api/guest/meeting')).text,
  );
  const { link } = await guests.linkFor(whose);
  const before = await lettersAsked();
  await openWindow(house).post('/api/guest/code', { link });
  expect(await lettersAsked()).toBe(before);
});
