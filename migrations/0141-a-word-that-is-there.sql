-- A program without rules in force says no word, and none is no word either.
create or replace function auth.client_words(wanted_agency uuid, wanted_staff uuid) returns jsonb
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with own as (
      select distinct t.program_id from team_member m join team t using (agency_id, team_id)
        join team_member_version v using (agency_id, team_member_id) join agency a using (agency_id)
      where m.agency_id = wanted_agency and m.staff_id = wanted_staff and v.superseded_at is null
        and (v.valid_to is null or v.valid_to >= (auth.now() at time zone a.time_zone)::date)),
    said as (
      select (select y.document #>> '{vocabulary,client}' from program_policy y
          where y.agency_id = p.agency_id and y.program_id = p.program_id and y.status = 'active'
          order by greatest(y.effective_from - (auth.now() at time zone p.time_zone)::date, 0), y.effective_from desc, y.version desc limit 1) as word
      from program p
      where p.agency_id = wanted_agency and p.closed_on is null
        and (p.program_id in (select o.program_id from own o) or not exists (select from own)))
    select coalesce(jsonb_agg(distinct word) filter (where word is not null), '[]') from said
  $$;
