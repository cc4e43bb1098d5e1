-- Who was written to because something waits for their review: the openings of a week that is over, and an emergency access of whose time
-- to be reviewed half is gone. Each is told once to each person; what was reviewed until the letter is written is not told.
create table review_told (
  agency_id uuid not null,
  staff_id uuid not null,
  about code not null check (about in ('week', 'emergency')),
  -- The Monday of the week, or the id of the access.
  about_key code not null,
  asked_at timestamptz not null,
  told_at timestamptz,
  primary key (agency_id, staff_id, about, about_key),
  foreign key (agency_id, staff_id) references staff
);
do $$
declare own constant text := 'agency_id = (select auth.agency()) and staff_id = (select auth.actor())';
begin
  call auth.protect('review_told', own, 'false', own);
end $$;
grant select, update (told_at) on review_told to roundtable_worker;
call auth.require_moment('review_told', array['told_at']);
grant execute on function auth.openings_of_weeks(jsonb, date[]) to roundtable_worker;

-- A job for each reviewer for whom something may wait that they were not told of, which enters as its reader and looks whether it does.
-- The openings of a week may concern every supervisor; an emergency those of the client's programs. Answers how many.
create function auth.ask_to_tell_reviews(week date, job_name text) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    moment timestamptz := auth.now();
    reader uuid;
    asked integer := 0;
  begin
    if auth.context() ->> 'service' is distinct from 'daily-projection' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    for reader in
      with reviewers as (
        select s.staff_id, r.role from staff s join staff_role r on r.agency_id = s.agency_id and r.staff_id = s.staff_id
        where s.agency_id = here and r.role in ('administrator', 'supervisor')
          and s.deactivated_at is null and s.user_id is not null and s.email <> ''),
      waiting as (
        select w.staff_id, 'week' as about, week::text as about_key from reviewers w
        union
        select w.staff_id, 'emergency', g.glass_id::text
        from break_glass g join client c on c.agency_id = here and c.client_id = g.client_id join reviewers w on w.staff_id <> g.staff_id
        where g.agency_id = here and g.reviewed_at is null and moment >= g.opened_at + (g.review_by - g.opened_at) / 2
          and (w.role = 'administrator' or exists (
            select from team_member m join team_member_version v using (agency_id, team_member_id) join team t using (agency_id, team_id)
            where m.agency_id = here and m.staff_id = w.staff_id and v.team_role = 'supervisor' and v.superseded_at is null
              and v.valid_to is null and t.program_id = any(c.program_ids)))),
      told as (
        insert into review_told (agency_id, staff_id, about, about_key, asked_at)
          select here, w.staff_id, w.about, w.about_key, moment from waiting w
        on conflict do nothing returning staff_id)
      select distinct staff_id from told order by staff_id
    loop
      perform auth.put_in_queue(gen_random_uuid(), job_name, jsonb_build_object('staffId', reader),
        jsonb_build_object('agency', here, 'actor', reader, 'service', null, 'purpose', 'oversight'));
      asked := asked + 1;
    end loop;
    return asked;
  end $$;
revoke all on function auth.ask_to_tell_reviews(date, text) from public;
grant execute on function auth.ask_to_tell_reviews(date, text) to roundtable_worker;
