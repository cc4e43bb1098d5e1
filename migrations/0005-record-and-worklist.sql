-- The chronological record of a client: one row for each thing that happened. Typed kinds keep their own table too.
create table record_entry (
  agency_id uuid not null,
  record_entry_id uuid not null,
  client_id uuid not null,
  kind code not null check (kind in ('import', 'enrollment', 'conference', 'held-elsewhere', 'action', 'contact', 'mail', 'consent', 'document',
    'change', 'reassessment', 'attempt', 'exemption', 'pause')),
  class code not null,
  -- The row of the typed table that this entry is about.
  about_id uuid,
  -- Codes and ids for the sentence that the screen makes; never a client's words.
  facts jsonb not null default '{}',
  happened_on date not null,
  happened_at timestamptz,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, record_entry_id),
  foreign key (agency_id, client_id) references client
);
create index on record_entry (agency_id, client_id, happened_on, coalesce(happened_at, recorded_at), record_entry_id);

create table coordination_contact (
  agency_id uuid not null,
  contact_id uuid not null,
  client_id uuid not null,
  activity code not null,
  other_activity bytea,
  -- Internal is with our own staff; external is with an organization, perhaps through one of its providers (REQ-002).
  is_internal boolean not null,
  staff_id uuid,
  organization_id uuid,
  provider_id uuid,
  check (is_internal = (staff_id is not null) and is_internal = (organization_id is null) and (provider_id is null or not is_internal)),
  channel code not null check (channel in ('phone', 'in_person', 'video', 'email', 'letter')),
  happened_on date not null,
  minutes integer check (minutes between 1 and 720),
  class code not null,
  -- The progress note: a contact without one does not exist (REQ-007, REQ-032).
  body bytea not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (agency_id, contact_id),
  unique (agency_id, contact_id, client_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, organization_id) references organization,
  foreign key (agency_id, provider_id) references provider,
  foreign key (agency_id, written_by) references staff (agency_id, staff_id)
);
create index on coordination_contact (agency_id, client_id);

-- A contact is never rewritten: what was wrong or missing is said below it, by whom and when.
create table contact_addendum (
  agency_id uuid not null,
  addendum_id uuid not null,
  contact_id uuid not null,
  client_id uuid not null,
  class code not null,
  body bytea not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (agency_id, addendum_id),
  foreign key (agency_id, contact_id, client_id) references coordination_contact (agency_id, contact_id, client_id),
  foreign key (agency_id, written_by) references staff (agency_id, staff_id)
);
create index on contact_addendum (agency_id, contact_id);

-- Words that somebody gave a lower class than the case's highest; the row tells that the case holds that class.
create table lowered_class (
  agency_id uuid not null,
  about_id uuid not null,
  client_id uuid not null,
  class code not null,
  lowered_to code not null,
  lowered_by uuid not null,
  lowered_at timestamptz not null,
  primary key (agency_id, about_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, lowered_by) references staff (agency_id, staff_id)
);

create table document (
  agency_id uuid not null,
  document_id uuid not null,
  client_id uuid not null,
  review_id uuid,
  kind code not null check (kind in ('conference-form')),
  class code not null,
  body bytea not null,
  pages integer not null,
  made_at timestamptz not null,
  primary key (agency_id, document_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id)
);
create unique index on document (agency_id, review_id, kind);

-- What left the agency, to whom, on which ground. Rows are only ever added.
create table disclosure (
  agency_id uuid not null,
  disclosure_id uuid not null,
  client_id uuid not null,
  provider_id uuid,
  support_id uuid,
  to_client boolean not null default false,
  organization_id uuid,
  classes text[] not null,
  description text not null,
  purpose code not null,
  channel code not null,
  basis code not null,
  consent_id uuid,
  disclosed_at timestamptz not null,
  disclosed_by uuid,
  primary key (agency_id, disclosure_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, consent_id) references consent
);
create index on disclosure (agency_id, client_id);

