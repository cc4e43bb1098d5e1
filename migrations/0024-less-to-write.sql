-- The same guarantees for less work, where many enrollments are written or projected at once.

-- A column of documents is never compared: reading a sample of it is most of what counting a table costs.
alter table obligation alter column explanation set statistics 0;
alter table record_entry alter column facts set statistics 0;
-- A projection often changes what a row says and no column of an index: with room beside it, no index is written.
alter table obligation set (fillfactor = 80);

create or replace function auth.refresh_statistics() returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp set default_statistics_target = 25
  as $$
  begin
    if not auth.has_role('administrator') then raise exception 'not allowed' using errcode = 'insufficient_privilege'; end if;
    analyze client, client_identifier, client_class, enrollment, enrollment_version, obligation, record_entry, support, external_ref;
  end $$;

-- Whoever sees all clients has none of them looked up.
create or replace function auth.visible_enrollments(wanted uuid[]) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(e.enrollment_id), '{}')
    from enrollment e
    where e.agency_id = (select auth.agency()) and e.enrollment_id = any(wanted)
      and ((select auth.sees_all_clients())
        or exists (select from client c where c.agency_id = e.agency_id and c.client_id = e.client_id
          and (c.staff_ids && array[(select auth.actor())] and c.scope_changes_on > (select auth.today())
            or c.team_ids && (select auth.teams()) or c.program_ids && (select auth.supervised())))
        or exists (select from stale_enrollment s where s.agency_id = e.agency_id and s.enrollment_id = e.enrollment_id))
  $$;

-- Makes the obligations of these enrollments what they now are and takes their marks away, which nothing else can. A row that
-- says the same already is not written again.
create or replace function auth.save_obligations(wanted uuid[], standing jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    seen uuid[] := auth.visible_enrollments(wanted);
  begin
    with fresh as materialized (
      select here as agency_id, s.* from jsonb_to_recordset(standing) as s(enrollment_id uuid, obligation_key code, client_id uuid,
          program_id uuid, team_id uuid, worker_id uuid, kind text, strength text, severity text, state text, due_on date, due_soon_on date,
          anchor_on date, last_held_on date, is_backlog boolean, class text, explanation jsonb, changes_on date)
        where s.enrollment_id = any(seen)),
    gone as (
      delete from obligation o where o.agency_id = here and o.enrollment_id = any(seen)
        and (o.enrollment_id, o.obligation_key) not in (select f.enrollment_id, f.obligation_key from fresh f))
    insert into obligation as o (agency_id, enrollment_id, obligation_key, client_id, program_id, team_id, worker_id, kind, strength,
        severity, state, due_on, due_soon_on, anchor_on, last_held_on, is_backlog, class, explanation, changes_on)
      select * from fresh
      on conflict (agency_id, enrollment_id, obligation_key) do update set
        client_id = excluded.client_id, program_id = excluded.program_id, team_id = excluded.team_id, worker_id = excluded.worker_id,
        kind = excluded.kind, strength = excluded.strength, severity = excluded.severity, state = excluded.state,
        due_on = excluded.due_on, due_soon_on = excluded.due_soon_on, anchor_on = excluded.anchor_on,
        last_held_on = excluded.last_held_on, is_backlog = excluded.is_backlog, class = excluded.class,
        explanation = excluded.explanation, changes_on = excluded.changes_on
      where (o.client_id, o.program_id, o.team_id, o.worker_id, o.kind, o.strength, o.severity, o.state, o.due_on, o.due_soon_on,
          o.anchor_on, o.last_held_on, o.is_backlog, o.class, o.explanation, o.changes_on)
        is distinct from (excluded.client_id, excluded.program_id, excluded.team_id, excluded.worker_id, excluded.kind,
          excluded.strength, excluded.severity, excluded.state, excluded.due_on, excluded.due_soon_on, excluded.anchor_on,
          excluded.last_held_on, excluded.is_backlog, excluded.class, excluded.explanation, excluded.changes_on);
    delete from stale_enrollment m where m.agency_id = here and m.enrollment_id = any(seen);
  end $$;
