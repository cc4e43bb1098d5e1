-- The door: who is asking, for what, at which moment. Every policy compares with what this file mints.
create schema auth;
create schema sign_in;
create domain code as text collate "C";
create domain name_text as text collate "und-x-icu";

-- Tables of the sign-in library. Only its own login reads and writes them.
create table sign_in."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "twoFactorEnabled" boolean default false,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table sign_in.session (
  id text primary key,
  "userId" text not null references sign_in."user" on delete cascade,
  token text not null unique,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on sign_in.session ("userId");
create index on sign_in.session (encode(sha256(token::bytea), 'hex'));
create table sign_in.account (
  id text primary key,
  "userId" text not null references sign_in."user" on delete cascade,
  "accountId" text not null,
  "providerId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on sign_in.account ("userId");
create table sign_in.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on sign_in.verification (identifier);
create table sign_in."twoFactor" (
  id text primary key,
  "userId" text not null references sign_in."user" on delete cascade,
  secret text not null,
  "backupCodes" text not null,
  verified boolean default true,
  "failedVerificationCount" integer default 0,
  "lockedUntil" timestamptz
);
create index on sign_in."twoFactor" ("userId");
create table sign_in.passkey (
  id text primary key,
  "userId" text not null references sign_in."user" on delete cascade,
  name text,
  "publicKey" text not null,
  "credentialID" text not null unique,
  counter integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  transports text,
  aaguid text,
  "createdAt" timestamptz default now()
);
create index on sign_in.passkey ("userId");

-- Wrong passwords per account, from any address.
create table sign_in.lockout (
  email text primary key,
  failures integer not null,
  locked_until timestamptz,
  last_failure_at timestamptz not null
);

-- Which agency a session has chosen, and whether it is locked for being idle.
create table auth.session_scope (
  session_id text primary key references sign_in.session on delete cascade,
  agency_id uuid not null,
  staff_id uuid not null,
  locked boolean not null default false
);

-- The key that signs a transaction's context, and the clock's offset (zero but in tests).
create table auth.secret (only_one boolean primary key default true check (only_one), context_key bytea not null);
insert into auth.secret (context_key)
  values (sha256((gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text)::bytea));
create table auth.clock (only_one boolean primary key default true check (only_one), ahead interval not null);
insert into auth.clock (ahead) values (interval '0');

-- Every function here names pg_temp, and names it last: left out it is searched first, and a caller's own temporary table
-- would stand in for ours.
create function auth.now() returns timestamptz
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select transaction_timestamp() + (select ahead from auth.clock) $$;

-- A plain setting can be set by anybody, so it proves nothing: the context carries a signature over
-- the backend and the start of the transaction, and is worthless in any other.
create function auth.signature(payload text) returns text
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select encode(sha256(context_key || sha256(context_key || convert_to(
      payload || '|' || pg_backend_pid() || '|' || extract(epoch from transaction_timestamp()), 'UTF8'))), 'hex')
    from auth.secret
  $$;

create function auth.context() returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
  declare
    signed text := current_setting('roundtable.context', true);
    payload text;
  begin
    if signed is null or length(signed) < 66 then return null; end if;
    payload := substr(signed, 66);
    if substr(signed, 1, 64) is distinct from auth.signature(payload) then return null; end if;
    return payload::jsonb;
  end $$;

create function auth.agency() returns uuid language sql stable set search_path = pg_catalog, pg_temp
  as $$ select (auth.context() ->> 'agency')::uuid $$;
create function auth.actor() returns uuid language sql stable set search_path = pg_catalog, pg_temp
  as $$ select (auth.context() ->> 'actor')::uuid $$;
create function auth.purpose() returns text language sql stable set search_path = pg_catalog, pg_temp
  as $$ select auth.context() ->> 'purpose' $$;
-- The date where the agency is, of which team and care-team memberships are read.
create function auth.today() returns date language sql stable set search_path = pg_catalog, pg_temp
  as $$ select (auth.context() ->> 'today')::date $$;
create function auth.has_role(wanted text) returns boolean language sql stable set search_path = pg_catalog, pg_temp
  as $$ select coalesce(auth.context() -> 'roles' ? wanted, false) $$;
create function auth.ids(field text) returns uuid[] language sql stable set search_path = pg_catalog, pg_temp
  as $$ select coalesce(array(select jsonb_array_elements_text(auth.context() -> field)::uuid), '{}') $$;
create function auth.teams() returns uuid[] language sql stable set search_path = pg_catalog, pg_temp
  as $$ select auth.ids('teams') $$;
create function auth.supervised() returns uuid[] language sql stable set search_path = pg_catalog, pg_temp
  as $$ select auth.ids('supervised') $$;
-- Administrators reassign caseloads: they see who is a client, never what is said about one.
create function auth.sees_all_clients() returns boolean language sql stable set search_path = pg_catalog, pg_temp
  as $$ select auth.has_role('administrator') $$;
create function auth.reads_content() returns boolean language sql stable set search_path = pg_catalog, pg_temp
  as $$ select auth.has_role('case-manager') or auth.has_role('supervisor') $$;

-- Row security of one table, each command written out. The owner's own policy is what definer functions run under.
create procedure auth.protect(target regclass, readable text, addable text, changeable text)
  language plpgsql as $$
  begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy owner_all on %s to roundtable_owner using (true) with check (true)', target);
    execute format('create policy may_read on %s for select to roundtable_app, roundtable_worker using (%s)', target, readable);
    execute format('create policy may_add on %s for insert to roundtable_app, roundtable_worker with check (%s)', target, addable);
    execute format('create policy may_change on %s for update to roundtable_app, roundtable_worker using (%s) with check (%s)', target, changeable, changeable);
    execute format('create policy may_remove on %s for delete to roundtable_app, roundtable_worker using (%s)', target, changeable);
  end $$;

-- What the whole agency may read and only its administrators write.
create procedure auth.protect_agency_rows(target regclass)
  language plpgsql as $$
  declare
    own constant text := 'agency_id = (select auth.agency())';
    managed constant text := own || ' and (select auth.has_role(''administrator''))';
  begin
    call auth.protect(target, own, managed, managed);
  end $$;
