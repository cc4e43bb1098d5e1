-- Each policy asks the context, some hundred times for a page, and each time it proves itself. What is said and its proof are kept apart,
-- so that neither has to be cut out of the other: the same proof over the same words, for half the work.
do $$
declare
  definition constant text := pg_get_functiondef('auth.mint(uuid, uuid, text, text)'::regprocedure);
  before constant text := $patch$perform set_config('roundtable.context', auth.signature(payload) || '.' || payload, true);$patch$;
begin
  if strpos(definition, before) = 0 then raise exception 'the door is not as it was'; end if;
  execute replace(definition, before, $patch$perform set_config('roundtable.proof', auth.signature(payload), true);
    perform set_config('roundtable.context', payload, true);$patch$);
end $$;
create or replace function auth.context() returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
  declare
    payload constant text := current_setting('roundtable.context', true);
    key bytea;
  begin
    if payload is null or payload = '' then return null; end if;
    select s.context_key into strict key from auth.secret s;
    -- What auth.signature makes of it: over the backend and the start of the transaction, worthless in any other.
    if current_setting('roundtable.proof', true) is distinct from encode(sha256(key || sha256(key || convert_to(
        payload || '|' || pg_backend_pid() || '|' || extract(epoch from transaction_timestamp()), 'UTF8'))), 'hex') then
      return null;
    end if;
    return payload::jsonb;
  end $$;
