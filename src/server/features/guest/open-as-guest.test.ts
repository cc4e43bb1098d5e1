import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWindow } from '#test/browser-like.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { guestsIn } from '#test/given-guest.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const guests = guestsIn(house);
let whose: { conferenceId: string; person: { kind: 'provider'; id: string } };
let over: string;
afterAll(() => house.close());

beforeAll(async () => {
  const meetings = meetingsIn(house);
  await house.at('2027-03-14T12:00:00Z');
  const work = await meetings.agencyAtWork();
  const client = await given.client(work.agency, { program: work.program, worker: work.ana });
  const { providerId } = await given.provider(work.agency);
  await given.consent(work.agency, { client, providerId, by: work.ana });
  const person = { kind: 'provider', id: providerId } as const;
  const meeting = await meetings.planned('ana', [client], { ...work, people: [person] });
  await meetings.invited('ana', meeting);
  whose = { conferenceId: meeting.conferenceId, person };
  over = (await openWindow(house).post('/api/guest/open', { link: 'x'.repeat(43), code })).text;
});
beforeEach(() => house.at('2027-03-14T12:00:00Z'));

const code = '12345678';
const open = async (link: string, typed = code, window = openWindow(house)) => ({
  ...(await window.post('/api/guest/open', { link, code: typed })),
  window,
});

describe('a link', () => {
  test('opens once, whoever comes second and from wherever (S5)', async () => {
    const { link, linkId } = await guests.linkFor(whose);
    await guests.codeFor(linkId);
    const at = await Promise.all(Array.from({ length: 50 }, () => open(link)));
    const [first] = at.filter(({ status }) => status === 200);

    expect(at.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(at.filter(({ text }) => text === over)).toHaveLength(49);
    expect((await first?.window.get('/api/guest/meeting'))?.status).toBe(200);
    expect((await open(link)).text).toBe(over);
  });

  test('is ended by a newer one, and so is what was opened by it (S5)', async () => {
    const window = await guests.opened(whose);
    expect((await window.get('/api/guest/meeting')).status).toBe(200);
    const newer = await guests.opened(whose);

    expect((await window.get('/api/guest/meeting')).text).toBe(over);
    expect((await newer.get('/api/guest/meeting')).status).toBe(200);
  });

  test('is over after its time, and its code after ten minutes (S5)', async () => {
    const { link, linkId } = await guests.linkFor(whose, '24 hours');
    await guests.codeFor(linkId);
    await house.at('2027-03-14T12:10:01Z');
    expect((await open(link)).body.type).toBe('guest-code-wrong');
    await house.at('2027-03-15T12:00:01Z');
    await guests.codeFor(linkId);
    expect((await open(link)).text).toBe(over);
  });

  test('is ended by five wrong codes, and no right one helps (S5)', async () => {
    const { link, linkId } = await guests.linkFor(whose);
    await guests.codeFor(linkId);
    const tries = await Promise.all(['1', '2', '3', '4', '5'].map((n) => open(link, n.repeat(8))));

    const said = tries.map(({ body }): string => body.type).toSorted((a, b) => a.localeCompare(b));
    expect(said).toEqual([...Array.from({ length: 4 }, () => 'guest-code-wrong'), 'guest-over']);
    expect((await open(link)).text).toBe(over);
  });

  test('takes a code as it is typed, and says what is missing (REQ-053)', async () => {
    const { link, linkId } = await guests.linkFor(whose);
    await guests.codeFor(linkId);
    const short = await open(link, '1234');

    expect(short.status).toBe(400);
    expect(short.body.fields).toEqual([
      { path: 'code', message: 'Enter the eight digits from the mail.' },
    ]);
    expect((await open(link, '1234 5678')).status).toBe(200);
  });
});

describe('a visit', () => {
  test('rests on a cookie that no script reads, and ends after half an hour without a request (S5)', async () => {
    const { link, linkId } = await guests.linkFor(whose);
    await guests.codeFor(linkId);
    const { set, window } = await open(link);
    expect(set).toEqual([
      expect.stringMatching(/^guest=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);

    await house.at('2027-03-14T12:29:00Z');
    expect((await window.get('/api/guest/meeting')).status).toBe(200);
    await house.at('2027-03-14T12:58:00Z');
    expect((await window.get('/api/guest/meeting')).status).toBe(200);
    await house.at('2027-03-14T13:28:30Z');
    expect((await window.get('/api/guest/meeting')).text).toBe(over);
  });

  test('ends when they leave, and opens nothing of the staff’s (REQ-178)', async () => {
    const window = await guests.opened(whose);
    expect((await window.get(`/api/conferences/${whose.conferenceId}`)).status).toBe(401);
    expect((await window.post('/api/guest/leave')).status).toBe(200);

    expect((await window.get('/api/guest/meeting')).text).toBe(over);
    expect((await house.as('ana').get('/api/guest/meeting')).status).toBe(404);
  });

  test('of a person who is asked no more is over (EP-12)', async () => {
    const window = await guests.opened(whose);
    await house.owner.query(
      `update review_attendee set invited_at = null where attendee_id in (select attendee_id from attendee where provider_id = $1)`,
      [whose.person.id],
    );

    expect((await window.get('/api/guest/meeting')).text).toBe(over);
  });
});
