-- What the policy clock reads beside enrollments and conferences. One shape for all: a row says what is known from `recorded_at` until
-- `superseded_at`; a correction, an end or a withdrawal supersedes it, and nothing is ever rewritten. No row here holds words about a
-- client: those are notes, with a class of their own.
create table change_event (
  agency_id uuid not null,
  change_event_id uuid not null,
  client_id uuid not null,
  -- A code of the programs' policies: what it opens, and how urgently, is theirs to say.
  code code not null,
  occurred_on date not null,
  occurred_at timestamptz,
  class code not null,
  -- False where whoever recorded it judged that no conference is needed; a program that requires one is not asked.
  wants_conference boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  superseded_by uuid,
  superseded_why code check (superseded_why in ('corrected', 'recorded-in-error')),
  primary key (agency_id, change_event_id),
  unique (agency_id, change_event_id, client_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, recorded_by) references staff (agency_id, staff_id)
);
create index on change_event (agency_id, client_id);

-- The significant changes for which a client review was called.
create table review_cause (
  agency_id uuid not null,
  review_id uuid not null,
  change_event_id uuid not null,
  client_id uuid not null,
  primary key (agency_id, review_id, change_event_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id) on delete cascade,
  foreign key (agency_id, change_event_id, client_id) references change_event (agency_id, change_event_id, client_id)
);

create table reassessment (
  agency_id uuid not null,
  reassessment_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  -- Done on that day, or planned for it.
  happens_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  superseded_by uuid,
  superseded_why code check (superseded_why in ('corrected', 'recorded-in-error')),
  primary key (agency_id, reassessment_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id),
  foreign key (agency_id, recorded_by) references staff (agency_id, staff_id)
);
create index on reassessment (agency_id, enrollment_id);
create unique index on reassessment (agency_id, enrollment_id, happens_on) where superseded_at is null;

-- A request for a conference that was not answered, or not as hoped. One that the product proposes counts once somebody confirms it.
create table attempt (
  agency_id uuid not null,
  attempt_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  attempted_on date not null,
  channel code not null,
  outcome code not null,
  next_step code not null,
  provider_id uuid,
  support_id uuid,
  to_client boolean not null default false,
  check (num_nonnulls(provider_id, support_id) + to_client::integer = 1),
  -- The invitation that stayed without an answer, where the product proposed it.
  mail_id uuid,
  state code not null check (state in ('proposed', 'confirmed')),
  recorded_by uuid,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  superseded_by uuid,
  superseded_why code check (superseded_why in ('corrected', 'recorded-in-error', 'dismissed', 'confirmed')),
  primary key (agency_id, attempt_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id),
  foreign key (agency_id, provider_id) references provider,
  foreign key (agency_id, support_id) references support,
  foreign key (agency_id, mail_id) references mail,
  foreign key (agency_id, recorded_by) references staff (agency_id, staff_id)
);
create index on attempt (agency_id, enrollment_id);
-- The same request once, whoever writes it down (the other one is told).
create unique index on attempt (agency_id, enrollment_id, attempted_on, channel, coalesce(provider_id, support_id, client_id))
  where superseded_at is null;
create unique index on attempt (agency_id, mail_id, enrollment_id) where mail_id is not null and state = 'proposed';

-- No conference is owed for a while, by one rule or by all of the program.
create table exemption (
  agency_id uuid not null,
  exemption_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  rule_id code,
  reason code not null check (reason in ('client-declined', 'not-appropriate', 'no-provider', 'covered-elsewhere', 'other')),
  starts_on date not null,
  -- The first day on which it holds no more.
  ends_on date,
  review_on date not null,
  check (ends_on is null or ends_on > starts_on),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  superseded_by uuid,
  superseded_why code check (superseded_why in ('corrected', 'ended', 'recorded-in-error')),
  primary key (agency_id, exemption_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id),
  foreign key (agency_id, recorded_by) references staff (agency_id, staff_id)
);
create index on exemption (agency_id, enrollment_id);

