-- The lock after a quarter of an hour does not wait for an open window to ask for it: a session says when it was last used.
alter table auth.session_scope add column used_at timestamptz not null default auth.now();

-- A window tells of its use each half minute, and a stamp is at most 15 seconds old: nobody is locked out early.
create function auth.is_idle(used timestamptz) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp
  as $$ select used < auth.now() - interval '16 minutes' $$;

-- Whoever finds the row taken leaves it: another request of the same session writes the same thing.
create function auth.note_use(session text) returns void
  language sql volatile set search_path = pg_catalog, pg_temp
  as $$
    update auth.session_scope set used_at = auth.now() where session_id in (
      select sc.session_id from auth.session_scope sc
      where sc.session_id = session and sc.used_at < auth.now() - interval '15 seconds' for update skip locked)
  $$;

create or replace function auth.enter(token_hash text, wanted_purpose text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare scope record;
  begin
    select sc.session_id, sc.agency_id, sc.staff_id, sc.locked or auth.is_idle(sc.used_at) as locked, s."userId" as user_id into scope
      from sign_in.session s
      join auth.session_scope sc on sc.session_id = s.id
      join staff on staff.agency_id = sc.agency_id and staff.staff_id = sc.staff_id
        and staff.user_id = s."userId" and staff.deactivated_at is null
      where encode(sha256(s.token::bytea), 'hex') = token_hash and s."expiresAt" > auth.now();
    if not found then return null; end if;
    -- Whoever finds an idle screen reads nothing, not even the account's own page.
    if scope.locked then return jsonb_build_object('locked', true); end if;
    perform auth.note_use(scope.session_id);
    return auth.mint(scope.agency_id, scope.staff_id, wanted_purpose, null) || jsonb_build_object('user', scope.user_id);
  end $$;

create or replace function auth.lock_session(token_hash text, wanted boolean) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update auth.session_scope set locked = wanted, used_at = auth.now() where session_id =
      (select id from sign_in.session where encode(sha256(token::bytea), 'hex') = token_hash and "expiresAt" > auth.now());
    return found;
  end $$;

-- An open window tells that somebody is at it; a session that is locked, or idle, stays so.
create function auth.keep_session(token_hash text) returns void
  language sql volatile security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select auth.note_use(sc.session_id) from auth.session_scope sc join sign_in.session s on s.id = sc.session_id
    where encode(sha256(s.token::bytea), 'hex') = token_hash and s."expiresAt" > auth.now()
      and not sc.locked and not auth.is_idle(sc.used_at)
  $$;

create or replace function auth.describe_session(token_hash text) returns jsonb
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select jsonb_build_object('sessionId', s.id, 'userId', s."userId", 'email', u.email, 'chosen', case when f.staff_id is not null then
      jsonb_build_object('locked', sc.locked or auth.is_idle(sc.used_at), 'staffId', f.staff_id, 'fullName', v.full_name, 'title', v.title,
        'email', f.email, 'agencyId', a.agency_id, 'agencyName', a.name, 'timeZone', a.time_zone, 'isSample', a.is_sample,
        'roles', coalesce((select jsonb_agg(r.role order by r.role) from staff_role r
          where r.agency_id = f.agency_id and r.staff_id = f.staff_id), '[]')) end)
    from sign_in.session s
      join sign_in."user" u on u.id = s."userId"
      left join auth.session_scope sc on sc.session_id = s.id
      left join staff f on f.agency_id = sc.agency_id and f.staff_id = sc.staff_id and f.user_id = s."userId" and f.deactivated_at is null
      left join agency a on a.agency_id = f.agency_id
      left join staff_version v on v.agency_id = f.agency_id and v.staff_id = f.staff_id and v.superseded_at is null and v.valid_to is null
    where encode(sha256(s.token::bytea), 'hex') = token_hash and s."expiresAt" > auth.now()
  $$;

revoke execute on function auth.is_idle(timestamptz), auth.note_use(text), auth.keep_session(text) from public;
grant execute on function auth.keep_session(text) to roundtable_auth;

-- Six digits are good once: who looks over a shoulder has half a minute less than none.
create table sign_in.used_code (
  user_id text not null references sign_in."user" on delete cascade,
  code_hash bytea not null,
  used_at timestamptz not null,
  primary key (user_id, code_hash)
);
grant select, insert, update, delete on sign_in.used_code to roundtable_auth;
