-- A conference contains client reviews. What counts, discloses and prints is one client's review (decision 2).
create table conference (
  agency_id uuid not null references agency,
  conference_id uuid not null,
  conference_number integer not null,
  state code not null check (state in ('draft', 'scheduled', 'in-session', 'ended', 'closed', 'cancelled', 'discarded')),
  starts_at timestamptz,
  minutes integer check (minutes between 5 and 720),
  time_zone code not null,
  mode code not null check (mode in ('in_person', 'telephone', 'video', 'email', 'mixed')),
  place text not null default '',
  join_link text not null default '',
  facilitator_id uuid,
  timekeeper_id uuid,
  notetaker_id uuid,
  planned_by uuid not null,
  planned_at timestamptz not null,
  invited_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  -- Grows with every change that invited people must hear of (the SEQUENCE of their calendar entry).
  calendar_sequence integer not null default 0,
  version integer not null default 1,
  -- Staff who take part: they see that the conference exists.
  staff_ids uuid[] not null default '{}',
  primary key (agency_id, conference_id),
  foreign key (agency_id, facilitator_id) references staff (agency_id, staff_id),
  foreign key (agency_id, timekeeper_id) references staff (agency_id, staff_id),
  foreign key (agency_id, notetaker_id) references staff (agency_id, staff_id),
  foreign key (agency_id, planned_by) references staff (agency_id, staff_id)
);
create index on conference (agency_id, starts_at);
create index on conference (agency_id, state, starts_at);

create table client_review (
  agency_id uuid not null,
  review_id uuid not null,
  conference_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  position integer not null,
  planned_minutes integer not null check (planned_minutes between 1 and 240),
  reasons text[] not null,
  question text not null default '',
  state code not null default 'waiting' check (state in ('waiting', 'active', 'done', 'not-covered')),
  started_at timestamptz,
  ended_at timestamptz,
  no_action_reason text not null default '',
  client_absence_reason code,
  version integer not null default 1,
  check (ended_at is null or ended_at >= started_at),
  primary key (agency_id, review_id),
  unique (agency_id, conference_id, client_id),
  foreign key (agency_id, conference_id) references conference,
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, enrollment_id) references enrollment
);
create index on client_review (agency_id, client_id);
create index on client_review (agency_id, enrollment_id);
-- One client at a time (REQ-058).
create unique index on client_review (agency_id, conference_id) where state = 'active';

create table attendee (
  agency_id uuid not null,
  attendee_id uuid not null,
  conference_id uuid not null,
  staff_id uuid,
  provider_id uuid,
  support_id uuid,
  client_id uuid,
  check (num_nonnulls(staff_id, provider_id, support_id, client_id) = 1),
  response code not null default 'none' check (response in ('none', 'yes', 'no', 'another-time')),
  invited_at timestamptz,
  primary key (agency_id, attendee_id),
  unique (agency_id, conference_id, staff_id),
  unique (agency_id, conference_id, provider_id),
  unique (agency_id, conference_id, support_id),
  unique (agency_id, conference_id, client_id),
  foreign key (agency_id, conference_id) references conference,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, provider_id) references provider,
  foreign key (agency_id, support_id) references support,
  foreign key (agency_id, client_id) references client
);

-- Who is asked to which client's item; attendance is recorded per item, never per conference.
create table review_attendee (
  agency_id uuid not null,
  review_attendee_id uuid not null,
  review_id uuid not null,
  attendee_id uuid not null,
  client_id uuid not null,
  primary key (agency_id, review_attendee_id),
  unique (agency_id, review_id, attendee_id),
  foreign key (agency_id, review_id) references client_review,
  foreign key (agency_id, attendee_id) references attendee,
  foreign key (agency_id, client_id) references client
);
create index on review_attendee (agency_id, attendee_id);

create table attendance_version (
  agency_id uuid not null,
  review_attendee_id uuid not null,
  version_id uuid not null,
  present boolean not null,
  absence_reason code,
  valid_from timestamptz,
  valid_to timestamptz,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (agency_id, version_id),
  foreign key (agency_id, review_attendee_id) references review_attendee
);
create unique index on attendance_version (agency_id, review_attendee_id) where superseded_at is null;

create table review_entry (
  agency_id uuid not null,
  entry_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  kind code not null check (kind in ('strength', 'barrier', 'need', 'solution')),
  class code not null,
  body bytea not null,
  author_id uuid not null,
  written_at timestamptz not null,
  removed_at timestamptz,
  primary key (agency_id, entry_id),
  foreign key (agency_id, review_id) references client_review,
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, author_id) references staff (agency_id, staff_id)
);
create index on review_entry (agency_id, review_id);

