-- An agency and the people who work in it or with it. Titles, organizations and teams are dated, so that
-- a conference reads them as of its own date.
create table agency (
  agency_id uuid primary key,
  name name_text not null,
  -- What strangers may read in a mail: never a name that implies a condition.
  neutral_name name_text not null,
  contact_phone text not null,
  time_zone code not null,
  is_sample boolean not null default false,
  next_client_number integer not null default 1001,
  next_conference_number integer not null default 1,
  created_at timestamptz not null
);

create table staff (
  agency_id uuid not null references agency,
  staff_id uuid not null,
  user_id text references sign_in."user" on delete set null,
  email text not null,
  external_id text,
  created_at timestamptz not null,
  deactivated_at timestamptz,
  primary key (agency_id, staff_id)
);
create unique index on staff (user_id, agency_id);
create unique index on staff (agency_id, lower(email)) where email <> '';

create table staff_version (
  agency_id uuid not null,
  staff_id uuid not null,
  version_id uuid not null,
  full_name name_text not null,
  title name_text not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (agency_id, version_id),
  foreign key (agency_id, staff_id) references staff
);
create index on staff_version (agency_id, staff_id);
create unique index on staff_version (agency_id, staff_id) where superseded_at is null and valid_to is null;

create table staff_role (
  agency_id uuid not null,
  staff_id uuid not null,
  role code not null check (role in ('case-manager', 'supervisor', 'biller', 'auditor', 'administrator')),
  granted_at timestamptz not null,
  granted_by uuid,
  primary key (agency_id, staff_id, role),
  foreign key (agency_id, staff_id) references staff
);

create table program (
  agency_id uuid not null references agency,
  program_id uuid not null,
  name name_text not null,
  preset code not null,
  time_zone code not null,
  -- Obligations that fell due before this date are backlog, not news.
  go_live_on date not null,
  -- The class that being enrolled here reveals by itself ('general' reveals nothing).
  class code not null default 'general',
  external_id text,
  created_at timestamptz not null,
  closed_on date,
  primary key (agency_id, program_id)
);

create table program_policy (
  agency_id uuid not null,
  program_id uuid not null,
  version integer not null,
  effective_from date not null,
  effective_to date,
  document jsonb not null,
  recorded_at timestamptz not null,
  primary key (agency_id, program_id, version),
  foreign key (agency_id, program_id) references program
);

create table team (
  agency_id uuid not null,
  team_id uuid not null,
  program_id uuid not null,
  name name_text not null,
  primary key (agency_id, team_id),
  foreign key (agency_id, program_id) references program
);
create index on team (agency_id, program_id);

create table team_member (
  agency_id uuid not null,
  team_member_id uuid not null,
  team_id uuid not null,
  staff_id uuid not null,
  primary key (agency_id, team_member_id),
  unique (agency_id, team_id, staff_id),
  foreign key (agency_id, team_id) references team,
  foreign key (agency_id, staff_id) references staff
);
create index on team_member (agency_id, staff_id);

create table team_member_version (
  agency_id uuid not null,
  team_member_id uuid not null,
  version_id uuid not null,
  team_role code not null check (team_role in ('case-manager', 'technician', 'follow-up-worker', 'supervisor', 'coordinator')),
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (agency_id, version_id),
  foreign key (agency_id, team_member_id) references team_member
);
create index on team_member_version (agency_id, team_member_id);
create unique index on team_member_version (agency_id, team_member_id) where superseded_at is null and valid_to is null;

create table organization (
  agency_id uuid not null references agency,
  organization_id uuid not null,
  name name_text not null,
  is_victim_service boolean not null default false,
  external_id text,
  created_at timestamptz not null,
  primary key (agency_id, organization_id)
);

create table provider (
  agency_id uuid not null references agency,
  provider_id uuid not null,
  created_at timestamptz not null,
  primary key (agency_id, provider_id)
);

create table provider_version (
  agency_id uuid not null,
  provider_id uuid not null,
  version_id uuid not null,
  full_name name_text not null,
  title name_text not null,
  provider_class code not null check (provider_class in ('medical', 'behavioral', 'social', 'benefits', 'housing', 'legal', 'mco', 'family', 'other')),
  organization_id uuid not null,
  email text not null default '',
  phone text not null default '',
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (agency_id, version_id),
  foreign key (agency_id, provider_id) references provider,
  foreign key (agency_id, organization_id) references organization
);
create index on provider_version (agency_id, provider_id);
create index on provider_version (agency_id, organization_id);
create unique index on provider_version (agency_id, provider_id) where superseded_at is null and valid_to is null;

call auth.protect_agency_rows('agency');
call auth.protect_agency_rows('staff');
call auth.protect_agency_rows('staff_version');
call auth.protect_agency_rows('staff_role');
call auth.protect_agency_rows('program');
call auth.protect_agency_rows('program_policy');
call auth.protect_agency_rows('team');
call auth.protect_agency_rows('team_member');
call auth.protect_agency_rows('team_member_version');

-- The directory of outside people is everybody's to keep.
do $$
declare own constant text := 'agency_id = (select auth.agency())';
begin
  call auth.protect('organization', own, own, own);
  call auth.protect('provider', own, own, own);
  call auth.protect('provider_version', own, own, own);
end $$;
