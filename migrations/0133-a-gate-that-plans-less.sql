-- A policy that looks into a table whose policy looks into another is planned anew with each statement, each depth twice; for a change
-- that was done three times over. Of the rows that are changed, one or two, these two functions ask the same, and the connection plans
-- them once. They run as whoever asks, so that row security decides in them as it did in the words that they replace. Reading keeps
-- its words: there one plan serves many rows.
create function auth.sees_review_of(agency uuid, wanted_conference uuid) returns boolean
  language plpgsql stable set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
  as $$
  begin
    return exists (select 1 from client_review r where r.agency_id = agency and r.conference_id = wanted_conference);
  end $$;

create function auth.sees_review_attendee(agency uuid, wanted_attendee uuid) returns boolean
  language plpgsql stable set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
  as $$
  begin
    return exists (select 1 from review_attendee w where w.agency_id = agency and w.review_attendee_id = wanted_attendee);
  end $$;

revoke all on function auth.sees_review_of(uuid, uuid), auth.sees_review_attendee(uuid, uuid) from public;
grant execute on function auth.sees_review_of(uuid, uuid), auth.sees_review_attendee(uuid, uuid) to roundtable_app, roundtable_worker;

do $$
declare
  conference_changed constant text := 'agency_id = (select auth.agency()) and (select auth.reads_content()) and ('
    'planned_by = (select auth.actor()) or staff_ids && array[(select auth.actor())] '
    'or auth.sees_review_of(agency_id, conference_id))';
  attendance_changed constant text := 'agency_id = (select auth.agency()) and auth.sees_review_attendee(agency_id, review_attendee_id)';
  target text;
  changed text;
begin
  for target, changed in values ('conference', conference_changed), ('attendance_version', attendance_changed) loop
    execute format('alter policy may_add on %I with check (%s)', target, changed);
    execute format('alter policy may_change on %1$I using (%2$s) with check (%2$s)', target, changed);
    execute format('alter policy may_remove on %I using (%s)', target, changed);
  end loop;
end $$;
