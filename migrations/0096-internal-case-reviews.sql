-- A review of a case among the agency's own staff is kept like any other conference, and never counts and never bills.
alter table conference add column is_internal boolean not null default false;

do $$
declare
  reader text;
  body text;
  mode constant text := $m$'mode', c.mode,$m$;
begin
  foreach reader in array array['auth.clock_reviews(uuid[], timestamptz)', 'auth.billing_facts(uuid[], timestamptz)'] loop
    body := pg_get_functiondef(reader::regprocedure);
    if strpos(body, mode) = 0 then raise exception '% reads differently', reader; end if;
    execute replace(body, mode, mode || $m$ 'isInternal', c.is_internal,$m$);
  end loop;
end $$;
