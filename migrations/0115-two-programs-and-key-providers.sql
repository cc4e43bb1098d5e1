-- What a client owes may hang on another enrollment of theirs, and on who their key providers are, where a program's rules ask for it:
-- codes and dates of both, for those programs alone.
create function auth.programs_asking(wanted_agency uuid, about text) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(distinct y.program_id), '{}') from program_policy y
    where y.agency_id = wanted_agency and y.status = 'active'
      and case about when 'beside' then jsonb_array_length(coalesce(y.document -> 'crossProgram', '[]')) > 0
        else y.document #>> '{conference,keyProviderCoverage}' = 'all_within_interval' end
  $$;
revoke all on function auth.programs_asking(uuid, text) from public;

create or replace function auth.clock_events(wanted uuid[], known_until timestamptz default null) returns table (enrollment_id uuid, kind text, event jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with seen as materialized (
      select e.agency_id, e.enrollment_id, e.client_id, e.program_id from enrollment e
      where e.agency_id = (select auth.agency()) and e.enrollment_id = any((select auth.clock_scope(wanted))::uuid[])),
    facts as (
      select s.enrollment_id, 'trigger' as kind, x.recorded_at, x.superseded_at, jsonb_build_object('id', x.change_event_id, 'code', x.code,
          'occurredOn', x.occurred_on, 'occurredAt', x.occurred_at, 'isWanted', x.wants_conference, 'class', x.class) as event
        from seen s join change_event x using (agency_id, client_id)
      union all
      select s.enrollment_id, 'cause', x.recorded_at, x.superseded_at, jsonb_build_object('id', x.change_event_id, 'reviewId', c.review_id)
        from seen s join client_review r using (agency_id, client_id) join review_cause c using (agency_id, review_id)
          join change_event x on x.agency_id = c.agency_id and x.change_event_id = c.change_event_id
      union all
      select s.enrollment_id, 'reassessment', x.recorded_at, x.superseded_at, jsonb_build_object('id', x.reassessment_id, 'on', x.happens_on)
        from seen s join reassessment x using (agency_id, enrollment_id)
      union all
      select s.enrollment_id, 'attempt', x.recorded_at, x.superseded_at, jsonb_build_object('id', x.attempt_id, 'on', x.attempted_on)
        from seen s join attempt x using (agency_id, enrollment_id) where x.state = 'confirmed'
      union all
      select s.enrollment_id, 'exemption', x.recorded_at, x.superseded_at, jsonb_build_object('id', x.exemption_id, 'ruleId', x.rule_id,
          'reason', x.reason, 'from', x.starts_on, 'until', x.ends_on, 'reviewOn', x.review_on)
        from seen s join exemption x using (agency_id, enrollment_id)
      union all
      select s.enrollment_id, 'pause', x.recorded_at, x.superseded_at, jsonb_build_object('id', x.pause_id, 'kind', x.kind,
          'from', x.starts_on, 'resumedOn', x.resumed_on)
        from seen s join pause x using (agency_id, enrollment_id)
      union all
      select s.enrollment_id, 'snooze', x.recorded_at, x.superseded_at, jsonb_build_object('id', x.snooze_id, 'key', x.obligation_key,
          'until', x.until_on, 'reason', x.reason)
        from seen s join snooze x using (agency_id, enrollment_id)
      union all
      -- That the client is there too is as restricted as the name of that program is.
      select s.enrollment_id, 'beside', v.recorded_at, v.superseded_at, jsonb_build_object('id', x.enrollment_id, 'programId', x.program_id,
          'class', g.class, 'startedOn', v.valid_from, 'endedOn', v.valid_to,
          'policyId', (select y.document ->> 'policyId' from program_policy y where y.agency_id = x.agency_id
            and y.program_id = x.program_id and y.status = 'active' order by y.version desc limit 1))
        from seen s join enrollment x on x.agency_id = s.agency_id and x.client_id = s.client_id and x.program_id <> s.program_id
          join enrollment_version v on v.agency_id = x.agency_id and v.enrollment_id = x.enrollment_id
          join program g on g.agency_id = x.agency_id and g.program_id = x.program_id
        where s.program_id = any((select auth.programs_asking((select auth.agency()), 'beside'))::uuid[])
          and exists (select from program_policy y where y.agency_id = x.agency_id and y.program_id = x.program_id and y.status = 'active')
      union all
      select s.enrollment_id, 'key_provider', v.recorded_at, v.superseded_at, jsonb_build_object('id', v.version_id,
          'personId', coalesce(m.provider_id, m.staff_id), 'from', v.valid_from, 'lastOn', v.valid_to)
        from seen s join care_team_member m on m.agency_id = s.agency_id and m.client_id = s.client_id and coalesce(m.provider_id, m.staff_id) is not null
          join care_team_member_version v on v.agency_id = m.agency_id and v.care_team_member_id = m.care_team_member_id
        where v.is_key_provider and s.program_id = any((select auth.programs_asking((select auth.agency()), 'key_provider'))::uuid[]))
    select f.enrollment_id, f.kind, f.event || jsonb_build_object('recordedAt', f.recorded_at, 'supersededAt', f.superseded_at)
    from facts f
    where (known_until is null and f.superseded_at is null)
      or (f.recorded_at <= known_until and (f.superseded_at is null or f.superseded_at > known_until))
  $$;

-- Whoever writes another enrollment, or a care team, may not know of the enrollments whose duties hang on it: those are derived anew by
-- whoever comes first, a reader or the hourly service, and no list shows them before.
create function auth.outdate_beside() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare asking uuid[] := auth.programs_asking((select agency_id from changed limit 1), 'beside');
  begin
    if cardinality(asking) = 0 then return null; end if;
    update obligation o set changes_on = '2000-01-01'
    where (o.agency_id, o.enrollment_id) in (
      select x.agency_id, x.enrollment_id from changed c join enrollment e using (agency_id, enrollment_id)
        join enrollment x on x.agency_id = e.agency_id and x.client_id = e.client_id and x.program_id <> e.program_id
      where x.program_id = any(asking));
    return null;
  end $$;
create trigger beside_added after insert on enrollment_version referencing new table as changed
  for each statement execute function auth.outdate_beside();
create trigger beside_changed after update on enrollment_version referencing new table as changed
  for each statement execute function auth.outdate_beside();

create function auth.outdate_key_providers() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare asking uuid[] := auth.programs_asking((select agency_id from changed limit 1), 'key_provider');
  begin
    if cardinality(asking) = 0 then return null; end if;
    update obligation o set changes_on = '2000-01-01'
    where (o.agency_id, o.enrollment_id) in (
      select x.agency_id, x.enrollment_id from changed c join care_team_member m using (agency_id, care_team_member_id)
        join enrollment x on x.agency_id = m.agency_id and x.client_id = m.client_id
      where x.program_id = any(asking));
    return null;
  end $$;
create trigger key_provider_added after insert on care_team_member_version referencing new table as changed
  for each statement execute function auth.outdate_key_providers();
create trigger key_provider_changed after update on care_team_member_version referencing new table as changed
  for each statement execute function auth.outdate_key_providers();
revoke all on function auth.outdate_beside(), auth.outdate_key_providers() from public;