create table review_summary (
  agency_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  class code not null,
  body bytea not null,
  written_by uuid not null,
  written_at timestamptz not null,
  confirmed_at timestamptz,
  confirmed_by uuid,
  version integer not null default 1,
  primary key (agency_id, review_id),
  foreign key (agency_id, review_id) references client_review,
  foreign key (agency_id, client_id) references client
);

create table action_item (
  agency_id uuid not null,
  action_item_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  class code not null,
  body bytea not null,
  need_entry_id uuid,
  owner_staff_id uuid,
  owner_provider_id uuid,
  owner_support_id uuid,
  owner_is_client boolean not null default false,
  check (num_nonnulls(owner_staff_id, owner_provider_id, owner_support_id) + owner_is_client::integer = 1),
  due_on date not null,
  follow_up_on date not null,
  follow_up_how text not null,
  state code not null default 'open' check (state in ('open', 'done', 'cancelled')),
  finished_at timestamptz,
  finished_by uuid,
  outcome text not null default '',
  created_by uuid not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (agency_id, action_item_id),
  foreign key (agency_id, review_id) references client_review,
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, owner_staff_id) references staff (agency_id, staff_id),
  foreign key (agency_id, owner_provider_id) references provider (agency_id, provider_id),
  foreign key (agency_id, owner_support_id) references support (agency_id, support_id)
);
create index on action_item (agency_id, review_id);
create index on action_item (agency_id, client_id);
create index on action_item (agency_id, owner_staff_id) where state = 'open';

-- Closing and void of one client's review: the fact that the policy clock reads.
create table review_closing (
  agency_id uuid not null,
  review_closing_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  primary key (agency_id, review_closing_id),
  unique (agency_id, review_id),
  foreign key (agency_id, review_id) references client_review,
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, enrollment_id) references enrollment
);
create index on review_closing (agency_id, enrollment_id);

create table review_closing_version (
  agency_id uuid not null,
  review_closing_id uuid not null,
  version_id uuid not null,
  valid_from date not null,
  valid_to date,
  is_void boolean not null default false,
  void_reason text not null default '',
  -- What qualifies() answered under the policy in force on the day, as codes.
  qualifies boolean not null,
  reason_codes text[] not null,
  policy_version integer not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (agency_id, version_id),
  foreign key (agency_id, review_closing_id) references review_closing
);
create unique index on review_closing_version (agency_id, review_closing_id) where superseded_at is null;

-- A conference that was held before this product, or outside it.
create table held_elsewhere (
  agency_id uuid not null,
  held_elsewhere_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  held_on date not null,
  source text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (agency_id, held_elsewhere_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, enrollment_id) references enrollment
);
create index on held_elsewhere (agency_id, enrollment_id);

-- Taking part shows that a conference exists; each client's item follows that client's own row security.
do $$
declare seen constant text := 'agency_id = (select auth.agency()) and (select auth.reads_content()) and ('
  'planned_by = (select auth.actor()) or staff_ids && array[(select auth.actor())] '
  'or exists (select 1 from client_review r where r.agency_id = conference.agency_id and r.conference_id = conference.conference_id))';
begin
  call auth.protect('conference', seen, seen, seen);
end $$;
call auth.protect_content('client_review', false);
-- An outside attendee's name follows the items that they are asked to; staff follow the conference.
do $$
declare seen constant text := 'agency_id = (select auth.agency()) and (select auth.reads_content()) and '
  'exists (select 1 from conference c where c.agency_id = attendee.agency_id and c.conference_id = attendee.conference_id)';
begin
  call auth.protect('attendee', seen, seen, seen);
end $$;
call auth.protect_content('review_attendee', false);
call auth.protect_versions('attendance_version', 'review_attendee', 'review_attendee_id');
call auth.protect_content('review_entry', true, 'author_id');
call auth.protect_content('review_summary', true, 'written_by');
call auth.protect_content('action_item', true, 'owner_staff_id');
call auth.protect_content('review_closing', false);
call auth.protect_versions('review_closing_version', 'review_closing', 'review_closing_id');
call auth.protect_client_rows('held_elsewhere');

-- New words take the highest class that the case holds, also when the writer may not know it (rule 5).
create function auth.highest_class(agency uuid, wanted_client uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public
  as $$
    select coalesce((select class::text from client_class where agency_id = agency and client_id = wanted_client
      order by array_position(array['hiv', 'sud', 'mental_health', 'dv'], class::text) limit 1), 'general')
  $$;
create function auth.class_new_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  begin
    new.class := coalesce(new.class, auth.highest_class(new.agency_id, new.client_id));
    return new;
  end $$;
create trigger class_new_words before insert on review_entry for each row execute function auth.class_new_words();
create trigger class_new_words before insert on review_summary for each row execute function auth.class_new_words();
create trigger class_new_words before insert on action_item for each row execute function auth.class_new_words();
