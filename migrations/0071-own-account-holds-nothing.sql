-- Whoever changes how they sign in gets a new session from the sign-in's own connection, which ends this one. Noting its use here would
-- hold its row until that is done, and that would wait for the row: so at one's own account the use is noted beside the transaction.
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
    if scope.used_at < moment - interval '15 seconds' and wanted_purpose is distinct from 'own-account' then
      perform auth.note_use(scope.session_id);
    end if;
    return auth.mint(scope.agency_id, scope.staff_id, wanted_purpose, null) || jsonb_build_object('user', scope.user_id);
  end $$;
