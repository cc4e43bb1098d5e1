import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { runAsOwner } from '#test/walls/run-as-owner.ts';

const house = await startHouse();
afterAll(() => house.close());

const rows = async (text: string) => (await house.owner.query(text)).rows;
const names = async (text: string) => (await rows(text)).map((row) => row.name);

/** The lint itself, so that a control can run it against a broken catalog. */
const unprotected = () =>
  names(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`);

const withoutPolicies = () =>
  names(`
    select c.relname || ' ' || kind as name from pg_class c join pg_namespace n on n.oid = c.relnamespace,
      unnest(array['r', 'a', 'w', 'd']) kind
    where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'stale_enrollment'
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd::text = kind
        and (kind in ('r', 'd') or p.polwithcheck is not null))`);

test('every table has row security on and forced (S23)', async () => {
  expect(await unprotected()).toEqual([]);
});

const withoutGuard = () =>
  names(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'class' and not a.attisdropped
    where n.nspname = 'public' and c.relkind = 'r' and not exists (select from pg_policy p
      where p.polrelid = c.oid and p.polname = 'knows_class' and not p.polpermissive and p.polcmd = 'r')`);

test('rows with a class ask who may know it; what a program or an organization is called is no row about a client (S23, REQ-036)', async () => {
  expect(await withoutGuard()).toEqual(['program', 'organization']);
});

test('control: a table with classes that nobody guards is noticed (S23)', async () => {
  await house.owner.query('create table unguarded (agency_id uuid, class code)');

  expect(await withoutGuard()).toContain('unguarded');
  await house.owner.query('drop table unguarded');
});

test('every table has its own policy for each command, with a written check (S23)', async () => {
  expect(await withoutPolicies()).toEqual([]);
});

test('control: a new table without row security, and one without policies, are noticed (S23)', async () => {
  await house.owner.query('create table forgotten (agency_id uuid primary key)');
  await house.owner.query('create table half_done (agency_id uuid primary key)');
  await house.owner.query('alter table half_done enable row level security');
  await house.owner.query('alter table half_done force row level security');

  expect(await unprotected()).toEqual(['forgotten']);
  expect(await withoutPolicies()).toContain('half_done r');

  await house.owner.query('drop table forgotten, half_done');
});

test('the agency leads the primary key and every foreign key (S23)', async () => {
  const stray = await names(`
    select c.conrelid::regclass || ' ' || c.conname as name
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where n.nspname = 'public' and c.contype in ('p', 'f')
      and (select a.attname from pg_attribute a where a.attrelid = c.conrelid and a.attnum = c.conkey[1]) <> 'agency_id'`);

  // The one link that leaves the agency: a person's sign-in is shared between agencies (decision 18).
  expect(stray).toEqual(['staff staff_user_id_fkey']);
});

test('history can be added to and never rewritten (S23)', async () => {
  expect(
    await names(`
      select t || ' ' || p as name from unnest(array['audit', 'audit_seal', 'disclosure', 'record_entry']) t,
        unnest(array['update', 'delete', 'truncate']) p, unnest(array['roundtable_app', 'roundtable_worker']) login
      where has_table_privilege(login, t, p)`),
  ).toEqual([]);
});

test('functions that run as the owner are on this list, with a pinned search path (S23)', async () => {
  const definers = await rows(`
    select case n.nspname when 'guest' then 'guest.' else '' end || p.proname as name, coalesce(array_to_string(p.proconfig, ','), '') as config
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'auth', 'guest') and p.prosecdef order by 1`);

  expect(definers.filter(({ config }) => !config.includes('search_path'))).toEqual([]);
  expect([...new Set(definers.map(({ name }) => name))]).toEqual(runAsOwner);
});
