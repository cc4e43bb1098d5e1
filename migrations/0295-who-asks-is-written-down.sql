-- Who asks stood in a setting that anybody may write, with a proof beside it that each asking worked out again. It stands in a row now, which
-- only entering writes and which holds for the transaction that wrote it: nothing to prove, and half the price of asking.
create table auth.asking (
  xid xid8 primary key,
  -- Numbers of transactions begin anew in a database that is restored from a dump; this backend and this moment do not come again.
  backend integer not null default pg_backend_pid(),
  began timestamptz not null default transaction_timestamp(),
  agency uuid not null,
  actor uuid,
  purpose text not null,
  service text,
  today date not null,
  roles text[] not null,
  teams uuid[] not null,
  supervised uuid[] not null,
  glass uuid[] not null,
  cleared text[] not null,
  untold uuid[] not null,
  audited uuid[],
  proved timestamptz)
  -- Each vacuum of this table would have every connection plan all its statements anew.
  with (autovacuum_vacuum_threshold = 200000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_insert_threshold = -1,
    autovacuum_analyze_threshold = 200000, autovacuum_analyze_scale_factor = 0);
-- Rows of transactions that never come. In a table of a few rows the planner reads them all, and goes on so once there are many.
insert into auth.asking
  select (9223372036854775807 + nth)::text::xid8, 0, 'epoch', nobody, null, 'none', null, 'epoch', '{}', '{}', '{}', '{}', '{}', '{}', null, null
  from generate_series(1::numeric, 1000) nth, cast('00000000-0000-0000-0000-000000000000' as uuid) nobody;
analyze auth.asking;

alter type auth.asker add attribute service text, add attribute cleared text[], add attribute untold uuid[], add attribute audited uuid[];
create or replace function auth.who_asks() returns auth.asker
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
  declare asker auth.asker;
  begin
    select a.agency, a.actor, a.purpose, a.today, a.roles, a.teams, a.supervised, a.glass, a.service, a.cleared, a.untold, a.audited into asker
      from auth.asking a
      where a.xid = pg_current_xact_id_if_assigned() and a.backend = pg_backend_pid() and a.began = transaction_timestamp();
    return asker;
  end $$;
create or replace function auth.context() returns jsonb
  language sql stable security definer set search_path = pg_catalog, pg_temp
  return (select to_jsonb(a) - array['xid', 'backend', 'began'] from auth.asking a
    where a.xid = pg_current_xact_id_if_assigned() and a.backend = pg_backend_pid() and a.began = transaction_timestamp());

create or replace function auth.agency() returns uuid language sql stable
  return (auth.who_asks()).agency;
create or replace function auth.actor() returns uuid language sql stable
  return (auth.who_asks()).actor;
create or replace function auth.purpose() returns text language sql stable
  return (auth.who_asks()).purpose;
create or replace function auth.today() returns date language sql stable
  return (auth.who_asks()).today;
create or replace function auth.is_emergency() returns boolean language sql stable
  return coalesce((auth.who_asks()).purpose = 'emergency', false);
create or replace function auth.has_role(wanted text) returns boolean language sql stable
  return coalesce(wanted = any((auth.who_asks()).roles), false);
create or replace function auth.sees_all_clients() returns boolean language sql stable
  return coalesce('administrator' = any((auth.who_asks()).roles), false);
create or replace function auth.reads_content() returns boolean language sql stable
  return coalesce((auth.who_asks()).roles && array['case-manager', 'supervisor'], false);
create or replace function auth.teams() returns uuid[] language sql stable
  return coalesce((auth.who_asks()).teams, '{}');
create or replace function auth.supervised() returns uuid[] language sql stable
  return coalesce((auth.who_asks()).supervised, '{}');
create or replace function auth.glass() returns uuid[] language sql stable
  return coalesce((auth.who_asks()).glass, '{}');
create or replace function auth.cleared() returns text[] language sql stable
  return coalesce((auth.who_asks()).cleared, '{}');
create or replace function auth.untold_programs() returns uuid[] language sql stable
  return coalesce((auth.who_asks()).untold, '{}');
create or replace function auth.audited() returns uuid[] language sql stable
  return coalesce((auth.who_asks()).audited, '{}');
drop function auth.ids(text);

-- Where a row of a client is read, the row of who asks is read beside it.
create or replace view auth.in_reach with (security_barrier) as
  select c.agency_id, c.client_id, h.actor,
    h.roles && array['case-manager', 'supervisor'] as reads_content,
    c.manager_ids && array[h.actor] and c.scope_changes_on > h.today as manages,
    c.overseeing_ids && h.supervised as oversees,
    c.client_id = any(h.glass) as by_glass
  from auth.asking h join public.client c on c.agency_id = h.agency
  where h.xid = pg_current_xact_id_if_assigned() and h.backend = pg_backend_pid() and h.began = transaction_timestamp()
    and ('administrator' = any(h.roles) or c.staff_ids && array[h.actor] and c.scope_changes_on > h.today
      or c.team_ids && h.teams or c.program_ids && h.supervised or c.client_id = any(h.glass))
    and (h.purpose <> 'emergency' or c.client_id = any(h.glass));

create function auth.write_down(answer jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
  as $$
  begin
    insert into auth.asking select (jsonb_populate_record(null::auth.asking,
        answer || jsonb_build_object('xid', pg_current_xact_id(), 'backend', pg_backend_pid(), 'began', transaction_timestamp()))).*
      on conflict (xid) do update set (backend, began, agency, actor, purpose, service, today, roles, teams, supervised, glass, cleared, untold, audited, proved) =
        (excluded.backend, excluded.began, excluded.agency, excluded.actor, excluded.purpose, excluded.service, excluded.today, excluded.roles, excluded.teams,
          excluded.supervised, excluded.glass, excluded.cleared, excluded.untold, excluded.audited, excluded.proved);
  end $$;
revoke all on function auth.write_down(jsonb) from public;
do $$
declare
  said constant text := 'perform set_config\(said\.name, said\.value, true\) from \(values \(''roundtable\.proof'', '
    'auth\.signature\((payload|answer::text)\)\), \(''roundtable\.context'', \1\)\) said\(name, value\)';
  entering oid;
  how_many integer := 0;
begin
  for entering in select p.oid from pg_proc p where p.pronamespace = 'auth'::regnamespace and p.prosrc ~ 'set_config\(said' loop
    if pg_get_functiondef(entering) !~ said then raise exception 'the door is not as it was'; end if;
    execute regexp_replace(regexp_replace(pg_get_functiondef(entering), said, 'perform auth.write_down(answer)'),
      '\s+payload text;|\s+payload := answer::text;', '', 'g');
    how_many := how_many + 1;
  end loop;
  if how_many <> 2 then raise exception 'the door is not as it was'; end if;
end $$;
drop function auth.signature(text);
drop table auth.secret;

-- A row is of no use to anybody once its transaction is over.
create function auth.forget_who_asked() returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  declare how_many integer;
  begin
    delete from auth.asking a where a.xid < pg_snapshot_xmin(pg_current_snapshot());
    get diagnostics how_many = row_count;
    return how_many;
  end $$;
revoke all on function auth.forget_who_asked() from public;
grant execute on function auth.forget_who_asked() to roundtable_worker;
