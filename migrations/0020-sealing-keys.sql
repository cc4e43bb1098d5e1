-- The key of each client, under which words and files about them are sealed. It is itself wrapped by a key that stands in a file
-- outside the database. Once a row here is gone, nothing of that client opens again.
create table sealing_key (
  agency_id uuid not null references agency,
  key_id uuid not null,
  -- A client, or a conference for what is said of the whole of it. Nothing points here: a key outlives its rows' order of writing.
  subject_id uuid not null,
  wrapped bytea not null,
  master_key_id code not null,
  made_at timestamptz not null,
  primary key (agency_id, key_id),
  unique (agency_id, subject_id)
);
create index on sealing_key (master_key_id);
-- A wrapped key tells nothing, and opens nothing but what row security has let through. None is taken back or written over by a login.
call auth.protect('sealing_key', 'agency_id = (select auth.agency())', 'agency_id = (select auth.agency())', 'false');
revoke all on sealing_key from roundtable_app, roundtable_worker;
grant select, insert on sealing_key to roundtable_app, roundtable_worker;

-- Which keys of the file this database has known, and whether words from before there were keys still lie open.
create table auth.master_key (
  master_key_id code primary key,
  first_used_at timestamptz not null default now()
);
create table auth.words_in_the_clear (only_one boolean primary key default true check (only_one));
insert into auth.words_in_the_clear select true where exists (select from agency);
