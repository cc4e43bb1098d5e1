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
  -- Cancelled, or started and not held: when, by whom, why.
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_reason bytea,
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
create index on conference (agency_id, planned_by, starts_at);
create index on conference (agency_id, facilitator_id, starts_at);

create table client_review (
  agency_id uuid not null,
  review_id uuid not null,
  conference_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  position integer not null,
  planned_minutes integer not null check (planned_minutes between 1 and 240),
  state code not null default 'waiting' check (state in ('waiting', 'active', 'done', 'not-covered')),
  started_at timestamptz,
  ended_at timestamptz,
  client_absence_reason code,
  check (ended_at is null or ended_at >= started_at),
  primary key (agency_id, review_id),
  unique (agency_id, conference_id, client_id),
  -- What is written in a review names the review's own client: row security asks about that client.
  unique (agency_id, review_id, client_id),
  foreign key (agency_id, conference_id) references conference,
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id)
);
create index on client_review (agency_id, client_id);
create index on client_review (agency_id, enrollment_id);
-- One client at a time (REQ-058).
create unique index on client_review (agency_id, conference_id) where state = 'active';

-- Why the client is discussed: a code, and what was said about it.
create table review_reason (
  agency_id uuid not null,
  reason_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  position integer not null,
  code code not null,
  class code not null,
  body bytea,
  written_by uuid not null,
  primary key (agency_id, reason_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id) on delete cascade
);
create index on review_reason (agency_id, review_id);

-- Why a client leaves without an action, or without a need.
create table review_note (
  agency_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  kind code not null check (kind in ('no-action', 'no-needs')),
  class code not null,
  body bytea not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (agency_id, review_id, kind),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id)
);

create table attendee (
  agency_id uuid not null,
  attendee_id uuid not null,
  conference_id uuid not null,
  staff_id uuid,
  provider_id uuid,
  support_id uuid,
  client_id uuid,
  check (num_nonnulls(staff_id, provider_id, support_id, client_id) = 1),
  response code not null default 'waiting' check (response in ('waiting', 'yes', 'no', 'another-time')),
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
  -- False for somebody who came although nobody had asked them.
  is_wanted boolean not null default true,
  -- What consent allowed of what was wanted.
  invited_at timestamptz,
  primary key (agency_id, review_attendee_id),
  unique (agency_id, review_id, attendee_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id) on delete cascade,
  foreign key (agency_id, attendee_id) references attendee on delete cascade
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
create index on attendance_version (agency_id, review_attendee_id);

create table review_entry (
  agency_id uuid not null,
  entry_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  kind code not null check (kind in ('strength', 'barrier', 'need', 'solution')),
  class code not null,
  body bytea not null,
  author_id uuid not null,
  -- Whose line it is, where somebody else took it down.
  said_by_attendee_id uuid,
  written_at timestamptz not null,
  changed_at timestamptz,
  removed_at timestamptz,
  primary key (agency_id, entry_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id),
  foreign key (agency_id, author_id) references staff (agency_id, staff_id),
  foreign key (agency_id, said_by_attendee_id) references attendee (agency_id, attendee_id)
);
create index on review_entry (agency_id, review_id);

create table review_summary (
  agency_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  class code not null,
  body bytea not null,
  written_by uuid not null,
  how code not null check (how in ('aloud', 'each-agreed')),
  confirmed_at timestamptz not null,
  confirmed_by uuid not null,
  primary key (agency_id, review_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id)
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
  follow_up_how bytea not null,
  follow_up_by uuid not null,
  state code not null default 'open' check (state in ('open', 'done', 'cancelled')),
  finished_at timestamptz,
  finished_by uuid,
  outcome bytea,
  created_by uuid not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  version integer not null default 1,
  primary key (agency_id, action_item_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id),
  foreign key (agency_id, need_entry_id) references review_entry (agency_id, entry_id),
  foreign key (agency_id, follow_up_by) references staff (agency_id, staff_id),
  foreign key (agency_id, owner_staff_id) references staff (agency_id, staff_id),
  foreign key (agency_id, owner_provider_id) references provider (agency_id, provider_id),
  foreign key (agency_id, owner_support_id) references support (agency_id, support_id)
);
create index on action_item (agency_id, review_id);
create index on action_item (agency_id, client_id);
create index on action_item (agency_id, owner_staff_id) where state = 'open';
create index on action_item (agency_id, follow_up_by) where state = 'open';

-- Closing and void of one client's review: the fact that the policy clock reads.
create table review_closing (
  agency_id uuid not null,
  review_closing_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  primary key (agency_id, review_closing_id),
  unique (agency_id, review_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id),
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id)
);
create index on review_closing (agency_id, enrollment_id);

