-- Whether a colleague may know a kind of information, asked before a step of that kind is theirs. Whoever may not know it themselves is not told.
create function auth.may_be_given(wanted_staff uuid, wanted_class text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select wanted_class = 'general' or not wanted_class = any((select auth.cleared())::text[])
      or wanted_class = any(auth.cleared_on((select auth.agency()), wanted_staff, (select auth.today())))
  $$;
revoke all on function auth.may_be_given(uuid, text) from public;
grant execute on function auth.may_be_given(uuid, text) to roundtable_app, roundtable_worker;
