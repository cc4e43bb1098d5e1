-- How far a run has come counts the enrollments of its program, and the id of the last bears the moment at which somebody was enrolled. The
-- application's login reads neither: the database counts, and tells whoever may be told (0252). The worker does the rounds.
alter table policy_run alter total set default 0;
create function auth.count_run() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    select count(*) into new.total from enrollment e where e.agency_id = new.agency_id and e.program_id = new.program_id;
    return new;
  end $$;
revoke all on function auth.count_run() from public;
create trigger counts_enrollments before insert on policy_run for each row execute function auth.count_run();
revoke all on policy_run from roundtable_app, roundtable_worker;
grant select (agency_id, run_id, program_id, version, revision, kind, state, effective_from, started_at, started_by, finished_at),
  insert (agency_id, run_id, program_id, version, revision, kind, state, effective_from, started_at, started_by),
  update (state, finished_at), delete on policy_run to roundtable_app;
grant select, update (state, finished_at, done, last_enrollment_id) on policy_run to roundtable_worker;
revoke all on function auth.enrollments_to_judge(uuid, uuid, integer) from roundtable_app;

-- Whoever may know of the program's enrollments reads all of it. An administrator who may not reads no number below eleven, and nobody else any.
create function auth.run_figures(wanted uuid[])
  returns table (run_id uuid, done integer, total integer, last_enrollment_id uuid, tells_few boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select r.run_id, case when r.is_told or r.is_many then r.done end, case when r.is_told or r.is_many then r.total end,
      case when r.is_told then r.last_enrollment_id end, r.is_told
    from (
      select x.run_id, x.done, x.total, x.last_enrollment_id,
        x.program_id <> all((select auth.untold_programs())::uuid[]) as is_told,
        (select auth.has_role('administrator')) and x.total >= 11 as is_many
      from policy_run x
      where x.agency_id = (select auth.agency()) and x.run_id = any(wanted)
        and (x.kind = 'projection' or (select auth.has_role('administrator')))) r
  $$;
revoke all on function auth.run_figures(uuid[]) from public;
grant execute on function auth.run_figures(uuid[]) to roundtable_app;

-- A row without a number told that there is somebody: rules tried one after the other would tell of whom. Few are as absent as none.
create or replace function auth.count_effects(wanted uuid) returns table (effect text, count integer, clients integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select f.effect::text, count(*)::integer, count(distinct f.client_id)::integer
    from policy_effect f
    where f.agency_id = (select auth.agency()) and f.run_id = wanted and (select auth.has_role('administrator'))
      and (f.class = 'general' or (f.class::text = any((select auth.cleared())::text[])
        and (f.worker_id = (select auth.actor()) or f.program_id = any((select auth.supervised())::uuid[]))))
    group by f.effect
    having count(distinct f.client_id) >= 11 or bool_and(f.program_id <> all((select auth.untold_programs())::uuid[]))
  $$;
revoke all on function auth.count_effects(uuid) from roundtable_worker;
