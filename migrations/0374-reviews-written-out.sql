-- As 0372: what the clock, and what the bills, look at of a conference, as it is. They differ in whose enrollments may be asked for.
create or replace function auth.clock_reviews(wanted uuid[], known_until timestamptz default null) returns table (enrollment_id uuid, review jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select w.enrollment_id, jsonb_build_object(
      'id', r.review_id, 'isOwn', r.enrollment_id = w.enrollment_id, 'heldOn', h.held_on,
      'startAt', coalesce(r.replied_at, r.started_at), 'endAt', r.ended_at, 'mode', c.mode, 'isInternal', c.is_internal,
      'exchange', (select jsonb_build_object('hasReply', r.replied_at is not null, 'messages', count(*), 'copies', count(*) filter (where m.is_copy))
        from exchange_message m where m.agency_id = r.agency_id and m.review_id = r.review_id
          and (m.removed_at is null or m.removed_at > h.known_at)),
      'plannedAt', coalesce(c.invited_at, c.planned_at), 'clientAbsenceReason', r.client_absence_reason,
      'closedAt', f.closed_at, 'voidedAt', case when v.is_void then v.recorded_at end,
      'kinds', (select coalesce(jsonb_agg(distinct e.kind), '[]') from review_entry e
        where e.agency_id = r.agency_id and e.review_id = r.review_id and (e.removed_at is null or e.removed_at > h.known_at)),
      'hasSummary', exists (select from review_summary s
        where s.agency_id = r.agency_id and s.review_id = r.review_id and s.confirmed_at <= h.known_at),
      'hasActions', exists (select from action_item i where i.agency_id = r.agency_id and i.review_id = r.review_id
        and (i.removed_at is null or i.removed_at > h.known_at) and (i.state <> 'cancelled' or i.finished_at > h.known_at)),
      -- What the plan named; nobody changes that any more once the conference has begun.
      'reasons', (select coalesce(jsonb_agg(x.code), '[]') from review_reason x where x.agency_id = r.agency_id and x.review_id = r.review_id),
      'hasModeReason', c.mode_reason is not null,
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
          'providerClass', case when a.staff_id is null then (select pv.provider_class from provider_version pv
            where pv.agency_id = r.agency_id and pv.provider_id = a.provider_id
              and pv.valid_from <= h.held_on and (pv.valid_to is null or pv.valid_to >= h.held_on)
              and pv.recorded_at <= h.known_at and (pv.superseded_at is null or pv.superseded_at > h.known_at)
            order by pv.valid_from desc limit 1)
          -- What somebody of the staff was that day; where nobody had said it yet, the first that was said after it.
          else (select sv.provider_class from staff_version sv
            where sv.agency_id = r.agency_id and sv.staff_id = a.staff_id and sv.provider_class is not null
              and (sv.valid_to is null or sv.valid_to >= h.held_on)
              and sv.recorded_at <= h.known_at and (sv.superseded_at is null or sv.superseded_at > h.known_at)
            order by sv.valid_from limit 1) end,
          'providerKind', (select pv.provider_kind from provider_version pv
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
        coalesce(v.valid_from, (coalesce(r.replied_at, r.started_at, c.starts_at) at time zone g.time_zone)::date) as held_on) h
    where r.state = 'done' and h.held_on <= (select auth.told_until()) and (known_until is null or r.ended_at <= known_until)
      -- One that was held for another program is a fact of this enrollment while it runs; its own are told of in any case.
      and (r.enrollment_id = w.enrollment_id or exists (select from enrollment_version x
        where x.agency_id = w.agency_id and x.enrollment_id = w.enrollment_id
          and (known_until is null or x.recorded_at <= known_until) and (x.superseded_at is null or x.superseded_at > known_until)
          and x.valid_from <= h.held_on and (x.valid_to is null or x.valid_to >= h.held_on)))
  $$;

create or replace function auth.billing_facts(wanted uuid[], known_until timestamptz default null) returns table (enrollment_id uuid, review jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select w.enrollment_id, jsonb_build_object(
      'id', r.review_id, 'isOwn', r.enrollment_id = w.enrollment_id, 'heldOn', h.held_on,
      'startAt', coalesce(r.replied_at, r.started_at), 'endAt', r.ended_at, 'mode', c.mode, 'isInternal', c.is_internal,
      'exchange', (select jsonb_build_object('hasReply', r.replied_at is not null, 'messages', count(*), 'copies', count(*) filter (where m.is_copy))
        from exchange_message m where m.agency_id = r.agency_id and m.review_id = r.review_id
          and (m.removed_at is null or m.removed_at > h.known_at)),
      'plannedAt', coalesce(c.invited_at, c.planned_at), 'clientAbsenceReason', r.client_absence_reason,
      'closedAt', f.closed_at, 'voidedAt', case when v.is_void then v.recorded_at end,
      'kinds', (select coalesce(jsonb_agg(distinct e.kind), '[]') from review_entry e
        where e.agency_id = r.agency_id and e.review_id = r.review_id and (e.removed_at is null or e.removed_at > h.known_at)),
      'hasSummary', exists (select from review_summary s
        where s.agency_id = r.agency_id and s.review_id = r.review_id and s.confirmed_at <= h.known_at),
      'hasActions', exists (select from action_item i where i.agency_id = r.agency_id and i.review_id = r.review_id
        and (i.removed_at is null or i.removed_at > h.known_at) and (i.state <> 'cancelled' or i.finished_at > h.known_at)),
      -- What the plan named; nobody changes that any more once the conference has begun.
      'reasons', (select coalesce(jsonb_agg(x.code), '[]') from review_reason x where x.agency_id = r.agency_id and x.review_id = r.review_id),
      'hasModeReason', c.mode_reason is not null,
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
          'providerClass', case when a.staff_id is null then (select pv.provider_class from provider_version pv
            where pv.agency_id = r.agency_id and pv.provider_id = a.provider_id
              and pv.valid_from <= h.held_on and (pv.valid_to is null or pv.valid_to >= h.held_on)
              and pv.recorded_at <= h.known_at and (pv.superseded_at is null or pv.superseded_at > h.known_at)
            order by pv.valid_from desc limit 1)
          -- What somebody of the staff was that day; where nobody had said it yet, the first that was said after it.
          else (select sv.provider_class from staff_version sv
            where sv.agency_id = r.agency_id and sv.staff_id = a.staff_id and sv.provider_class is not null
              and (sv.valid_to is null or sv.valid_to >= h.held_on)
              and sv.recorded_at <= h.known_at and (sv.superseded_at is null or sv.superseded_at > h.known_at)
            order by sv.valid_from limit 1) end,
          'providerKind', (select pv.provider_kind from provider_version pv
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
        where e.agency_id = (select auth.agency()) and e.enrollment_id = any((select auth.billing_scope(wanted))::uuid[])) w
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
        coalesce(v.valid_from, (coalesce(r.replied_at, r.started_at, c.starts_at) at time zone g.time_zone)::date) as held_on) h
    where r.state = 'done' and h.held_on <= (select auth.told_until()) and (known_until is null or r.ended_at <= known_until)
      -- One that was held for another program is a fact of this enrollment while it runs; its own are told of in any case.
      and (r.enrollment_id = w.enrollment_id or exists (select from enrollment_version x
        where x.agency_id = w.agency_id and x.enrollment_id = w.enrollment_id
          and (known_until is null or x.recorded_at <= known_until) and (x.superseded_at is null or x.superseded_at > known_until)
          and x.valid_from <= h.held_on and (x.valid_to is null or x.valid_to >= h.held_on)))
  $$;
