-- Work that goes over every enrollment of an agency asks for the next few thousand ids. Row security hashed the clients of the whole agency
-- for each of these rounds: with a million of them half a second a round. A service reaches all of them, so the database gives it the ids.
create function auth.enrollments_in_turn(after uuid, how_many integer) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select e.enrollment_id from enrollment e
    where e.agency_id = (select auth.agency()) and (select auth.context() ->> 'service') = 'daily-projection'
      and e.enrollment_id > coalesce(after, '00000000-0000-0000-0000-000000000000')
    order by e.enrollment_id limit how_many
  $$;
revoke all on function auth.enrollments_in_turn(uuid, integer) from public;
grant execute on function auth.enrollments_in_turn(uuid, integer) to roundtable_worker;