-- Mail waits here with its intent written down before it is sent (rule 16): an unknown outcome is never sent again by itself.
create table mail (
  agency_id uuid not null references agency,
  mail_id uuid not null,
  conference_id uuid,
  to_address text not null,
  to_name name_text not null,
  staff_id uuid,
  provider_id uuid,
  support_id uuid,
  client_id uuid,
  check (num_nonnulls(staff_id, provider_id, support_id, client_id) = 1),
  kind code not null check (kind in ('invitation', 'change', 'cancellation', 'document')),
  subject text not null,
  body text not null,
  calendar_file text,
  calendar_method code check (calendar_method in ('REQUEST', 'CANCEL')),
  state code not null default 'queued' check (state in ('queued', 'sending', 'sent', 'held', 'unknown', 'failed', 'cancelled')),
  problem code not null default '',
  attempts integer not null default 0,
  written_at timestamptz not null,
  written_by uuid not null,
  sending_at timestamptz,
  settled_at timestamptz,
  primary key (agency_id, mail_id),
  foreign key (agency_id, conference_id) references conference
);
create index on mail (agency_id, written_at desc);
create index on mail (agency_id, conference_id);

-- The worklist: what the policy clock says without knowing what day it is (decision 20). Status is made from it and a date.
create table obligation (
  agency_id uuid not null,
  enrollment_id uuid not null,
  obligation_key code not null,
  client_id uuid not null,
  program_id uuid not null,
  team_id uuid not null,
  worker_id uuid,
  kind code not null,
  strength code not null,
  state code not null,
  due_on date,
  severity code not null default 'routine' check (severity in ('routine', 'urgent', 'crisis')),
  -- A crisis comes before everything, what is without a date comes last, in one order with the rest.
  due_key date not null generated always as
    (case when severity = 'crisis' then '-infinity'::date else coalesce(due_on, 'infinity'::date) end) stored,
  due_soon_on date,
  anchor_on date,
  last_held_on date,
  is_backlog boolean not null default false,
  class code not null default 'general',
  explanation jsonb not null,
  changes_on date,
  primary key (agency_id, enrollment_id, obligation_key),
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id)
);
-- One for each way to look at the list: the page is then a range of an index, whatever row security adds (decision 14).
create index on obligation (agency_id, worker_id, is_backlog, strength, due_key, enrollment_id, obligation_key) where state = 'open';
create index on obligation (agency_id, team_id, is_backlog, strength, due_key, enrollment_id, obligation_key) where state = 'open';
create index on obligation (agency_id, program_id, is_backlog, strength, due_key, enrollment_id, obligation_key) where state = 'open';
create index on obligation (agency_id, is_backlog, strength, due_key, enrollment_id, obligation_key) where state = 'open';
create index on obligation (agency_id, changes_on) where changes_on is not null;
create index on obligation (agency_id, client_id);

do $$
declare
  scope constant text := 'agency_id = (select auth.agency()) and ((select auth.sees_all_clients()) or worker_id = (select auth.actor()) '
    'or team_id = any((select auth.teams())::uuid[]) or program_id = any((select auth.supervised())::uuid[]))';
begin
  -- The restricted obligations of a trigger: its own worker and the program's supervisor. Only the projector writes.
  call auth.protect('obligation',
    scope || ' and (class = ''general'' or worker_id = (select auth.actor()) or program_id = any((select auth.supervised())::uuid[]))',
    'false', 'false');
end $$;

-- A fact that the clock reads marks its enrollment stale; a commit with a mark left is refused, so that nobody can forget.
create table stale_enrollment (
  agency_id uuid not null,
  enrollment_id uuid not null,
  primary key (agency_id, enrollment_id)
);
alter table stale_enrollment enable row level security;
alter table stale_enrollment force row level security;
create policy owner_all on stale_enrollment to roundtable_owner using (true) with check (true);

create function auth.mark_stale() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into stale_enrollment select distinct agency_id, enrollment_id from changed on conflict do nothing;
    return null;
  end $$;
