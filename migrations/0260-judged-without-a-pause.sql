-- All that waited when the service came by are judged one round after the other. Those whose rules are refused wait again, from then on:
-- the moment before which they waited keeps them from being taken twice.
drop function auth.take_unjudged(integer);
create function auth.take_unjudged(how_many integer, before timestamptz) returns setof uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if auth.context() ->> 'service' is distinct from 'daily-projection' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    return query delete from auth.unjudged u where u.agency_id = auth.agency() and u.enrollment_id in (
      select w.enrollment_id from auth.unjudged w where w.agency_id = auth.agency() and w.waiting_since < before
      order by w.waiting_since limit how_many for update skip locked) returning u.enrollment_id;
  end $$;
revoke all on function auth.take_unjudged(integer, timestamptz) from public;
grant execute on function auth.take_unjudged(integer, timestamptz) to roundtable_app, roundtable_worker;
create index on auth.unjudged (agency_id, waiting_since);
