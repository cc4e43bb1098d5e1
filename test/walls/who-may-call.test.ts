import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());

const names = async (text: string) => (await house.owner.query(text)).rows.map(({ name }) => name);

test('a way back in is made at the machine by no login at all, and a mailed one by the worker alone (S15, S23)', async () => {
  expect(
    await names(`
      select login || ' ' || f as name
      from unnest(array['roundtable_app', 'roundtable_guest', 'roundtable_worker', 'roundtable_auth']) login,
        unnest(array['auth.recover_at_machine(uuid,text,text)', 'auth.issue_recovery(text)']) f
      where has_function_privilege(login, f, 'execute')`),
  ).toEqual(['roundtable_worker auth.issue_recovery(text)']);
});

test('no login may call what mints, writes down who asks or founds, but through the door (S23)', async () => {
  expect(
    await names(`
      select login || ' ' || f as name
      from unnest(array['roundtable_app', 'roundtable_guest', 'roundtable_worker']) login,
        unnest(array['auth.mint(uuid,uuid,text,text)', 'auth.write_down(jsonb)', 'auth.rescope(uuid,uuid[])',
          'auth.scope_on(date,uuid,uuid[])',
          'auth.highest_class(uuid,uuid)', 'auth.found_agency(text,jsonb)', 'auth.choose_agency(text,uuid)', 'auth.put_in_queue(uuid,text,jsonb,jsonb)', 'auth.ask_for_letters(uuid[],text,text)', 'auth.emergency_reviewers(uuid,uuid,uuid)',
          'auth.open_recovery(text)',
          'auth.begin_recovery(uuid,staff,text,text,boolean,interval)', 'auth.ask_recovery(uuid,uuid,text)',
          'auth.may_let_in(uuid)', 'auth.demand_second_person(uuid)', 'auth.has_other_administrator(uuid,uuid)']) f
      where has_function_privilege(login, f, 'execute')`),
  ).toEqual([]);
});

const openInEmergency = () =>
  names(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('audit', 'stale_enrollment')
      and (select count(*) from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polname like 'no_%_by_glass') < 3`);

test('emergency access writes to no table but the trail, and control: a table that is left open is noticed (S17, S23)', async () => {
  expect(await openInEmergency()).toEqual([]);

  await house.owner.query('create table left_open (agency_id uuid primary key)');
  expect(await openInEmergency()).toEqual(['left_open']);
  await house.owner.query('drop table left_open');
});

test('which papers let something be told is said in one place, whoever asks (S3, REQ-034)', async () => {
  expect(
    await names(`
      select proname as name from pg_proc where pronamespace = 'auth'::regnamespace
        and prosrc ~ 'we_disclose' and prosrc ~ 'from consent_party'`),
  ).toEqual(['papers_about']);
});

test('letters are asked for in one place, and who reviews an emergency is said in one (S17)', async () => {
  const saying = (words: string) =>
    names(
      `select proname as name from pg_proc where pronamespace = 'auth'::regnamespace and ${words}`,
    );

  expect(await saying(`prosrc ~ 'put_in_queue.*staffId.*loop'`)).toEqual(['ask_for_letters']);
  expect(
    await saying(
      `prosrc ~ 'team_role = ''supervisor''' and prosrc ~ 'role = ''administrator'' or'`,
    ),
  ).toEqual(['emergency_reviewers']);
});
