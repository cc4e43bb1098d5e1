-- The preview of an import says how many seats will wait for a second person. Who has a way in stands on the staff page already.
grant execute on function auth.has_way_in(uuid) to roundtable_app;

-- Whether a seat of a case manager would wait for a second person: an import asks before it puts anybody on a team.
create or replace function auth.seat_waits(wanted_team uuid, about uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select auth.seat_opens_class(wanted_team, 'case-manager') and auth.has_way_in(about) and auth.has_second_person(about) $$;
revoke all on function auth.seat_waits(uuid, uuid) from public;
grant execute on function auth.seat_waits(uuid, uuid) to roundtable_app, roundtable_worker;
