-- What was sent again, because it did not come, asks for an attempt no more: the mail in its place does.
create or replace function auth.unanswered_invitations(sent_after timestamptz, sent_before timestamptz)
  returns table (mail_id uuid, client_id uuid, enrollment_id uuid, program_id uuid, provider_id uuid, support_id uuid,
    sent_at timestamptz, silent_until timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select l.mail_id, r.client_id, r.enrollment_id, e.program_id, l.provider_id, l.support_id, l.settled_at,
      coalesce(c.withdrawn_at, auth.now())
    from mail l
      join conference c on c.agency_id = l.agency_id and c.conference_id = l.conference_id and c.state in ('scheduled', 'cancelled')
      join attendee a on a.agency_id = l.agency_id and a.conference_id = l.conference_id and a.response = 'waiting'
        and (a.provider_id = l.provider_id or a.support_id = l.support_id)
      join review_attendee w on w.agency_id = a.agency_id and w.attendee_id = a.attendee_id and w.invited_at is not null
      join client_review r on r.agency_id = w.agency_id and r.review_id = w.review_id
      join enrollment e on e.agency_id = r.agency_id and e.enrollment_id = r.enrollment_id
      join program p on p.agency_id = e.agency_id and p.program_id = e.program_id
      join enrollment_version v on v.agency_id = e.agency_id and v.enrollment_id = e.enrollment_id and v.superseded_at is null
        and (l.settled_at at time zone p.time_zone)::date between v.valid_from and coalesce(v.valid_to, 'infinity')
    where auth.context() ->> 'service' = 'daily-projection' and l.agency_id = (select auth.agency())
      and l.kind = 'invitation' and l.state = 'sent' and l.problem <> 'sent-again' and l.settled_at > sent_after and l.settled_at <= sent_before
      and not exists (select 1 from attempt x where x.agency_id = l.agency_id and x.enrollment_id = e.enrollment_id
        and (x.mail_id = l.mail_id or x.superseded_at is null and x.channel = 'email'
          and x.attempted_on = (l.settled_at at time zone p.time_zone)::date
          and (x.provider_id = l.provider_id or x.support_id = l.support_id)))
    order by l.settled_at, l.mail_id
  $$;
