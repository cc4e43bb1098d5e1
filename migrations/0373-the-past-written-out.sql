-- As 0372: what a past list, the clock and the bills are derived from, as it is.
create or replace function auth.clock_scope(wanted uuid[]) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select case when (select auth.purpose()) is distinct from 'oversight' then auth.visible_enrollments(wanted)
      else (select coalesce(array_agg(e.enrollment_id), '{}') from enrollment e
        where e.agency_id = (select auth.agency()) and e.enrollment_id = any(wanted)
          and ((select auth.sampled()) is null or e.client_id = any((select auth.sampled())::uuid[]))
          and ((select auth.covers_any_day()) or exists (select from enrollment_version v where v.agency_id = e.agency_id
            and v.enrollment_id = e.enrollment_id and v.valid_from <= (select auth.covered_until())
            and (v.valid_to is null or v.valid_to > (select auth.covered_from()))))
          and (e.program_id <> all((select auth.untold_programs())::uuid[]) or e.program_id = any((select auth.audited_programs())::uuid[]))
          and ((select auth.audits_every_program()) or e.program_id = any((select auth.audited())::uuid[])
            or (select auth.has_role('administrator')) or e.program_id = any((select auth.supervised())::uuid[])))
      end
  $$;

create or replace function auth.enrollments_on(wanted uuid, on_date date, known_until timestamptz, after uuid, how_many integer)
  returns table (enrollment_id uuid, client_number integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select s.enrollment_id, (select c.client_number from client c where c.agency_id = s.agency_id and c.client_id = s.client_id)
    from (
      select e.agency_id, e.enrollment_id, e.client_id
      from enrollment e
      where e.agency_id = (select auth.agency()) and (select auth.purpose()) = 'oversight'
        and ((select auth.sampled()) is null or e.client_id = any((select auth.sampled())::uuid[]))
        and on_date >= (select auth.covered_from()) and on_date <= (select auth.covered_until())
        and ((select auth.audits_every_program()) or e.program_id = any((select auth.audited())::uuid[])
          or (select auth.has_role('administrator')) or e.program_id = any((select auth.supervised())::uuid[]))
        and (e.program_id <> all((select auth.untold_programs())::uuid[]) or e.program_id = any((select auth.audited_programs())::uuid[]))
        and (wanted is null or e.program_id = wanted)
        and e.enrollment_id > coalesce(after, '00000000-0000-0000-0000-000000000000')
        and (select true from enrollment_version v where v.agency_id = e.agency_id and v.enrollment_id = e.enrollment_id
          and v.recorded_at <= known_until and (v.superseded_at is null or v.superseded_at > known_until)
          and v.valid_from <= on_date and (v.valid_to is null or v.valid_to > on_date) limit 1)
      order by e.enrollment_id limit how_many) s
    order by s.enrollment_id
  $$;

create or replace function auth.clock_enrollments(wanted uuid[], known_until timestamptz default null)
  returns table (enrollment_id uuid, client_id uuid, program_id uuid, team_id uuid, worker_id uuid, started_on date, ended_on date, elsewhere jsonb)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  #variable_conflict use_column
  declare
    here uuid := auth.agency();
    seen uuid[] := auth.clock_scope(wanted);
    until date := auth.told_until();
  begin
    -- Two projections of one enrollment wait for each other, so that the later one has seen all facts. Looking back waits for nobody.
    if known_until is null then
      perform from enrollment e where e.agency_id = here and e.enrollment_id = any(seen) order by e.enrollment_id for no key update;
    end if;
    return query
      select x.enrollment_id, (array_agg(x.client_id) filter (where x.client_id is not null))[1],
        (array_agg(x.program_id) filter (where x.program_id is not null))[1], (array_agg(x.team_id) filter (where x.team_id is not null))[1],
        (array_agg(x.worker_id) filter (where x.worker_id is not null))[1], max(x.started_on), max(x.ended_on),
        coalesce(jsonb_agg(x.held) filter (where x.held is not null), '[]')
      from (
        select e.enrollment_id, e.client_id, e.program_id, null::uuid as team_id, null::uuid as worker_id,
            null::date as started_on, null::date as ended_on, null::jsonb as held
          from enrollment e where e.agency_id = here and e.enrollment_id = any(seen)
        union all
        select v.enrollment_id, null, null, v.team_id, v.worker_id, v.valid_from, case when v.valid_to <= until then v.valid_to end, null
          from enrollment_version v where v.agency_id = here and v.enrollment_id = any(seen) and v.valid_from <= until
            and (known_until is null or v.recorded_at <= known_until) and (v.superseded_at is null or v.superseded_at > known_until)
        union all
        select f.enrollment_id, null, null, null, null, null, null,
            jsonb_build_object('id', f.held_elsewhere_id, 'heldOn', f.held_on, 'source', f.source, 'recordedAt', f.recorded_at)
          from held_elsewhere f where f.agency_id = here and f.enrollment_id = any(seen) and f.held_on <= until
            and (known_until is null or f.recorded_at <= known_until) and (f.superseded_at is null or f.superseded_at > known_until)
      ) x
      group by x.enrollment_id having max(x.started_on) is not null;
  end $$;

create or replace function auth.clock_events(wanted uuid[], known_until timestamptz default null)
  returns table (enrollment_id uuid, kind text, event jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with seen as materialized (
      select e.agency_id, e.enrollment_id, e.client_id, e.program_id from enrollment e
      where e.agency_id = (select auth.agency()) and e.enrollment_id = any((select auth.clock_scope(wanted))::uuid[])),
    named as materialized (
      select distinct y.program_id, r.rule ->> 'otherPolicyId' as policy_id
      from program_policy y cross join lateral jsonb_array_elements(coalesce(y.document -> 'crossProgram', '[]')) as r(rule)
      where y.agency_id = (select auth.agency()) and y.program_id in (select s.program_id from seen s)),
    asked as materialized (
      select n.program_id, p.program_id as other_id, n.policy_id
      from named n join program p on p.agency_id = (select auth.agency())
      where n.policy_id = (select y.document ->> 'policyId' from program_policy y where y.agency_id = p.agency_id
        and y.program_id = p.program_id and y.status = 'active' order by y.version desc limit 1)),
    facts as (
      select s.enrollment_id, 'trigger' as kind, x.recorded_at, x.superseded_at, jsonb_build_object('id', x.change_event_id, 'code', x.code,
          'occurredOn', x.occurred_on, 'occurredAt', x.occurred_at, 'isWanted', x.wants_conference, 'class', x.class) as event
        from seen s join change_event x using (agency_id, client_id)
      union all
      select s.enrollment_id, 'cause', x.recorded_at, x.superseded_at, jsonb_build_object('id', x.change_event_id,
          'reviewId', c.review_id, 'toldOn', x.occurred_on)
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
          'from', x.starts_on, 'resumedOn', case when x.resumed_on <= (select auth.told_until()) then x.resumed_on end)
        from seen s join pause x using (agency_id, enrollment_id)
      union all
      select s.enrollment_id, 'snooze', x.recorded_at, x.superseded_at, jsonb_build_object('id', x.snooze_id, 'key', x.obligation_key,
          'toldOn', (x.recorded_at at time zone z.time_zone)::date, 'until', x.until_on, 'reason', x.reason)
        from seen s join snooze x using (agency_id, enrollment_id) join agency z using (agency_id)
      union all
      -- That the client is there too is as restricted as the name of that program is.
      select s.enrollment_id, 'beside', v.recorded_at, v.superseded_at, jsonb_build_object('id', x.enrollment_id, 'programId', x.program_id,
          'class', g.class, 'startedOn', v.valid_from, 'endedOn', case when v.valid_to <= (select auth.told_until()) then v.valid_to end,
          'policyId', a.policy_id)
        from seen s join enrollment x on x.agency_id = s.agency_id and x.client_id = s.client_id and x.program_id <> s.program_id
          join enrollment_version v on v.agency_id = x.agency_id and v.enrollment_id = x.enrollment_id
          join program g on g.agency_id = x.agency_id and g.program_id = x.program_id
          join asked a on a.program_id = s.program_id and a.other_id = x.program_id
      union all
      select s.enrollment_id, 'key_provider', v.recorded_at, v.superseded_at, jsonb_build_object('id', v.version_id,
          'personId', coalesce(m.provider_id, m.staff_id), 'from', v.valid_from,
          'lastOn', case when v.valid_to <= (select auth.told_until()) then v.valid_to end)
        from seen s join care_team_member m on m.agency_id = s.agency_id and m.client_id = s.client_id and coalesce(m.provider_id, m.staff_id) is not null
          join care_team_member_version v on v.agency_id = m.agency_id and v.care_team_member_id = m.care_team_member_id
        where v.is_key_provider and s.program_id = any((select auth.programs_asking((select auth.agency()), 'key_provider'))::uuid[]))
    select f.enrollment_id, f.kind, f.event - 'toldOn' || jsonb_build_object('recordedAt', f.recorded_at, 'supersededAt', f.superseded_at)
    from facts f cross join lateral (select coalesce(f.event ->> 'occurredOn', f.event ->> 'on', f.event ->> 'from',
      f.event ->> 'startedOn', f.event ->> 'toldOn')::date as happened_on) d
    where coalesce(d.happened_on, '-infinity') <= (select auth.told_until())
      and ((known_until is null and f.superseded_at is null)
        or (f.recorded_at <= known_until and (f.superseded_at is null or f.superseded_at > known_until)))
  $$;

create or replace function auth.reviews_with_incident(wanted uuid[], known_until timestamptz default null) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select distinct i.review_id from enrollment e
      join privacy_incident i on i.agency_id = e.agency_id and i.client_id = e.client_id
    where e.agency_id = (select auth.agency()) and e.enrollment_id = any((select auth.clock_scope(wanted))::uuid[])
      and (known_until is null or i.opened_at <= known_until)
      and i.opened_at < (select case when auth.purpose() = 'oversight' then auth.covered_before() else 'infinity' end)
      and (i.outcome is distinct from 'unfounded' or i.reviewed_at > known_until)
  $$;

create or replace function auth.billing_incidents(wanted uuid[], known_until timestamptz default null) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select distinct i.review_id from enrollment e
      join privacy_incident i on i.agency_id = e.agency_id and i.client_id = e.client_id
    where e.agency_id = (select auth.agency()) and e.enrollment_id = any((select auth.billing_scope(wanted))::uuid[])
      and (known_until is null or i.opened_at <= known_until)
      and i.opened_at < (select case when auth.purpose() = 'oversight' then auth.covered_before() else 'infinity' end)
      and (i.outcome is distinct from 'unfounded' or i.reviewed_at > known_until)
  $$;