-- The clock stands still where the policy names the kind.
create table pause (
  agency_id uuid not null,
  pause_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  kind code not null,
  starts_on date not null,
  -- The first day on which the clock runs again.
  resumed_on date,
  review_on date not null,
  check (resumed_on is null or resumed_on > starts_on),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  superseded_by uuid,
  superseded_why code check (superseded_why in ('corrected', 'ended', 'recorded-in-error')),
  primary key (agency_id, pause_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id),
  foreign key (agency_id, recorded_by) references staff (agency_id, staff_id)
);
create index on pause (agency_id, enrollment_id);

-- Out of sight until a day that never lies behind what is required.
create table snooze (
  agency_id uuid not null,
  snooze_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  obligation_key code not null,
  until_on date not null,
  reason code not null check (reason in ('waiting-for-answer', 'waiting-for-result', 'client-away', 'already-planned', 'other')),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  superseded_by uuid,
  superseded_why code check (superseded_why in ('corrected', 'ended')),
  primary key (agency_id, snooze_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id),
  foreign key (agency_id, recorded_by) references staff (agency_id, staff_id)
);
create index on snooze (agency_id, enrollment_id);
create unique index on snooze (agency_id, enrollment_id, obligation_key) where superseded_at is null;

-- What somebody wrote about one of these facts. New words take the highest class of the case.
create table fact_note (
  agency_id uuid not null,
  note_id uuid not null,
  about_id uuid not null,
  client_id uuid not null,
  class code not null,
  body bytea not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (agency_id, note_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, written_by) references staff (agency_id, staff_id)
);
create index on fact_note (agency_id, about_id);

call auth.protect_content('change_event', true, 'recorded_by');
call auth.protect_content('review_cause', false);
call auth.protect_content('reassessment', false);
call auth.protect_content('attempt', false);
call auth.protect_content('exemption', false);
call auth.protect_content('pause', false);
call auth.protect_content('snooze', false);
call auth.protect_content('fact_note', true, 'written_by');
call auth.require_author('change_event', 'recorded_by');
call auth.require_author('reassessment', 'recorded_by');
call auth.require_author('attempt', 'recorded_by');
call auth.require_author('exemption', 'recorded_by');
call auth.require_author('pause', 'recorded_by');
call auth.require_author('snooze', 'recorded_by');
call auth.require_author('fact_note', 'written_by');
create trigger class_new_words before insert on fact_note for each row execute function auth.class_new_words();

grant select, insert on change_event, review_cause, reassessment, attempt, exemption, pause, snooze, fact_note
  to roundtable_app, roundtable_worker;
grant update (superseded_at, superseded_by, superseded_why) on change_event, reassessment, attempt, exemption, pause, snooze
  to roundtable_app, roundtable_worker;
-- A plan that loses a cause loses its link, not the change.
grant delete on review_cause to roundtable_app, roundtable_worker;

do $$
declare target text;
begin
  foreach target in array array['reassessment', 'attempt', 'exemption', 'pause', 'snooze'] loop
    execute format('create trigger stale_added after insert on %I referencing new table as changed
      for each statement execute function auth.mark_stale()', target);
    execute format('create trigger stale_changed after update on %I referencing new table as changed
      for each statement execute function auth.mark_stale()', target);
  end loop;
end $$;
create function auth.mark_stale_by_client() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into stale_enrollment
      select distinct e.agency_id, e.enrollment_id from changed join enrollment e using (agency_id, client_id)
      on conflict do nothing;
    return null;
  end $$;
create trigger stale_added after insert on change_event referencing new table as changed
  for each statement execute function auth.mark_stale_by_client();
create trigger stale_changed after update on change_event referencing new table as changed
  for each statement execute function auth.mark_stale_by_client();

-- The rest of what the clock reads, whoever asks: codes and dates, as they are known now or were known at a moment.
create function auth.clock_events(wanted uuid[], known_until timestamptz default null) returns table (enrollment_id uuid, kind text, event jsonb)
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
        from seen s join client_review r using (agency_id, enrollment_id) join review_cause c using (agency_id, review_id)
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

grant execute on function auth.clock_events(uuid[], timestamptz) to roundtable_app, roundtable_worker;
