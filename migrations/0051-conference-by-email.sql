-- A conference by email is what people wrote to each other about one client. Its day is that of the first answer of substance, which is
-- kept with the review so that what the clock reads needs no word of it.
alter table client_review add column replied_at timestamptz;

create table exchange_message (
  agency_id uuid not null,
  message_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  -- From whom: somebody of the conference.
  attendee_id uuid not null,
  sent_at timestamptz not null,
  -- It says something about the client, and does not only promise to.
  is_substantive boolean not null,
  -- The text of the email itself, and not what somebody made of it.
  is_copy boolean not null,
  class code not null,
  body bytea not null,
  written_by uuid not null,
  written_at timestamptz not null,
  removed_at timestamptz,
  primary key (agency_id, message_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id),
  foreign key (agency_id, attendee_id) references attendee (agency_id, attendee_id),
  foreign key (agency_id, written_by) references staff (agency_id, staff_id)
);
create index on exchange_message (agency_id, review_id);
call auth.protect_content('exchange_message', true, 'written_by');
call auth.require_author('exchange_message', 'written_by');
create trigger class_new_words before insert on exchange_message for each row execute function auth.class_new_words();
revoke all on exchange_message from roundtable_app, roundtable_worker;
grant select, insert on exchange_message to roundtable_app, roundtable_worker;
grant update (removed_at) on exchange_message to roundtable_app, roundtable_worker;

-- What makes the day of an exchange, without a word of it: also where its class may not be read.
create function auth.exchange_outline(wanted uuid) returns table (message_id uuid, attendee_id uuid, sent_at timestamptz, is_substantive boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select m.message_id, m.attendee_id, m.sent_at, m.is_substantive
    from auth.classes_of_cases(array(select x.client_id from client_review x
        where x.agency_id = (select auth.agency()) and x.review_id = wanted)) s
      join exchange_message m on m.agency_id = (select auth.agency()) and m.review_id = wanted and m.client_id = s.client_id
    where (select auth.reads_content()) and m.removed_at is null
  $$;
grant execute on function auth.exchange_outline(uuid) to roundtable_app, roundtable_worker;

-- The whole of it, for the form that the agency keeps: only a job may ask.
create function auth.exchange_words(wanted uuid) returns table (message_id uuid, attendee_id uuid, sent_at timestamptz, class text, body bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select m.message_id, m.attendee_id, m.sent_at, m.class::text, m.body
    from auth.exchange_outline(wanted) o join exchange_message m on m.agency_id = (select auth.agency()) and m.message_id = o.message_id
    order by m.sent_at, m.message_id
  $$;
grant execute on function auth.exchange_words(uuid) to roundtable_worker;

create or replace function auth.clock_reviews(wanted uuid[], known_until timestamptz default null) returns table (enrollment_id uuid, review jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select w.enrollment_id, jsonb_build_object(
      'id', r.review_id, 'isOwn', r.enrollment_id = w.enrollment_id, 'heldOn', h.held_on, 'startAt', coalesce(r.replied_at, r.started_at), 'endAt', r.ended_at, 'mode', c.mode,
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
        coalesce(v.valid_from, (coalesce(r.replied_at, r.started_at, c.starts_at) at time zone g.time_zone)::date) as held_on) h
    where r.state = 'done' and (known_until is null or r.ended_at <= known_until)
      -- One that was held for another program is a fact of this enrollment while it runs; its own are told of in any case.
      and (r.enrollment_id = w.enrollment_id or exists (select from enrollment_version x
        where x.agency_id = w.agency_id and x.enrollment_id = w.enrollment_id
          and (known_until is null or x.recorded_at <= known_until) and (x.superseded_at is null or x.superseded_at > known_until)
          and x.valid_from <= h.held_on and (x.valid_to is null or x.valid_to >= h.held_on)))
  $$;
