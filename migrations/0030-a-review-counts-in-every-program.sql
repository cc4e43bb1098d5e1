-- One conference may satisfy every program that the client is in, each by its own rules: a review is a fact of all of the client's
-- enrollments that run on its day, whichever of them it was called for.
create or replace function auth.clock_reviews(wanted uuid[], known_until timestamptz default null) returns table (enrollment_id uuid, review jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select w.enrollment_id, jsonb_build_object(
      'id', r.review_id, 'isOwn', r.enrollment_id = w.enrollment_id, 'heldOn', h.held_on, 'startAt', r.started_at, 'endAt', r.ended_at, 'mode', c.mode,
      'plannedAt', coalesce(c.invited_at, c.planned_at), 'clientAbsenceReason', r.client_absence_reason,
      'closedAt', f.closed_at, 'voidedAt', case when v.is_void then v.recorded_at end,
      'kinds', (select coalesce(jsonb_agg(distinct e.kind), '[]') from review_entry e
        where e.agency_id = r.agency_id and e.review_id = r.review_id and (e.removed_at is null or e.removed_at > h.known_at)),
      'hasSummary', exists (select from review_summary s
        where s.agency_id = r.agency_id and s.review_id = r.review_id and s.confirmed_at <= h.known_at),
      'hasActions', exists (select from action_item i where i.agency_id = r.agency_id and i.review_id = r.review_id
        and (i.removed_at is null or i.removed_at > h.known_at) and (i.state <> 'cancelled' or i.finished_at > h.known_at)),
      'hasNoActionReason', exists (select from review_note n
        where n.agency_id = r.agency_id and n.review_id = r.review_id and n.kind = 'no-action'),
      'attendees', (select coalesce(jsonb_agg(jsonb_build_object(
          'personId', coalesce(a.staff_id, a.provider_id, a.support_id, a.client_id),
          'kind', case when a.staff_id is not null then 'staff' when a.provider_id is not null then 'provider'
            when a.support_id is not null then 'support' else 'client' end,
          'attended', coalesce(p.present, false),
          'memberships', (select coalesce(jsonb_agg(jsonb_build_object('programId', t.program_id, 'role', mv.team_role,
              'from', mv.valid_from, 'to', mv.valid_to)), '[]')
            from team_member m join team t using (agency_id, team_id) join team_member_version mv using (agency_id, team_member_id)
            where m.agency_id = r.agency_id and m.staff_id = a.staff_id
              and mv.recorded_at <= h.known_at and (mv.superseded_at is null or mv.superseded_at > h.known_at)),
          'providerClass', (select pv.provider_class from provider_version pv
            where pv.agency_id = r.agency_id and pv.provider_id = a.provider_id
              and pv.valid_from <= h.held_on and (pv.valid_to is null or pv.valid_to >= h.held_on)
              and pv.recorded_at <= h.known_at and (pv.superseded_at is null or pv.superseded_at > h.known_at)
            order by pv.valid_from desc limit 1),
          'servesClient', s.is_key is not null,
          'isKeyProvider', coalesce(s.is_key, false))), '[]')
        from review_attendee ra join attendee a using (agency_id, attendee_id)
          left join attendance_version p on p.agency_id = ra.agency_id and p.review_attendee_id = ra.review_attendee_id
            and (known_until is null or p.recorded_at <= known_until)
            and (p.superseded_at is null or p.superseded_at > known_until)
          left join lateral (select bool_or(cv.is_key_provider) as is_key
            from care_team_member cm join care_team_member_version cv using (agency_id, care_team_member_id)
            where cm.agency_id = r.agency_id and cm.client_id = r.client_id and (cm.staff_id = a.staff_id or cm.provider_id = a.provider_id)
              and cv.valid_from <= h.held_on and (cv.valid_to is null or cv.valid_to >= h.held_on)
              and cv.recorded_at <= h.known_at and (cv.superseded_at is null or cv.superseded_at > h.known_at)) s on true
        where ra.agency_id = r.agency_id and ra.review_id = r.review_id))
    from (select e.agency_id, e.enrollment_id, e.client_id, e.program_id from enrollment e
        where e.agency_id = (select auth.agency()) and e.enrollment_id = any((select auth.clock_scope(wanted))::uuid[])) w
      join client_review r on r.agency_id = w.agency_id and r.client_id = w.client_id
      join conference c on c.agency_id = r.agency_id and c.conference_id = r.conference_id
      join program g on g.agency_id = w.agency_id and g.program_id = w.program_id
      left join review_closing k on k.agency_id = r.agency_id and k.review_id = r.review_id
      left join review_closing_version v on v.agency_id = k.agency_id and v.review_closing_id = k.review_closing_id
        and (known_until is null or v.recorded_at <= known_until) and (v.superseded_at is null or v.superseded_at > known_until)
      -- A void or its end is a later version: what was known when it was closed stays what it was.
      left join lateral (select min(x.recorded_at) as closed_at from review_closing_version x
        where x.agency_id = v.agency_id and x.review_closing_id = v.review_closing_id) f on true
      cross join lateral (select coalesce(f.closed_at, known_until, auth.now()) as known_at,
        coalesce(v.valid_from, (coalesce(r.started_at, c.starts_at) at time zone g.time_zone)::date) as held_on) h
    where r.state = 'done' and (known_until is null or r.ended_at <= known_until)
      -- One that was held for another program is a fact of this enrollment while it runs; its own are told of in any case.
      and (r.enrollment_id = w.enrollment_id or exists (select from enrollment_version x
        where x.agency_id = w.agency_id and x.enrollment_id = w.enrollment_id
          and (known_until is null or x.recorded_at <= known_until) and (x.superseded_at is null or x.superseded_at > known_until)
          and x.valid_from <= h.held_on and (x.valid_to is null or x.valid_to >= h.held_on)))
  $$;

-- The changes that a review was called for are the client's, too.
create or replace function auth.clock_events(wanted uuid[], known_until timestamptz default null) returns table (enrollment_id uuid, kind text, event jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with seen as materialized (
      select e.agency_id, e.enrollment_id, e.client_id from enrollment e
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
        from seen s join snooze x using (agency_id, enrollment_id))
    select f.enrollment_id, f.kind, f.event || jsonb_build_object('recordedAt', f.recorded_at, 'supersededAt', f.superseded_at)
    from facts f
    where (known_until is null and f.superseded_at is null)
      or (f.recorded_at <= known_until and (f.superseded_at is null or f.superseded_at > known_until))
  $$;

create or replace function auth.reviews_with_incident(wanted uuid[], known_until timestamptz default null) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select distinct i.review_id from enrollment e
      join privacy_incident i on i.agency_id = e.agency_id and i.client_id = e.client_id
    where e.agency_id = (select auth.agency()) and e.enrollment_id = any((select auth.clock_scope(wanted))::uuid[])
      and (known_until is null or i.opened_at <= known_until)
      and (i.outcome is distinct from 'unfounded' or i.reviewed_at > known_until)
  $$;

-- What is written of a review leaves all of the client's enrollments stale.
create or replace function auth.mark_stale_by_closing() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into stale_enrollment
      select distinct e.agency_id, e.enrollment_id from changed join review_closing c using (agency_id, review_closing_id)
        join enrollment e on e.agency_id = c.agency_id and e.client_id = c.client_id
      on conflict do nothing;
    return null;
  end $$;
drop trigger stale_added on privacy_incident;
drop trigger stale_changed on privacy_incident;
create trigger stale_added after insert on privacy_incident referencing new table as changed
  for each statement execute function auth.mark_stale_by_client();
create trigger stale_changed after update on privacy_incident referencing new table as changed
  for each statement execute function auth.mark_stale_by_client();

-- Where a conference of another program was held before this, the due date is derived anew by whoever comes first: a reader, or the
-- hourly service.
update obligation o set changes_on = '2000-01-01'
  where exists (select from review_closing c where c.agency_id = o.agency_id and c.client_id = o.client_id and c.enrollment_id <> o.enrollment_id);
