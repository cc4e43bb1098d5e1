-- Silence is proposed as an attempt only of whoever was invited before that email went out. Where nobody at all was invited, because the
-- exchange was begun at once, nothing tells who got it: then everybody wanted is proposed, and the person who settles it is asked.
create or replace function auth.unanswered_exchanges(sent_after timestamptz, sent_before timestamptz)
  returns table (message_id uuid, client_id uuid, enrollment_id uuid, program_id uuid, provider_id uuid, sent_at timestamptz, silent_until timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select m.message_id, r.client_id, r.enrollment_id, e.program_id, a.provider_id, m.sent_at, coalesce(c.withdrawn_at, auth.now())
    from client_review r
      join conference c on c.agency_id = r.agency_id and c.conference_id = r.conference_id
        and c.mode = 'email' and c.state in ('in-session', 'ended', 'discarded')
      cross join lateral (select x.message_id, x.sent_at from exchange_message x join attendee s on s.agency_id = x.agency_id and s.attendee_id = x.attendee_id
        where x.agency_id = r.agency_id and x.review_id = r.review_id and x.removed_at is null and s.staff_id is not null
        order by x.sent_at desc, x.message_id desc limit 1) m
      join review_attendee w on w.agency_id = r.agency_id and w.review_id = r.review_id and w.is_wanted
      join attendee a on a.agency_id = w.agency_id and a.attendee_id = w.attendee_id and a.provider_id is not null
      join enrollment e on e.agency_id = r.agency_id and e.enrollment_id = r.enrollment_id
      join program p on p.agency_id = e.agency_id and p.program_id = e.program_id
      join enrollment_version v on v.agency_id = e.agency_id and v.enrollment_id = e.enrollment_id and v.superseded_at is null
        and (m.sent_at at time zone p.time_zone)::date between v.valid_from and coalesce(v.valid_to, 'infinity')
    where auth.context() ->> 'service' = 'daily-projection' and r.agency_id = (select auth.agency())
      and (w.invited_at <= m.sent_at or not exists (select from review_attendee i
        where i.agency_id = r.agency_id and i.review_id = r.review_id and i.invited_at is not null))
      and r.replied_at is null and r.state <> 'not-covered' and m.sent_at > sent_after and m.sent_at <= sent_before
      and not exists (select from attempt x where x.agency_id = r.agency_id and x.enrollment_id = r.enrollment_id and x.provider_id = a.provider_id
        and (x.exchange_message_id = m.message_id or x.superseded_at is null and x.channel = 'email'
          and x.attempted_on = (m.sent_at at time zone p.time_zone)::date))
    order by m.sent_at, m.message_id, a.provider_id
  $$;
