-- A projection holds the enrollments that it reads, and writes their duties when it has read. What marks them as outdated waits until then:
-- set meanwhile, the mark would be overwritten by an answer that does not know why it was set. Locked in the order in which a projection
-- locks, with the enrollments that were changed themselves, which are projected next.
create or replace function auth.outdate_beside() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare asking uuid[] := auth.programs_asking((select agency_id from changed limit 1), 'beside');
  begin
    if cardinality(asking) = 0 then return null; end if;
    perform from enrollment x where (x.agency_id, x.client_id) in (
        select e.agency_id, e.client_id from changed c join enrollment e using (agency_id, enrollment_id))
      and (x.program_id = any(asking) or (x.agency_id, x.enrollment_id) in (select c.agency_id, c.enrollment_id from changed c))
      order by x.enrollment_id for no key update;
    update obligation o set changes_on = '2000-01-01'
    where (o.agency_id, o.enrollment_id) in (
      select x.agency_id, x.enrollment_id from changed c join enrollment e using (agency_id, enrollment_id)
        join enrollment x on x.agency_id = e.agency_id and x.client_id = e.client_id and x.program_id <> e.program_id
      where x.program_id = any(asking));
    return null;
  end $$;

create or replace function auth.outdate_key_providers() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare asking uuid[] := auth.programs_asking((select agency_id from changed limit 1), 'key_provider');
  begin
    if cardinality(asking) = 0 then return null; end if;
    perform from enrollment x where x.program_id = any(asking) and (x.agency_id, x.client_id) in (
        select m.agency_id, m.client_id from changed c join care_team_member m using (agency_id, care_team_member_id))
      order by x.enrollment_id for no key update;
    update obligation o set changes_on = '2000-01-01'
    where (o.agency_id, o.enrollment_id) in (
      select x.agency_id, x.enrollment_id from changed c join care_team_member m using (agency_id, care_team_member_id)
        join enrollment x on x.agency_id = m.agency_id and x.client_id = m.client_id
      where x.program_id = any(asking));
    return null;
  end $$;
