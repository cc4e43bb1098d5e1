import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guestsIn } from '#test/given-guest.ts';
import { startHouse } from '#test/house.ts';
import {
  allOf,
  asGuestLogin,
  brokenFor,
  entering,
  guestScene,
  hashOf,
  openedBy,
  type GuestScene,
} from '#test/walls/guest-scene.ts';

/** Whoever has stolen the login of the guests, and perhaps a link or a visit too, says what they like in SQL. */
const house = await startHouse();
const { owner } = house;
let here: GuestScene;
let there: GuestScene;
let visit = '';
let otherVisit = '';
let linkHash = '';
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-14T12:00:00Z');
  here = await guestScene(house);
  there = await guestScene(house, 'hillside', 'Balthazar Oxenholme');
  visit = await read(here);
  otherVisit = await read(there);
  // In a third agency a link came that nobody has opened yet.
  const { link } = await guestsIn(house).linkFor(
    (await guestScene(house, 'lakeside', 'Ottilie Marsh')).whose,
  );
  linkHash = hashOf(link);
});

/** By a visit in which they have looked at their page. */
async function read({ whose }: GuestScene) {
  const { window, visitHash } = await openedBy(house, whose);
  expect((await window.get('/api/guest/meeting')).status).toBe(200);
  return visitHash;
}
const byLink = (hash: string) => `select guest.enter_by_link('${hash}')`;
/** Where no code was mailed, whoever says none. */
const opensWithout = (code: string) => [
  byLink(linkHash),
  `select guest.open(${code}, gen_random_uuid(), '${hashOf('mine')}')`,
  entering(hashOf('mine')),
];
const after = (...words: string[]) =>
  asGuestLogin(house, async (say) => {
    for (const each of words) await say(each);
    return allOf(say);
  });

describe('what is read', () => {
  test('without a visit is nothing, whatever was said before, and control: with one it is theirs (S3b, S5)', async () => {
    expect(await after(entering(visit))).toContain('Quillfeather');
    for (const words of [
      [],
      [byLink(linkHash)],
      opensWithout('null'),
      opensWithout(`''`),
      [entering('')],
      ['select guest.enter(null)'],
      [`select guest.enter('${visit.toUpperCase()}')`],
      [byLink(visit)],
      [entering(linkHash)],
      ['set role roundtable_owner', 'select 1'],
      ['set session authorization roundtable_owner'],
      ['set row_security = off'],
      [
        `select set_config('roundtable.context', '{"agency": "${here.work.agency.agencyId}"}', true)`,
      ],
      ['savepoint mine', entering(visit), 'rollback to mine'],
    ])
      expect([words, await after(...words)]).toEqual([words, '']);
  });

  test('control: where no code is taken for none, a link alone opens (S5)', async () => {
    const broken = {
      name: 'guest.open(text, uuid, text)',
      from: 'link.code_digest is null or given_digest is null or link.code_digest <> given_digest',
      to: 'link.code_digest is distinct from given_digest',
    };
    const said = () =>
      asGuestLogin(house, async (say) => {
        await say(byLink(linkHash));
        return say(`select guest.open(null, gen_random_uuid(), 'x') as a`);
      });
    expect(await said()).toEqual([{ a: 'wrong' }]);
    await brokenFor(house, broken, async () => {
      expect(await said()).toEqual([{ a: 'open' }]);
    });
  });

  test('by a visit is of one conference, one person and one agency, also after a second entering (S3, S23)', async () => {
    const both = /Quillfeather|riverbend|Oxenholme|hillside|Marsh/;
    expect((await after(entering(visit))).match(new RegExp(both, 'g'))).not.toContain('Oxenholme');
    // The last one counts, and nothing of the one before is left.
    const mixed = await after(entering(visit), entering(otherVisit));
    expect(mixed).toContain('Oxenholme');
    expect(mixed).not.toMatch(/Quillfeather/);
    expect(mixed).not.toContain(here.work.agency.agencyId);
    expect(await after(entering(otherVisit), byLink(linkHash))).toBe('');
    // Who opens nothing stays who they were.
    expect(await after(entering(visit), entering(linkHash))).toContain('Quillfeather');
  });

  test('by a visit from a mailbox that is theirs no more is nothing, in this transaction either, and control: where the door notes it nonetheless it is read (S5)', async () => {
    const address = (email: string) =>
      owner.query(`update provider_version set email = $2 where provider_id = $1`, [
        here.providerId,
        email,
      ]);
    const { rows } = await owner.query(
      `select email from provider_version where provider_id = $1`,
      [here.providerId],
    );
    await address('another@clinic.example');
    const told = await after(entering(visit));
    const noted = {
      name: 'guest.enter(text)',
      from: 'perform auth.write_down_guest(link, null)',
      to: 'perform null',
    };
    let opened = '';
    await brokenFor(house, noted, async () => {
      opened = await after(entering(visit));
    });
    await address(rows[0].email);

    expect(told).toBe('');
    expect(opened).toContain('Quillfeather');
    expect(await after(entering(visit))).toContain('Quillfeather');
  });

  test('is found by no name of their own in its place (S3b)', async () => {
    expect(
      await after(
        `create temp table asking as select pg_current_xact_id() as xid, '${there.work.agency.agencyId}'::uuid as agency`,
        `create temp view guest_review as select * from guest.reviews()`,
        'set search_path = pg_temp, auth, public, guest',
        entering(visit),
      ),
    ).not.toMatch(/Oxenholme|Marsh/);
    const before = await after(entering(visit));
    expect(await after('set search_path = pg_temp', entering(visit))).toBe(before);
  });

  test('ends with the quarter of an hour of a transaction (S3b)', async () => {
    const { rows } = await owner.query<{ usual: string }>(
      `select pg_get_functiondef('auth.longest_visit(name)'::regprocedure) as usual`,
    );
    const usual = rows[0]?.usual ?? '';
    await owner.query(usual.replace(`'00:15:00'`, `'00:00:01'`));
    const told = await asGuestLogin(house, async (say) => {
      await say(entering(visit));
      const first = await allOf(say);
      await say('select pg_sleep(1.1)');
      return [
        first,
        await allOf(say),
        await say(`select guest.reply('yes')`),
        await say(entering(visit)),
        await allOf(say),
      ];
    });
    await owner.query(usual);

    expect(told[0]).toContain('Quillfeather');
    expect([told[1], told[4]]).toEqual(['', '']);
  });
});
