-- What was copied into a system outside: which text about which fact, when, under which reference. Where a program's policy names
-- such a system, what is not filed stays on the worklist. A filing that was a mistake is superseded, never rewritten.
create table filing (
  agency_id uuid not null,
  filing_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  review_id uuid,
  attempt_id uuid,
  check (num_nonnulls(review_id, attempt_id) = 1),
  artifact code not null,
  system_name name_text not null,
  filed_on date not null,
  -- The number under which the other system has it: no words.
  reference code not null,
  filed_by uuid not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  superseded_by uuid,
  superseded_why code check (superseded_why in ('recorded-in-error')),
  primary key (agency_id, filing_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id),
  foreign key (agency_id, attempt_id) references attempt,
  foreign key (agency_id, filed_by) references staff (agency_id, staff_id)
);
-- The same text once, whoever files it; the other one is told.
create unique index on filing (agency_id, coalesce(review_id, attempt_id), artifact) where superseded_at is null;
create index on filing (agency_id, enrollment_id);
-- What is still to be filed is asked by worker, by team and by program.
create index on enrollment_version (agency_id, worker_id) where superseded_at is null;
create index on enrollment_version (agency_id, team_id) where superseded_at is null;

call auth.protect_content('filing', false);
grant select, insert on filing to roundtable_app, roundtable_worker;
grant update (superseded_at, superseded_by, superseded_why) on filing to roundtable_app, roundtable_worker;

-- Invitations that somebody outside was sent and has not answered, with the enrollments that they were for: ids and dates, for the
-- service that proposes attempts, which reads nothing of a case. One that was proposed before, or that somebody wrote down, is left out.
create function auth.unanswered_invitations(sent_after timestamptz, sent_before timestamptz)
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
      and l.kind = 'invitation' and l.state = 'sent' and l.settled_at > sent_after and l.settled_at <= sent_before
      and not exists (select 1 from attempt x where x.agency_id = l.agency_id and x.enrollment_id = e.enrollment_id
        and (x.mail_id = l.mail_id or x.superseded_at is null and x.channel = 'email'
          and x.attempted_on = (l.settled_at at time zone p.time_zone)::date
          and (x.provider_id = l.provider_id or x.support_id = l.support_id)))
    order by l.settled_at, l.mail_id
  $$;
grant execute on function auth.unanswered_invitations(timestamptz, timestamptz) to roundtable_worker;
