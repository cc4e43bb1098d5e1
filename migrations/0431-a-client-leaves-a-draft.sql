-- The policy of taking a client out of a plan looked into the conference, whose own policy looks into the clients of it: the database
-- refuses such a circle, so that nobody could be taken off. The question is asked in a function, which runs as whoever asks.
create function auth.is_draft(agency uuid, wanted_conference uuid) returns boolean
  language plpgsql stable set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
  as $$
  begin
    return exists (select from conference c where c.agency_id = agency and c.conference_id = wanted_conference and c.state = 'draft');
  end $$;
revoke all on function auth.is_draft(uuid, uuid) from public;
grant execute on function auth.is_draft(uuid, uuid) to roundtable_app, roundtable_worker;

alter policy may_remove on client_review using (
  agency_id = (select auth.agency()) and state = 'waiting' and auth.is_draft(agency_id, conference_id));
