import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openWindow, type Window } from '#test/browser-like.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { brokenFor, guestScene, openedBy, type GuestScene } from '#test/walls/guest-scene.ts';

const trials = process.env['ROUNDTABLE_DEEP'] === '1' ? 200 : 10;
const house = await startHouse();
const { owner } = house;
let scene: GuestScene;
let window: Window;
let consentId = '';
let over = '';
const page = '/api/guest/meeting';
afterAll(() => house.close());

/** They agree again, are asked again and open it. */
async function again() {
  const { work, client, providerId } = scene;
  consentId = await givenIn(house).consent(work.agency, { client, providerId, by: work.ana });
  await owner.query('update review_attendee set invited_at = auth.now()');
  ({ window } = await openedBy(house, scene.whose));
}

beforeAll(async () => {
  await house.at('2027-03-14T12:00:00Z');
  scene = await guestScene(house);
  ({ consentId } = scene);
  ({ window } = await openedBy(house, scene.whose));
  over = (await openWindow(house).post('/api/guest/open', unknown)).text;
});
afterEach(again);

const unknown = { link: 'x'.repeat(43), code: '12345678' };
const isTold = ({ text }: { text: string }) => text.includes('Quillfeather');
const written = async () =>
  Number(
    (await owner.query(`select count(*) from disclosure where channel = 'portal_view'`)).rows[0]
      .count,
  );

test(
  `in ${trials} of ${trials} times no page that is asked for after consent was taken back tells anything (S6, EP-12)`,
  { timeout: 600_000 },
  async () => {
    for (let trial = 0; trial < trials; trial += 1) {
      if (trial > 0) await again();
      expect(isTold(await window.get(page))).toBe(true);
      const state = { isOver: false };
      const seen: { after: boolean; told: boolean; status: number }[] = [];
      const reading = Array.from({ length: 3 }, async () => {
        for (let left = 3; left > 0;) {
          const after = state.isOver;
          if (after) left -= 1;
          const answer = await window.get(page);
          seen.push({ after, told: isTold(answer), status: answer.status });
        }
      });
      await pause(5 * (trial % 4));
      const { status } = await house.as('ana').post(`/api/consents/${consentId}/revoke`);
      state.isOver = true;
      await Promise.all(reading);

      expect(status).toBe(200);
      expect(seen.filter(({ after, told }) => after && told)).toEqual([]);
      expect(seen.filter(({ status: each }) => ![200, 404].includes(each))).toEqual([]);
    }
  },
);

/** Consent is taken back after the page was read and before the log is asked: whoever writes in it waits until then. */
async function readMeanwhile() {
  const other = new pg.Client(house.migrator);
  await other.connect();
  await other.query('begin; lock table disclosure in exclusive mode');
  const asked = window.get(page);
  await expect
    .poll(
      async () =>
        (
          await owner.query(
            `select 1 from pg_locks where relation = 'disclosure'::regclass and not granted`,
          )
        ).rowCount,
    )
    .toBeGreaterThan(0);
  await other.query(
    'update consent set revoked_at = auth.now(), revoked_by = recorded_by where revoked_at is null; commit',
  );
  await other.end();
  return asked;
}

test('what was to be written down just before consent was taken back is not, and does not leave (S6, EP-12, EP-18)', async () => {
  await owner.query(`delete from disclosure where channel = 'portal_view'`);
  const { text } = await readMeanwhile();

  expect(text).toBe(over);
  expect(await written()).toBe(0);
});

test('nor does what was read again just before, though it stood in the log (S6, EP-12)', async () => {
  expect(isTold(await window.get(page))).toBe(true);
  const before = await written();
  const { text } = await readMeanwhile();

  expect(text).toBe(over);
  expect(await written()).toBe(before);
});

test('control: where the log is not asked once more, what was read leaves (S6)', async () => {
  expect(isTold(await window.get(page))).toBe(true);
  const broken = {
    name: 'guest.note_page(jsonb)',
    from: 'for each in',
    to: `lock table disclosure in row exclusive mode;
      return query select c.client_id, true from client c where c.legal_family = 'Quillfeather'; return; for each in`,
  };
  await brokenFor(house, broken, async () => {
    expect(isTold(await readMeanwhile())).toBe(true);
  });
});

type Ending = {
  how: string;
  path: (scene: GuestScene) => string;
  body: (scene: GuestScene) => object;
};
const ofMeeting = (what: string) => (of: GuestScene) =>
  `/api/conferences/${of.whose.conferenceId}${what}`;
const endings: Ending[] = [
  {
    how: 'they are taken off',
    path: ofMeeting('/people/take-off'),
    body: ({ whose }) => ({ person: whose.person }),
  },
  {
    how: 'the client says no to telling them',
    path: ({ client }) => `/api/clients/${client.clientId}/consents/stop-telling`,
    body: ({ whose }) => ({ recipient: whose.person, how: 'oral' }),
  },
];

test.each(endings)(
  'from when $how their page is over, as if nothing had ever been (EP-12, REQ-178)',
  async ({ how, path, body }) => {
    const other = await guestScene(house, how.replaceAll(' ', '-'));
    const opened = await openedBy(house, other.whose);
    expect(isTold(await opened.window.get(page))).toBe(true);
    const version = how.includes('taken off') ? { version: await versionOf(other) } : {};
    const { status, body: said } = await house
      .as(other.leader)
      .post(path(other), { ...version, ...body(other) });
    expect([status, said]).toEqual([200, said]);

    expect((await opened.window.get(page)).text).toBe(over);
    expect(
      (await opened.window.post('/api/guest/reply', { visitId: randomUUID(), reply: 'yes' })).text,
    ).toBe(over);
  },
);

const versionOf = async ({ leader, whose }: GuestScene) =>
  (await house.as(leader).get(`/api/conferences/${whose.conferenceId}`)).body.version;

test('of a meeting that is off they read that it is, and no name (EP-12)', async () => {
  const other = await guestScene(house, 'lakeside');
  const opened = await openedBy(house, other.whose);
  const { status } = await house
    .as(other.leader)
    .post(`/api/conferences/${other.whose.conferenceId}/cancel`, { reason: 'The room is taken.' });
  const read = await opened.window.get(page);

  expect([status, read.status, read.body.meeting.state]).toEqual([200, 200, 'cancelled']);
  expect(isTold(read)).toBe(false);
});