create function auth.mark_stale_by_closing() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into stale_enrollment
      select distinct c.agency_id, c.enrollment_id from changed join review_closing c using (agency_id, review_closing_id)
      on conflict do nothing;
    return null;
  end $$;
create trigger stale_added after insert on enrollment_version referencing new table as changed
  for each statement execute function auth.mark_stale();
create trigger stale_changed after update on enrollment_version referencing new table as changed
  for each statement execute function auth.mark_stale();
create trigger stale_added after insert on held_elsewhere referencing new table as changed
  for each statement execute function auth.mark_stale();
create trigger stale_changed after update on held_elsewhere referencing new table as changed
  for each statement execute function auth.mark_stale();
create trigger stale_added after insert on review_closing_version referencing new table as changed
  for each statement execute function auth.mark_stale_by_closing();
create trigger stale_changed after update on review_closing_version referencing new table as changed
  for each statement execute function auth.mark_stale_by_closing();

create function auth.refuse_stale() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if exists (select 1 from stale_enrollment s where s.agency_id = new.agency_id and s.enrollment_id = new.enrollment_id) then
      raise exception 'enrollment % was changed and not projected again', new.enrollment_id using errcode = 'integrity_constraint_violation';
    end if;
    return null;
  end $$;
create constraint trigger projected_again after insert on stale_enrollment
  deferrable initially deferred for each row execute function auth.refuse_stale();

-- Of these enrollments, those whose client the asker sees, and those that this transaction changed: a mark lives in no other,
-- and whoever hands a client over must still project it.
create function auth.visible_enrollments(wanted uuid[]) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(e.enrollment_id), '{}')
    from enrollment e join client c using (agency_id, client_id)
    where e.agency_id = (select auth.agency()) and e.enrollment_id = any(wanted)
      and ((select auth.sees_all_clients()) or c.staff_ids && array[(select auth.actor())] and c.scope_changes_on > (select auth.today())
        or c.team_ids && (select auth.teams()) or c.program_ids && (select auth.supervised())
        or exists (select from stale_enrollment s where s.agency_id = e.agency_id and s.enrollment_id = e.enrollment_id))
  $$;

-- Whose facts the clock may read for the asker: to keep the worklist, of the clients they see; to look back at it, of the programs
-- they answer for or oversee.
create function auth.clock_scope(wanted uuid[]) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select case when (select auth.purpose()) is distinct from 'oversight' then auth.visible_enrollments(wanted)
      else (select coalesce(array_agg(e.enrollment_id), '{}') from enrollment e
        where e.agency_id = (select auth.agency()) and e.enrollment_id = any(wanted)
          and ((select auth.has_role('auditor')) or (select auth.has_role('administrator')) or e.program_id = any((select auth.supervised())::uuid[])))
      end
  $$;

