import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guestsIn } from '#test/given-guest.ts';
import { startHouse } from '#test/house.ts';
import {
  asGuestLogin,
  brokenFor,
  entering,
  guestScene,
  hashOf,
  isFault,
  openedBy,
  type GuestScene,
  type Said,
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
  ({ visitHash: visit } = await openedBy(house, here.whose));
  ({ visitHash: otherVisit } = await openedBy(house, there.whose));
  // Another conference of the same client, to which nobody opened anything yet.
  const { link } = await guestsIn(house).linkFor(
    (await guestScene(house, 'lakeside', 'Ottilie Marsh')).whose,
  );
  linkHash = hashOf(link);
});

const names = async (text: string): Promise<string[]> =>
  (await owner.query(text)).rows.map(({ name }) => name);
const ours = `nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_(toast|temp)'`;
const relations = () =>
  names(`select format('%I.%I', nspname, relname) as name from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind in ('r', 'p', 'v', 'm', 'f') and ${ours} order by 1`);
type Call = { name: string; words: string };
/** Every function, with a plausible value for each of its arguments. */
const calls = async (): Promise<Call[]> =>
  (
    await owner.query(`
      select format('%I.%I', nspname, proname) as name, format('select * from %I.%I(%s)', nspname, proname,
          (select coalesce(string_agg(case format_type(t, null) when 'uuid' then 'gen_random_uuid()' when 'text' then quote_literal('x') else 'null' end
            || case when exists (select from pg_type k where k.oid = t and k.typnamespace = 'pg_catalog'::regnamespace) then '::' || format_type(t, null) else '' end,
            ', '), '') from unnest(proargtypes) t)) as words
      from pg_proc p join pg_namespace n on n.oid = pronamespace where prokind = 'f' and ${ours} order by 1`)
  ).rows;

const readable = async (all: readonly string[]) =>
  asGuestLogin(house, async (say) => {
    const read: string[] = [];
    for (const name of all)
      if (!isFault(await say(`select * from ${name} limit 1`))) read.push(name);
    return read;
  });
/** A function that the login may call fails at something else, if it fails at all. */
const callable = (all: readonly Call[]) =>
  asGuestLogin(house, async (say) => {
    const called = new Set<string>();
    for (const { name, words } of all) {
      const said = await say(words);
      if (!isFault(said) || said.code !== '42501') called.add(name);
    }
    return [...called];
  });

const granted = [
  'actions',
  'ask',
  'enter',
  'enter_by_link',
  'forms',
  'keys',
  'leave',
  'meeting',
  'note_in_trail',
  'note_shown',
  'open',
  'reasons',
  'reply',
  'reviews',
  'say',
  'texts',
].map((name) => `guest.${name}`);

describe('the login of the guests', () => {
  test('reads two views and calls sixteen functions of its own schema, and nothing else of the database (S3b, S23)', async () => {
    const tables = await relations();
    const functions = await calls();
    expect(tables.length).toBeGreaterThan(100);
    expect(functions.length).toBeGreaterThan(200);

    expect(await readable(tables)).toEqual(['guest.notice_text', 'guest.sealing_key']);
    expect(await callable(functions)).toEqual(granted);
  });

  test('control: a table and a function that were opened are noticed (S23)', async () => {
    await owner.query(
      'grant usage on schema auth to roundtable_guest; grant select on auth.guest_link to roundtable_guest; grant execute on function auth.longest_visit(name) to roundtable_guest',
    );
    const read = await readable(['auth.guest_link', 'auth.guest_visit']);
    const called = await callable(
      (await calls()).filter(({ name }) => ['auth.longest_visit', 'auth.mint'].includes(name)),
    );
    await owner.query(
      'revoke usage on schema auth from roundtable_guest; revoke select on auth.guest_link from roundtable_guest; revoke execute on function auth.longest_visit(name) from roundtable_guest',
    );

    expect([read, called]).toEqual([['auth.guest_link'], ['auth.longest_visit']]);
  });

  test('changes no row of any table, and makes nothing (S23)', async () => {
    const changed =
      await names(`select relname || ' ' || p as name from pg_class c join pg_namespace n on n.oid = relnamespace,
        unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p
      where relkind in ('r', 'p', 'v') and ${ours} and has_table_privilege('roundtable_guest', c.oid, p)`);
    const made = await names(
      `select nspname as name from pg_namespace where has_schema_privilege('roundtable_guest', oid, 'create')`,
    );

    expect([changed, made]).toEqual([[], []]);
  });
});

const reading = [
  'meeting()',
  'reviews()',
  'reasons()',
  'actions()',
  'forms()',
  'texts()',
  'keys()',
  'notice_text',
  'sealing_key',
];
type Say = (text: string, values?: unknown[]) => Promise<Said>;
/** Everything that can be read at this point, as text. */
async function allOf(say: Say) {
  const read: string[] = [];
  for (const what of reading) {
    const said = await say(`select * from guest.${what}`);
    if (!isFault(said) && said.length > 0) read.push(JSON.stringify(said));
  }
  return read.join('\n');
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
    await brokenFor(house, broken, async () => {
      expect(await after(...opensWithout('null'))).toContain('Marsh');
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
    const read = await asGuestLogin(house, async (say) => {
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

    expect(read[0]).toContain('Quillfeather');
    expect([read[1], read[4]]).toEqual(['', '']);
  });
});
