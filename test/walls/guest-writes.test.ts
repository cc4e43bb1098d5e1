import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '#server/features/audit/verify-audit.ts';
import { startHouse } from '#test/house.ts';
import { untilItComesOrWaits } from '#test/two-at-once.ts';
import {
  asGuestLogin,
  brokenFor,
  entering,
  guestScene,
  hashOf,
  isFault,
  openedBy,
  type GuestScene,
} from '#test/walls/guest-scene.ts';

/** Whoever has stolen the login of the guests and a visit writes what they like in SQL. */
const house = await startHouse();
const { owner } = house;
let here: GuestScene;
let there: GuestScene;
let visit = '';
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-14T12:00:00Z');
  here = await guestScene(house);
  there = await guestScene(house, 'hillside', 'Balthazar Oxenholme');
  ({ visitHash: visit } = await openedBy(house, here.whose));
});

describe('what is written', () => {
  const kept = (scene: GuestScene) =>
    owner.query(
      `select (select jsonb_agg(to_jsonb(d) order by d.disclosure_id) from disclosure d where d.agency_id = $1) as told,
        (select jsonb_agg(to_jsonb(a) order by a.attendee_id) from attendee a where a.agency_id = $1) as replies,
        (select jsonb_agg(to_jsonb(l) order by l.link_id) from auth.guest_link l where l.agency_id = $1) as links,
        (select count(*) from queue.job) as jobs, (select jsonb_agg(to_jsonb(a) order by audit_id) from audit a where a.agency_id = $1) as trail`,
      [scene.work.agency.agencyId],
    );

  test('by one visit is about its own rows alone (S3, S23)', async () => {
    const before = (await kept(there)).rows;
    const said = await asGuestLogin(house, async (say) => {
      await say(entering(visit));
      const each = [
        await say(`select of_client as a from guest.note_page('{}')`),
        await say(`select guest.note_form('${there.meeting.reviewIds[0]}', '{}') as a`),
        await say(`select guest.open('x', gen_random_uuid(), 'x') as a`),
        await say(`select guest.reply('perhaps')`),
        await say(`select guest.reply('yes') as a`),
        await say(`select guest.say(gen_random_uuid(), 'done', null, gen_random_uuid()) as a`),
        await say(`select guest.say(gen_random_uuid(), 'more-time', null, gen_random_uuid())`),
      ];
      await say('commit');
      return each;
    });

    expect(said).toEqual([
      [{ a: here.client.clientId }],
      [{ a: null }],
      [{ a: 'over' }],
      { code: '23514' },
      [{ a: true }],
      [{ a: null }],
      { code: '22023' },
    ]);
    expect((await kept(there)).rows).toEqual(before);
    const { rows } = await owner.query(
      `select a.provider_id, a.response from attendee a where response <> 'waiting'`,
    );
    expect(rows).toEqual([{ provider_id: here.providerId, response: 'yes' }]);
  });

  test('by nobody is nothing: neither a letter, an answer, a line nor an end (S23)', async () => {
    const before = (await kept(here)).rows;
    const said = await asGuestLogin(house, async (say) => {
      const each = [
        await say(`select guest.ask('write-guest-code', gen_random_uuid()) as a`),
        await say(`select guest.ask('send-mail', gen_random_uuid()) as a`),
        await say(`select guest.reply('no') as a`),
        await say(`select guest.open('x', gen_random_uuid(), 'x') as a`),
        await say(`select guest.note_form('${here.meeting.reviewIds[0]}', '{}') as a`),
        await say(`select count(*)::integer as a from guest.note_page('{}')`),
      ];
      await say('select guest.leave()');
      await say('commit');
      return each;
    });

    expect(said.map((each) => (isFault(each) ? each.code : each[0]))).toEqual([
      { a: '' },
      '22023',
      { a: null },
      { a: 'over' },
      { a: null },
      { a: 0 },
    ]);
    expect((await kept(here)).rows).toEqual(before);
  });

  test('into the trail is a step of a guest at this moment in this agency, and without the key the check of the trail names it (S16)', async () => {
    const line = (what: string, at = '(select context.at from context)') =>
      `with context as (select (guest.enter('${visit}') ->> 'at')::timestamptz as at)
       select guest.note_in_trail(gen_random_uuid(), ${at}, ${what}, 'done', '{}', 'signed')`;
    const said = await asGuestLogin(house, async (say) => {
      const each = [
        await say(line(`'GET /api/guest/meeting'`)),
        await say(line(`'POST /api/staff/deactivate'`)),
        await say(line(`'words of a client'`)),
        await say(line('null')),
        await say(line(`'GET /api/guest/meeting'`, `'infinity'`)),
        await say(line(`'GET /api/guest/meeting'`, `'2020-01-01Z'`)),
      ];
      await say('commit');
      return each.map((one) => (isFault(one) ? one.code : 'written'));
    });
    const { findings } = await verifyAudit(house.shell, { marks: [], foreign: 0 });
    const { rows } = await owner.query(
      `select agency_id, actor_id, service, audit_id from audit where hmac = 'signed'`,
    );

    expect(said).toEqual(['written', '22023', '22023', '22023', '22023', '22023']);
    expect(rows).toEqual([
      {
        agency_id: here.work.agency.agencyId,
        actor_id: null,
        service: 'guest',
        audit_id: expect.anything(),
      },
    ]);
    expect(findings).toMatchObject([
      { agencyId: here.work.agency.agencyId, row: expect.stringContaining(rows[0].audit_id) },
    ]);
  });
});

/** As the worker makes one when a mail leaves, in a transaction that is still open. */
async function leaving(name: string) {
  const worker = new pg.Client(house.migrator);
  await worker.connect();
  await worker.query('begin');
  await worker.query(`select auth.enter_service($1, 'daily-projection')`, [
    here.work.agency.agencyId,
  ]);
  const issued = worker.query(
    `select auth.issue_guest_link(m.mail_id, $2) as issued from mail m where m.agency_id = $1 and m.provider_id is not null limit 1`,
    [here.work.agency.agencyId, hashOf(name)],
  );
  return { issued, commit: () => worker.query('commit').then(() => worker.end()) };
}

/** How many links are open after two mails left at once. */
async function openAfterTwo(names: [string, string]) {
  await owner.query(`update mail set state = 'queued' where agency_id = $1`, [
    here.work.agency.agencyId,
  ]);
  const first = await leaving(names[0]);
  await first.issued;
  const second = await leaving(names[1]);
  await untilItComesOrWaits(house, second.issued);
  await first.commit();
  await second.issued;
  await second.commit();
  const { rows } = await owner.query(
    `select link_hash from auth.guest_link where agency_id = $1 and ended_at is null`,
    [here.work.agency.agencyId],
  );
  return rows.map(({ link_hash: hash }) => hash);
}

test('of two mails that leave at once one has the link that is open, and control: where neither waits, both have (S5)', async () => {
  expect(await openAfterTwo(['one', 'two'])).toEqual([hashOf('two')]);

  const broken = {
    name: 'auth.one_at_a_time(auth.guest_link)',
    from: 'select pg_advisory_xact_lock',
    to: 'select hashint8',
  };
  await brokenFor(house, broken, async () => {
    expect(await openAfterTwo(['three', 'four'])).toHaveLength(2);
  });
});