-- What the clock reads, whoever asks: a due date may not depend on what the asker may read. Never a client's words.
-- People are judged by what they were on the day it was held, as it was known when it was closed. With a moment given, all of it is
-- as it was known then.
create function auth.clock_reviews(wanted uuid[], known_until timestamptz default null) returns table (enrollment_id uuid, review jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select r.enrollment_id, jsonb_build_object(
      'id', r.review_id, 'heldOn', h.held_on, 'startAt', r.started_at, 'endAt', r.ended_at, 'mode', c.mode,
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
    from client_review r
      join conference c on c.agency_id = r.agency_id and c.conference_id = r.conference_id
      join enrollment e on e.agency_id = r.agency_id and e.enrollment_id = r.enrollment_id
      join program g on g.agency_id = r.agency_id and g.program_id = e.program_id
      left join review_closing k on k.agency_id = r.agency_id and k.review_id = r.review_id
      left join review_closing_version v on v.agency_id = k.agency_id and v.review_closing_id = k.review_closing_id
        and (known_until is null or v.recorded_at <= known_until) and (v.superseded_at is null or v.superseded_at > known_until)
      -- A void or its end is a later version: what was known when it was closed stays what it was.
      left join lateral (select min(x.recorded_at) as closed_at from review_closing_version x
        where x.agency_id = v.agency_id and x.review_closing_id = v.review_closing_id) f on true
      cross join lateral (select coalesce(f.closed_at, known_until, auth.now()) as known_at,
        coalesce(v.valid_from, (coalesce(r.started_at, c.starts_at) at time zone g.time_zone)::date) as held_on) h
    where r.agency_id = (select auth.agency()) and r.enrollment_id = any((select auth.clock_scope(wanted))::uuid[]) and r.state = 'done'
      and (known_until is null or r.ended_at <= known_until)
  $$;

-- Without a join: an import is read back before the planner has statistics of it, and then picks the wrong index of a join.
create function auth.clock_enrollments(wanted uuid[], known_until timestamptz default null)
  returns table (enrollment_id uuid, client_id uuid, program_id uuid, team_id uuid, worker_id uuid, started_on date, ended_on date, elsewhere jsonb)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  #variable_conflict use_column
  declare
    here uuid := auth.agency();
    seen uuid[] := auth.clock_scope(wanted);
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
        select v.enrollment_id, null, null, v.team_id, v.worker_id, v.valid_from, v.valid_to, null
          from enrollment_version v where v.agency_id = here and v.enrollment_id = any(seen)
            and (known_until is null or v.recorded_at <= known_until) and (v.superseded_at is null or v.superseded_at > known_until)
        union all
        select f.enrollment_id, null, null, null, null, null, null,
            jsonb_build_object('id', f.held_elsewhere_id, 'heldOn', f.held_on, 'source', f.source, 'recordedAt', f.recorded_at)
          from held_elsewhere f where f.agency_id = here and f.enrollment_id = any(seen)
            and (known_until is null or f.recorded_at <= known_until) and (f.superseded_at is null or f.superseded_at > known_until)
      ) x
      group by x.enrollment_id having max(x.started_on) is not null;
  end $$;

-- Replaces the obligations of these enrollments and takes their marks away, which nothing else can.
create function auth.save_obligations(wanted uuid[], standing jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    seen uuid[] := auth.visible_enrollments(wanted);
  begin
    delete from obligation o where o.agency_id = here and o.enrollment_id = any(seen);
    insert into obligation (agency_id, enrollment_id, obligation_key, client_id, program_id, team_id, worker_id, kind, strength, severity, state,
        due_on, due_soon_on, anchor_on, last_held_on, is_backlog, class, explanation, changes_on)
      select here, s.* from jsonb_to_recordset(standing) as s(enrollment_id uuid, obligation_key text, client_id uuid, program_id uuid,
          team_id uuid, worker_id uuid, kind text, strength text, severity text, state text, due_on date, due_soon_on date, anchor_on date,
          last_held_on date, is_backlog boolean, class text, explanation jsonb, changes_on date)
        where s.enrollment_id = any(seen);
    delete from stale_enrollment m where m.agency_id = here and m.enrollment_id = any(seen);
  end $$;

create table import_run (
  agency_id uuid not null references agency,
  import_id uuid not null,
  source code not null,
  state code not null check (state in ('reading', 'preview', 'applying', 'applied', 'refused', 'discarded')),
  file_name text not null,
  read_rows bigint not null default 0,
  choices jsonb not null default '{}',
  outcome jsonb not null default '{}',
  started_by uuid not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (agency_id, import_id)
);

-- What an outside system calls the things that we hold, and what it last said of them.
create table external_ref (
  agency_id uuid not null references agency,
  source code not null,
  kind code not null,
  external_id code not null,
  internal_id uuid not null,
  content_hash code not null,
  seen_at timestamptz not null,
  primary key (agency_id, source, kind, external_id)
);

-- The two questions about classes that an import must ask, answered to the administrator whose own is open and at no other time.
create function auth.is_importing() returns boolean
  language sql stable set search_path = pg_catalog, public, pg_temp
  as $$
    select auth.has_role('administrator') and auth.purpose() = 'administration'
      and exists (select from import_run i where i.agency_id = auth.agency() and i.started_by = auth.actor() and i.state = 'preview')
  $$;
-- Of the classes that a file states of clients, those that stand already: the import counts them and learns no class that it did not name.
create function auth.confirm_classes(wanted uuid[], stated jsonb) returns table (client_id uuid, class text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select k.client_id, k.class from client_class k
    where k.agency_id = (select auth.agency()) and (select auth.is_importing()) and k.client_id = any(wanted)
      and (k.client_id, k.class) in (select s.client_id, s.class from jsonb_to_recordset(stated) as s(client_id uuid, class text))
  $$;
-- Of these clients, those whom the import may link as household: where violence is known, nobody's record names the other.
create function auth.clients_to_link(wanted uuid[]) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select c.client_id from client c
    where c.agency_id = (select auth.agency()) and c.client_id = any(wanted) and (select auth.is_importing())
      and not exists (select from client_class k where k.agency_id = c.agency_id and k.client_id = c.client_id and k.class = 'dv')
  $$;
-- After a large import the planner would guess wrong for minutes: the lists that people open first would be slow.
create function auth.refresh_statistics() returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if not auth.has_role('administrator') then raise exception 'not allowed' using errcode = 'insufficient_privilege'; end if;
    analyze client, client_identifier, client_class, enrollment, enrollment_version, obligation, record_entry, support, external_ref;
  end $$;
grant execute on function auth.confirm_classes(uuid[], jsonb), auth.clients_to_link(uuid[]), auth.refresh_statistics() to roundtable_app;

-- One row for each request, in its transaction; ids, never content.
create table audit (
  agency_id uuid not null,
  audit_id uuid not null,
  at timestamptz not null,
  actor_id uuid,
  service code,
  purpose code,
  operation code not null,
  outcome code not null,
  ids uuid[] not null default '{}',
  hmac bytea not null,
  primary key (agency_id, audit_id)
);
create index on audit (agency_id, at desc);
create index on audit using gin (ids);

call auth.protect_content('record_entry', true, 'recorded_by');
call auth.protect_content('coordination_contact', true, 'written_by');
call auth.protect_content('contact_addendum', true, 'written_by');
call auth.protect_content('lowered_class', true);
create trigger class_new_words before insert on record_entry for each row when (new.class is null) execute function auth.class_new_words();
create trigger class_new_words before insert on coordination_contact for each row execute function auth.class_new_words();
call auth.protect_content('document', true);
call auth.protect_content('disclosure', false);
do $$
declare
  own constant text := 'agency_id = (select auth.agency())';
  managed constant text := own || ' and (select auth.has_role(''administrator''))';
  theirs constant text := own || ' and exists (select 1 from attendee a where a.agency_id = mail.agency_id and a.conference_id = mail.conference_id '
    'and (a.staff_id = mail.staff_id or a.provider_id = mail.provider_id or a.support_id = mail.support_id or a.client_id = mail.client_id))';
begin
  -- Administrators run the outbox. Staff of a conference see the mail to those of its people whom they see: a mail to a client names one.
  call auth.protect('mail', managed || ' or ' || theirs,
    own || ' and exists (select 1 from conference c where c.agency_id = mail.agency_id and c.conference_id = mail.conference_id)',
    managed || ' or ' || theirs);
  call auth.protect('import_run', managed, managed, managed);
  call auth.protect('external_ref', managed, managed, managed);
  call auth.protect('audit', own || ' and ((select auth.has_role(''supervisor'')) or (select auth.has_role(''auditor'')) or (select auth.has_role(''administrator'')))',
    own || ' and actor_id is not distinct from (select auth.actor())', 'false');
end $$;
call auth.require_author('record_entry', 'recorded_by');
call auth.require_author('coordination_contact', 'written_by');
call auth.require_author('contact_addendum', 'written_by');
call auth.require_author('lowered_class', 'lowered_by');
call auth.require_author('disclosure', 'disclosed_by');
call auth.require_author('mail', 'written_by');
call auth.require_author('import_run', 'started_by');
call auth.require_author('staff_role', 'granted_by');
