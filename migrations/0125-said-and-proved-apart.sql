-- Each policy asks the context, some hundred times for a page, and each time it proves itself. What is said and its proof are kept apart,
-- so that neither has to be cut out of the other: the same proof over the same words, for half the work.
do $$
declare
  signed constant text := 'set_config\(''roundtable\.context'', auth\.signature\((payload|answer::text)\) \|\| ''\.'' \|\| \1, true\)';
  apart constant text := 'set_config(said.name, said.value, true) from (values (''roundtable.proof'', auth.signature(\1)), '
    '(''roundtable.context'', \1)) said(name, value)';
  minting oid;
  how_many integer := 0;
begin
  for minting in select p.oid from pg_proc p where p.pronamespace = 'auth'::regnamespace and p.prosrc ~ 'set_config\(''roundtable\.' loop
    if pg_get_functiondef(minting) !~ signed then raise exception 'the door is not as it was'; end if;
    execute regexp_replace(pg_get_functiondef(minting), signed, apart, 'g');
    how_many := how_many + 1;
  end loop;
  if how_many <> 2 then raise exception 'the door is not as it was'; end if;
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
