-- The chronological record of a client: one row for each thing that happened. Typed kinds keep their own table too.
create table record_entry (
  agency_id uuid not null,
  record_entry_id uuid not null,
  client_id uuid not null,
  kind code not null check (kind in ('import', 'enrollment', 'conference', 'held-elsewhere', 'action', 'contact', 'mail', 'consent', 'document')),
  class code not null default 'general',
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
create index on record_entry (agency_id, client_id, happened_on desc, record_entry_id);

create table coordination_contact (
  agency_id uuid not null,
  contact_id uuid not null,
  client_id uuid not null,
  activity code not null,
  other_activity text not null default '',
  is_internal boolean not null,
  organization_id uuid,
  provider_id uuid,
  channel code not null check (channel in ('phone', 'in_person', 'video', 'email', 'letter')),
  happened_on date not null,
  minutes integer check (minutes between 1 and 720),
  class code not null,
  -- The progress note: a contact without one does not exist (REQ-007, REQ-032).
  body bytea not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (agency_id, contact_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, organization_id) references organization,
  foreign key (agency_id, provider_id) references provider
);
create index on coordination_contact (agency_id, client_id);

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
  foreign key (agency_id, review_id) references client_review
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
  subject text not null,
  body text not null,
  calendar_file text,
  state code not null default 'queued' check (state in ('queued', 'sending', 'sent', 'held', 'unknown', 'failed', 'cancelled')),
  problem text not null default '',
  written_at timestamptz not null,
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
  due_soon_on date,
  anchor_on date,
  last_held_on date,
  is_backlog boolean not null default false,
  class code not null default 'general',
  explanation jsonb not null,
  changes_on date,
  primary key (agency_id, enrollment_id, obligation_key),
  foreign key (agency_id, enrollment_id) references enrollment
);
create index on obligation (agency_id, worker_id, due_on, enrollment_id) where state = 'open';
create index on obligation (agency_id, team_id, due_on, enrollment_id) where state = 'open';
create index on obligation (agency_id, program_id, due_on, enrollment_id) where state = 'open';
create index on obligation (agency_id, due_on, enrollment_id) where state = 'open';
create index on obligation (agency_id, changes_on) where changes_on is not null;
create index on obligation (agency_id, client_id);

do $$
declare
  scope constant text := 'agency_id = (select auth.agency()) and ((select auth.sees_all_clients()) or worker_id = (select auth.actor()) '
    'or team_id = any((select auth.teams())::uuid[]) or program_id = any((select auth.supervised())::uuid[]))';
begin
  -- The restricted obligations of a trigger: its own worker and the program's supervisor.
  call auth.protect('obligation',
    scope || ' and (class = ''general'' or worker_id = (select auth.actor()) or program_id = any((select auth.supervised())::uuid[]))',
    'agency_id = (select auth.agency()) and exists (select 1 from enrollment e where e.agency_id = obligation.agency_id and e.enrollment_id = obligation.enrollment_id)',
    'agency_id = (select auth.agency()) and exists (select 1 from enrollment e where e.agency_id = obligation.agency_id and e.enrollment_id = obligation.enrollment_id)');
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
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  begin
    insert into stale_enrollment select distinct agency_id, enrollment_id from changed on conflict do nothing;
    return null;
  end $$;
create function auth.mark_stale_by_closing() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
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
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  begin
    if exists (select 1 from stale_enrollment s where s.agency_id = new.agency_id and s.enrollment_id = new.enrollment_id) then
      raise exception 'enrollment % was changed and not projected again', new.enrollment_id using errcode = 'integrity_constraint_violation';
    end if;
    return null;
  end $$;
create constraint trigger projected_again after insert on stale_enrollment
  deferrable initially deferred for each row execute function auth.refuse_stale();

-- The projector says which enrollments it has written.
create function auth.settle_enrollments(enrollments uuid[]) returns void
  language sql security definer set search_path = pg_catalog, public
  as $$ delete from stale_enrollment where agency_id = auth.agency() and enrollment_id = any(enrollments) $$;

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
create index on external_ref (agency_id, internal_id);

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

call auth.protect_content('record_entry', true);
call auth.protect_content('coordination_contact', true, 'written_by');
create trigger class_new_words before insert on coordination_contact for each row execute function auth.class_new_words();
call auth.protect_content('document', true);
call auth.protect_content('disclosure', false);
do $$
declare
  own constant text := 'agency_id = (select auth.agency())';
  managed constant text := own || ' and (select auth.has_role(''administrator''))';
begin
  -- Mail names a person and a time, never a client: administrators run the outbox, senders see their conferences' mail.
  call auth.protect('mail',
    managed || ' or ' || own || ' and exists (select 1 from conference c where c.agency_id = mail.agency_id and c.conference_id = mail.conference_id)',
    own, managed || ' or ' || own || ' and exists (select 1 from conference c where c.agency_id = mail.agency_id and c.conference_id = mail.conference_id)');
  call auth.protect('import_run', managed, managed, managed);
  call auth.protect('external_ref', managed, managed, managed);
  call auth.protect('audit', own || ' and ((select auth.has_role(''supervisor'')) or (select auth.has_role(''auditor'')) or (select auth.has_role(''administrator'')))', own, 'false');
end $$;
