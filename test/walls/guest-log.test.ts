import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '#server/features/audit/verify-audit.ts';
import type { Window } from '#test/browser-like.ts';
import { startHouse } from '#test/house.ts';
import {
  allOf,
  asGuestLogin,
  brokenFor,
  entering,
  guestScene,
  openedBy,
  type GuestScene,
} from '#test/walls/guest-scene.ts';

/** Whoever has stolen the login of the guests and a visit reads nothing that does not stand in the log, whatever they undo. */
const house = await startHouse();
const { owner } = house;
let here: GuestScene;
let window: Window;
let visit = '';
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-14T12:00:00Z');
  here = await guestScene(house);
});
beforeEach(async () => {
  await owner.query(`delete from disclosure where channel in ('portal_view', 'pdf')`);
  ({ window, visitHash: visit } = await openedBy(house, here.whose));
});

const noting = `select * from guest.note_page('{}')`;
const inTrail = () =>
  `select guest.note_in_trail(gen_random_uuid(), (guest.enter('${visit}') ->> 'at')::timestamptz, 'GET /api/guest/meeting', 'done',
     '{${here.client.clientId}}', 'forged')`;
/** What is read at the end of these words, of which nothing stays but what they commit. */
const after = (...words: string[]) =>
  asGuestLogin(house, async (say) => {
    for (const each of words) await say(each);
    return allOf(say);
  });
const lines = async () =>
  (
    await owner.query<{ channel: string }>(
      `select channel from disclosure where channel in ('portal_view', 'pdf') and client_id = $1`,
      [here.client.clientId],
    )
  ).rows.map(({ channel }) => channel);

const withoutLine = (): [string, string[]][] => [
  ['nothing is written', [entering(visit)]],
  ['the same transaction writes it', [entering(visit), noting, inTrail()]],
  ['a savepoint wrote it', [entering(visit), 'savepoint a', noting, inTrail(), 'release a']],
  ['it was undone', [entering(visit), noting, inTrail(), 'rollback and chain', entering(visit)]],
  ['it is not in the trail', [entering(visit), noting, 'commit and chain', entering(visit)]],
];

describe('what is read with a visit', () => {
  test('names nobody before the line of it stands, in the log and in the trail (EP-18, S16)', async () => {
    for (const [name, words] of withoutLine()) {
      const read = await after(...words);
      expect([name, read.includes('Quillfeather')]).toEqual([name, false]);
      expect([name, read.includes(here.client.clientId)]).toEqual([name, false]);
      // When and where, as it stood in the mail.
      expect(read).toContain('America/New_York');
    }
  });

  test.each([
    [
      'where the same transaction wrote it',
      's.xid <> pg_current_xact_id_if_assigned()',
      'true',
      'the same transaction writes it',
    ],
    [
      'where the trail is not asked',
      's.xid = pg_current_xact_id_if_assigned() or',
      'true or',
      'it is not in the trail',
    ],
  ])('control: %s, it is read (EP-18)', async (_how, from, to, name) => {
    const words = withoutLine().find(([each]) => each === name)?.[1] ?? [];
    await brokenFor(house, { name: 'auth.guest_lines(uuid)', from, to }, async () => {
      expect(await after(...words)).toContain('Quillfeather');
    });
  });

  test('is theirs once it stands, and a line that is not from us is named by the check of the trail (EP-18, S16)', async () => {
    const read = await after(
      entering(visit),
      noting,
      inTrail(),
      'commit and chain',
      entering(visit),
    );
    const { findings } = await verifyAudit(house.shell, { marks: [], foreign: 0 });
    await owner.query(`delete from audit where hmac = 'forged'`);

    expect(read).toContain('Quillfeather');
    expect(await lines()).toEqual(['portal_view']);
    expect(findings).toMatchObject([{ agencyId: here.work.agency.agencyId }]);
  });

  test('does not rest on what another visit wrote (EP-18)', async () => {
    await window.get('/api/guest/meeting');
    expect(await after(entering(visit))).toContain('Quillfeather');
    const other = await openedBy(house, here.whose);

    expect(await after(entering(other.visitHash))).not.toContain('Quillfeather');
  });
});

describe('in the product', () => {
  const trail = async (operation: string) =>
    (
      await owner.query<{ outcome: string }>(
        `select outcome from audit where service = 'guest' and operation = $1 and $2 = any(ids)`,
        [operation, here.client.clientId],
      )
    ).rows.map(({ outcome }) => outcome);

  test('a look is one line in the trail, and the first in a visit one in the log, also of five at once (EP-18, S16)', async () => {
    await owner.query(`delete from audit where service = 'guest'`);
    const looks = await Promise.all(
      Array.from({ length: 5 }, () => window.get('/api/guest/meeting')),
    );

    expect(looks.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(looks.map(({ text }) => text)).size).toBe(1);
    expect(looks[0]?.text).toContain('Quillfeather');
    expect(await lines()).toEqual(['portal_view']);
    expect(await trail('GET /api/guest/meeting')).toEqual(looks.map(() => 'done'));
  });

  test('what a wider consent adds is one line more (EP-18)', async () => {
    await window.get('/api/guest/meeting');
    const ana = house.as('ana');
    await ana.post(`/api/clients/${here.client.clientId}/consents`, {
      form: 'DOH-5032',
      recipients: [here.whose.person],
      classes: ['general'],
      purposes: ['case_conference'],
      validFrom: '2027-03-01',
      validUntil: '2028-03-01',
      signedOn: '2027-03-01',
    });
    expect((await window.get('/api/guest/meeting')).status).toBe(200);
    expect((await window.get('/api/guest/meeting')).status).toBe(200);

    expect(await lines()).toEqual(['portal_view', 'portal_view']);
  });
});