create table review_closing_version (
  agency_id uuid not null,
  review_closing_id uuid not null,
  version_id uuid not null,
  valid_from date not null,
  valid_to date,
  is_void boolean not null default false,
  void_reason bytea,
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
create index on review_closing_version (agency_id, review_closing_id);

-- A conference that was held before this product, or outside it.
create table held_elsewhere (
  agency_id uuid not null,
  held_elsewhere_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  held_on date not null,
  -- Where it is known from, as a name ("CAREWare", "Paper file"): whoever records history reads it too.
  source text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (agency_id, held_elsewhere_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id)
);
create index on held_elsewhere (agency_id, enrollment_id);
-- The last one that was held elsewhere is what is known; a correction supersedes it.
create unique index on held_elsewhere (agency_id, enrollment_id) where superseded_at is null;

-- Taking part shows that a conference exists; each client's item follows that client's own row security.
do $$
declare seen constant text := 'agency_id = (select auth.agency()) and (select auth.reads_content()) and ('
  'planned_by = (select auth.actor()) or staff_ids && array[(select auth.actor())] '
  'or exists (select 1 from client_review r where r.agency_id = conference.agency_id and r.conference_id = conference.conference_id))';
begin
  call auth.protect('conference', seen, seen, seen);
end $$;
call auth.protect_content('client_review', false);
-- A client can be taken out of a plan, never out of what was sent or held.
drop policy may_remove on client_review;
create policy may_remove on client_review for delete to roundtable_app, roundtable_worker using (
  agency_id = (select auth.agency()) and state = 'waiting' and exists (select 1 from conference c
    where c.agency_id = client_review.agency_id and c.conference_id = client_review.conference_id and c.state = 'draft'));
-- An outside attendee's name follows the items that they are asked to; staff follow the conference.
call auth.protect_content('review_attendee', false);
do $$
declare
  here constant text := 'agency_id = (select auth.agency()) and (select auth.reads_content()) and '
    'exists (select 1 from conference c where c.agency_id = attendee.agency_id and c.conference_id = attendee.conference_id)';
  seen constant text := here || ' and (staff_id is not null or exists (select 1 from review_attendee w '
    'where w.agency_id = attendee.agency_id and w.attendee_id = attendee.attendee_id))';
begin
  call auth.protect('attendee', seen, here, seen);
end $$;
call auth.protect_versions('attendance_version', 'review_attendee', 'review_attendee_id');
call auth.protect_content('review_reason', true, 'written_by');
call auth.protect_content('review_note', true, 'written_by');
call auth.protect_content('review_entry', true, 'author_id');
call auth.protect_content('review_summary', true, 'written_by');
call auth.protect_content('action_item', true, 'owner_staff_id');
call auth.protect_content('review_closing', false);
call auth.protect_versions('review_closing_version', 'review_closing', 'review_closing_id');
call auth.protect_client_rows('held_elsewhere');
call auth.require_author('conference', 'planned_by');
call auth.require_author('review_reason', 'written_by');
call auth.require_author('review_note', 'written_by');
call auth.require_author('review_entry', 'author_id');
call auth.require_author('review_summary', 'written_by', true);
call auth.require_author('action_item', 'created_by');
call auth.require_author('attendance_version', 'recorded_by');
call auth.require_author('review_closing_version', 'recorded_by');
call auth.require_author('held_elsewhere', 'recorded_by');

-- New words take the highest class that the case holds, also when the writer may not know it (rule 5).
create function auth.highest_class(agency uuid, wanted_client uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce((select class::text from client_class where agency_id = agency and client_id = wanted_client
      order by array_position(array['hiv', 'sud', 'mental_health', 'dv'], class::text) limit 1), 'general')
  $$;
create function auth.class_new_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    new.class := coalesce(new.class, auth.highest_class(new.agency_id, new.client_id));
    return new;
  end $$;
create trigger class_new_words before insert on review_entry for each row execute function auth.class_new_words();
create trigger class_new_words before insert on review_summary for each row execute function auth.class_new_words();
create trigger class_new_words before insert on action_item for each row execute function auth.class_new_words();
create trigger class_new_words before insert on review_reason for each row execute function auth.class_new_words();
create trigger class_new_words before insert on review_note for each row execute function auth.class_new_words();

-- Of these clients, those whom the asker sees; the class that new words about each of them take.
create function auth.classes_of_cases(wanted uuid[]) returns table (client_id uuid, class text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select c.client_id, auth.highest_class(c.agency_id, c.client_id)
    from client c where c.agency_id = (select auth.agency()) and c.client_id = any(wanted)
      and (c.staff_ids && array[(select auth.actor())] and c.scope_changes_on > (select auth.today())
        or c.team_ids && (select auth.teams()) or c.program_ids && (select auth.supervised()))
  $$;

-- Which of these staff may not see which of these clients: asked before somebody is given a role or a task.
create function auth.staff_without_access(wanted_staff uuid[], wanted_clients uuid[]) returns table (staff_id uuid, client_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select s.id, c.client_id
    from unnest(wanted_staff) as s(id) cross join auth.classes_of_cases(wanted_clients) seen
      join client c on c.agency_id = (select auth.agency()) and c.client_id = seen.client_id
      left join lateral (select array_agg(t.team_id) as teams, array_agg(t.program_id) filter (where v.team_role = 'supervisor'
            and exists (select 1 from staff_role r where r.agency_id = m.agency_id and r.staff_id = m.staff_id and r.role = 'supervisor')) as programs
          from team_member m join team_member_version v using (agency_id, team_member_id) join team t using (agency_id, team_id)
          where m.agency_id = c.agency_id and m.staff_id = s.id and v.superseded_at is null
            and v.valid_from <= (select auth.today()) and (v.valid_to is null or v.valid_to >= (select auth.today()))) w on true
    where not (coalesce(c.staff_ids && array[s.id] and c.scope_changes_on > (select auth.today()) or c.team_ids && w.teams or c.program_ids && w.programs, false)
      and exists (select 1 from staff_role r where r.agency_id = c.agency_id and r.staff_id = s.id and r.role in ('case-manager', 'supervisor')))
  $$;

-- How many clients a conference has, whoever asks: its facilitator has to see each of them.
create function auth.clients_in_conference(wanted uuid) returns integer
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select count(*)::integer from client_review r where r.agency_id = (select auth.agency()) and r.conference_id = wanted $$;

-- What was written about the clients whom the asker sees, without a word of it: closing checks need to know that a line exists
-- also where its class may not be read.
create function auth.conference_outline(wanted uuid)
  returns table (review_id uuid, part text, part_id uuid, kind text, class text, place integer, person_id uuid, said_by uuid,
    at timestamptz, need_id uuid, owner_staff_id uuid, owner_provider_id uuid, owner_support_id uuid, due_on date,
    follow_up_on date, follow_up_by uuid, finished_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with seen as (
      select r.agency_id, r.review_id from client_review r
        join auth.classes_of_cases(array(select x.client_id from client_review x
          where x.agency_id = (select auth.agency()) and x.conference_id = wanted)) s on s.client_id = r.client_id
      where r.agency_id = (select auth.agency()) and r.conference_id = wanted and (select auth.reads_content())),
    parts as (
      select review_id, 'reason' as part, x.reason_id as part_id, x.code as kind, x.class, x.position as place, x.written_by as person_id,
          null::uuid as said_by, null::timestamptz as at, null::action_item as item
        from seen join review_reason x using (agency_id, review_id)
      union all
      select review_id, 'note', null, x.kind, x.class, 0, x.written_by, null, x.written_at, null
        from seen join review_note x using (agency_id, review_id)
      union all
      select review_id, 'entry', x.entry_id, x.kind, x.class, 0, x.author_id, x.said_by_attendee_id, x.written_at, null
        from seen join review_entry x using (agency_id, review_id) where x.removed_at is null
      union all
      select review_id, 'summary', null, x.how, x.class, 0, x.confirmed_by, null, x.confirmed_at, null
        from seen join review_summary x using (agency_id, review_id)
      union all
      select review_id, 'action', x.action_item_id, x.state, x.class, 0, x.finished_by, null, x.created_at, x
        from seen join action_item x using (agency_id, review_id) where x.removed_at is null)
    select p.review_id, p.part, p.part_id, p.kind, p.class, p.place, p.person_id, p.said_by, p.at, (p.item).need_entry_id,
      (p.item).owner_staff_id, (p.item).owner_provider_id, (p.item).owner_support_id, (p.item).due_on, (p.item).follow_up_on,
      (p.item).follow_up_by, (p.item).finished_at
    from parts p order by p.review_id, p.place, p.at, p.part_id
  $$;

-- The words themselves, for the form that the agency keeps: only a job may ask, and the form carries the highest class.
create function auth.review_words(wanted uuid) returns table (part text, part_id uuid, body bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with seen as (
      select r.agency_id, r.review_id from client_review r
        join auth.classes_of_cases(array(select x.client_id from client_review x
          where x.agency_id = (select auth.agency()) and x.review_id = wanted)) s on s.client_id = r.client_id
      where r.agency_id = (select auth.agency()) and r.review_id = wanted and (select auth.reads_content()))
    select 'reason', x.reason_id, x.body from seen join review_reason x using (agency_id, review_id) where x.body is not null
    union all select x.kind, null, x.body from seen join review_note x using (agency_id, review_id)
    union all select 'entry', x.entry_id, x.body from seen join review_entry x using (agency_id, review_id) where x.removed_at is null
    union all select 'summary', null, x.body from seen join review_summary x using (agency_id, review_id)
    union all select 'action', x.action_item_id, x.body from seen join action_item x using (agency_id, review_id) where x.removed_at is null
    union all select 'follow-up', x.action_item_id, x.follow_up_how from seen join action_item x using (agency_id, review_id) where x.removed_at is null
  $$;
