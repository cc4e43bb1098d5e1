import { afterAll, expect, describe, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { asGuestLogin, isFault } from '#test/walls/guest-scene.ts';

const house = await startHouse();
const { owner } = house;
afterAll(() => house.close());

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
  'form',
  'forms',
  'keys',
  'leave',
  'meeting',
  'note_form',
  'note_in_trail',
  'note_page',
  'open',
  'reasons',
  'reply',
  'reviews',
  'say',
  'texts',
].map((name) => `guest.${name}`);

describe('the login of the guests', () => {
  test('reads two views and calls eighteen functions of its own schema, and nothing else of the database (S3b, S23)', async () => {
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
