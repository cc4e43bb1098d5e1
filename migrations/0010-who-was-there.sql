-- Somebody who is taken off a conference that people were invited to stays known to it: their mails are its own.
alter table attendee add column taken_off_at timestamptz;

-- Another client who was in the room is somebody outside too; without a consent the row names the incident.
alter table disclosure add column recipient_client_id uuid;
alter table disclosure add column incident_id uuid;
alter table disclosure add foreign key (agency_id, recipient_client_id) references client (agency_id, client_id);

-- Somebody outside was there and heard what the client had not agreed to (C-30).
create table privacy_incident (
  agency_id uuid not null,
  incident_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  review_id uuid not null,
  provider_id uuid,
  support_id uuid,
  recipient_client_id uuid,
  check (num_nonnulls(provider_id, support_id, recipient_client_id) = 1),
  organization_id uuid,
  -- What they heard without consent, and the highest of it: that the row exists would tell it.
  classes text[] not null check (cardinality(classes) > 0),
  class code not null,
  present_from timestamptz not null,
  present_until timestamptz not null,
  opened_at timestamptz not null,
  opened_by uuid not null,
  -- Who said that they were there.
  recorded_by uuid not null,
  state code not null default 'open' check (state in ('open', 'reviewed')),
  outcome code check (outcome in ('unfounded', 'client-told', 'reported', 'other')),
  note bytea,
  reviewed_at timestamptz,
  reviewed_by uuid,
  check (num_nonnulls(outcome, note, reviewed_at, reviewed_by) = case state when 'open' then 0 else 4 end),
  -- Nobody judges what they recorded themselves.
  check (reviewed_by is null or reviewed_by not in (opened_by, recorded_by)),
  primary key (agency_id, incident_id),
  unique (agency_id, review_id, provider_id),
  unique (agency_id, review_id, support_id),
  unique (agency_id, review_id, recipient_client_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id),
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id),
  foreign key (agency_id, provider_id) references provider,
  foreign key (agency_id, support_id) references support,
  foreign key (agency_id, recipient_client_id) references client (agency_id, client_id),
  foreign key (agency_id, organization_id) references organization,
  foreign key (agency_id, opened_by) references staff (agency_id, staff_id),
  foreign key (agency_id, recorded_by) references staff (agency_id, staff_id),
  foreign key (agency_id, reviewed_by) references staff (agency_id, staff_id)
);
create index on privacy_incident (agency_id, enrollment_id);
create index on privacy_incident (agency_id, client_id);
create index on privacy_incident (agency_id, opened_at) where state = 'open';
alter table disclosure add foreign key (agency_id, incident_id) references privacy_incident (agency_id, incident_id);

-- Whoever reads the client's content of that class sees it; whoever closes may add it unseen; a supervisor of the program judges it.
do $$
declare
  own constant text := 'agency_id = (select auth.agency()) and exists (select 1 from client c '
    'where c.agency_id = privacy_incident.agency_id and c.client_id = privacy_incident.client_id%s)';
  supervised constant text := ' and c.program_ids && (select auth.supervised())';
begin
  call auth.protect('privacy_incident',
    '(select auth.reads_content()) and ' || format(own, ' and (privacy_incident.class = ''general'' '
      'or c.manager_ids && array[(select auth.actor())] or c.program_ids && (select auth.supervised()))'),
    'state = ''open'' and opened_by = (select auth.actor()) and ' || format(own, ''),
    '(select auth.has_role(''supervisor'')) and ' || format(own, supervised));
end $$;
grant select, insert on privacy_incident to roundtable_app, roundtable_worker;
grant update (state, outcome, note, reviewed_at, reviewed_by) on privacy_incident to roundtable_app, roundtable_worker;

-- Whether a conference counts may hang on it, so it is a fact of the clock.
create trigger stale_added after insert on privacy_incident referencing new table as changed
  for each statement execute function auth.mark_stale();
create trigger stale_changed after update on privacy_incident referencing new table as changed
  for each statement execute function auth.mark_stale();
-- Of these enrollments' reviews, those with an incident that stands, or stood at a moment, whoever asks: never of which class.
create function auth.reviews_with_incident(wanted uuid[], known_until timestamptz default null) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select distinct i.review_id from privacy_incident i
    where i.agency_id = (select auth.agency()) and i.enrollment_id = any((select auth.clock_scope(wanted))::uuid[])
      and (known_until is null or i.opened_at <= known_until)
      and (i.outcome is distinct from 'unfounded' or i.reviewed_at > known_until)
  $$;
grant execute on function auth.reviews_with_incident(uuid[], timestamptz) to roundtable_app, roundtable_worker;

-- Why a closing was declared void or restored: words, so in the vault and of the case's highest class.
alter table review_closing_version drop column void_reason;
create index on review_closing_version (agency_id, review_closing_id, recorded_at);
create table review_closing_reason (
  agency_id uuid not null,
  version_id uuid not null,
  client_id uuid not null,
  class code not null,
  body bytea not null,
  written_by uuid not null,
  primary key (agency_id, version_id),
  foreign key (agency_id, version_id) references review_closing_version,
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, written_by) references staff (agency_id, staff_id)
);
call auth.protect_content('review_closing_reason', true, 'written_by');
call auth.require_author('review_closing_reason', 'written_by');
create trigger class_new_words before insert on review_closing_reason for each row execute function auth.class_new_words();
grant select, insert on review_closing_reason to roundtable_app, roundtable_worker;

-- A form of a void review is another paper than the one that was filed at the close, which stays.
alter table document add column closing_version_id uuid;
alter table document add foreign key (agency_id, closing_version_id) references review_closing_version (agency_id, version_id);
drop index document_agency_id_review_id_kind_idx;
create unique index on document (agency_id, review_id, kind, closing_version_id) nulls not distinct;
