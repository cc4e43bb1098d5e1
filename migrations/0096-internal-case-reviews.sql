-- A review of a case among the agency's own staff is kept like any other conference, and never counts and never bills.
alter table conference add column is_internal boolean not null default false;

do $$
declare
  facts text := pg_get_functiondef('auth.clock_reviews(uuid[], timestamptz)'::regprocedure);
  mode constant text := $m$'mode', c.mode,$m$;
begin
  if strpos(facts, mode) = 0 or strpos(facts, 'auth.clock_scope(wanted)') = 0 then raise exception 'the clock reads its reviews differently'; end if;
  facts := replace(facts, mode, mode || $m$ 'isInternal', c.is_internal,$m$);
  execute facts;
  -- What the clock reads of a review is what billing reads of it: again the same text.
  execute replace(replace(facts, 'auth.clock_scope(wanted)', 'auth.billing_scope(wanted)'), 'auth.clock_reviews(', 'auth.billing_facts(');
end $$;
