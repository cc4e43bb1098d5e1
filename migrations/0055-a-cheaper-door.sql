-- Row security asks the context some ten times in a statement, and each of them checks its signature. The same answers from the same
-- proof for half the work: an expression of this language is kept ready, where a function in SQL begins anew at every call.
create or replace function auth.context() returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
  declare
    signed text := current_setting('roundtable.context', true);
    payload text;
    key bytea;
  begin
    if signed is null or length(signed) < 66 then return null; end if;
    payload := substr(signed, 66);
    select s.context_key into strict key from auth.secret s;
    -- What auth.signature makes of it: over the backend and the start of the transaction, worthless in any other.
    if substr(signed, 1, 64) is distinct from encode(sha256(key || sha256(key || convert_to(
        payload || '|' || pg_backend_pid() || '|' || extract(epoch from transaction_timestamp()), 'UTF8'))), 'hex') then
      return null;
    end if;
    return payload::jsonb;
  end $$;

create or replace function auth.agency() returns uuid language plpgsql stable set search_path = pg_catalog, pg_temp
  as $$ begin return (auth.context() ->> 'agency')::uuid; end $$;
create or replace function auth.actor() returns uuid language plpgsql stable set search_path = pg_catalog, pg_temp
  as $$ begin return (auth.context() ->> 'actor')::uuid; end $$;
create or replace function auth.purpose() returns text language plpgsql stable set search_path = pg_catalog, pg_temp
  as $$ begin return auth.context() ->> 'purpose'; end $$;
create or replace function auth.today() returns date language plpgsql stable set search_path = pg_catalog, pg_temp
  as $$ begin return (auth.context() ->> 'today')::date; end $$;
create or replace function auth.has_role(wanted text) returns boolean language plpgsql stable set search_path = pg_catalog, pg_temp
  as $$ begin return coalesce(auth.context() -> 'roles' ? wanted, false); end $$;
create or replace function auth.ids(field text) returns uuid[] language plpgsql stable set search_path = pg_catalog, pg_temp
  as $$
  declare
    listed jsonb := auth.context() -> field;
  begin
    return coalesce(array(select jsonb_array_elements_text(listed)::uuid), '{}');
  end $$;
create or replace function auth.cleared() returns text[] language plpgsql stable set search_path = pg_catalog, pg_temp
  as $$
  declare
    listed jsonb := auth.context() -> 'cleared';
  begin
    return coalesce(array(select jsonb_array_elements_text(listed)), '{}');
  end $$;

-- Most requests of a session find nothing to note, and the moment is the same for all of them.
create or replace function auth.enter(token_hash text, wanted_purpose text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    scope record;
    moment constant timestamptz := auth.now();
  begin
    select sc.session_id, sc.agency_id, sc.staff_id, sc.locked, sc.used_at, s."userId" as user_id into scope
      from sign_in.session s
      join auth.session_scope sc on sc.session_id = s.id
      join staff on staff.agency_id = sc.agency_id and staff.staff_id = sc.staff_id
        and staff.user_id = s."userId" and staff.deactivated_at is null
      where encode(sha256(s.token::bytea), 'hex') = token_hash and s."expiresAt" > moment;
    if not found then return null; end if;
    -- Whoever finds an idle screen reads nothing, not even the account's own page.
    if scope.locked or auth.is_idle(scope.used_at) then return jsonb_build_object('locked', true); end if;
    if scope.used_at < moment - interval '15 seconds' then perform auth.note_use(scope.session_id); end if;
    return auth.mint(scope.agency_id, scope.staff_id, wanted_purpose, null) || jsonb_build_object('user', scope.user_id);
  end $$;
