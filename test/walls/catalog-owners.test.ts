import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());

const rows = async (text: string) => (await house.owner.query(text)).rows;
const names = async (text: string) => (await rows(text)).map((row) => row.name);

test('everything belongs to a role that cannot log in (S23)', async () => {
  expect(
    await names(`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'auth', 'sign_in', 'queue', 'guest') and c.relkind in ('r', 'p', 'v')
        and pg_get_userbyid(c.relowner) <> 'roundtable_owner'`),
  ).toEqual([]);
  expect(
    await rows(`select rolcanlogin as can from pg_roles where rolname = 'roundtable_owner'`),
  ).toEqual([{ can: false }]);
});

test('the logins have no special power and own nothing (S23)', async () => {
  expect(
    await names(`
      select rolname as name from pg_roles
      where rolname in ('roundtable_app', 'roundtable_guest', 'roundtable_worker', 'roundtable_auth')
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit or rolreplication)`),
  ).toEqual([]);
  expect(
    await names(`
      select c.relname as name from pg_class c where pg_get_userbyid(c.relowner) in
        ('roundtable_app', 'roundtable_guest', 'roundtable_worker', 'roundtable_auth')`),
  ).toEqual([]);
  expect(
    await names(`
      select login as name from unnest(array['roundtable_app', 'roundtable_guest', 'roundtable_worker', 'roundtable_auth']) login
      where has_schema_privilege(login, 'public', 'create') or has_schema_privilege(login, 'auth', 'create')`),
  ).toEqual([]);
});
