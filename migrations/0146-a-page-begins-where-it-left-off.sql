-- Each step of a past due list begins where the one before ended: written as a bound of the index, and each enrollment is looked at by
-- itself, so that no step reads what the steps before it have read.
create or replace function auth.enrollments_on(wanted uuid, on_date date, known_until timestamptz, after uuid, how_many integer)
  returns table (enrollment_id uuid, client_number integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select s.enrollment_id, (select c.client_number from client c where c.agency_id = s.agency_id and c.client_id = s.client_id)
    from (
      select e.agency_id, e.enrollment_id, e.client_id
      from enrollment e
      where e.agency_id = (select auth.agency()) and (select auth.purpose()) = 'oversight'
        and ((select auth.has_role('auditor')) or (select auth.has_role('administrator')) or e.program_id = any((select auth.supervised())::uuid[]))
        and (e.program_id <> all((select auth.untold_programs())::uuid[]) or e.program_id = any((select auth.audited_programs())::uuid[]))
        and (wanted is null or e.program_id = wanted)
        and e.enrollment_id > coalesce(after, '00000000-0000-0000-0000-000000000000')
        and (select true from enrollment_version v where v.agency_id = e.agency_id and v.enrollment_id = e.enrollment_id
          and v.recorded_at <= known_until and (v.superseded_at is null or v.superseded_at > known_until)
          and v.valid_from <= on_date and (v.valid_to is null or v.valid_to > on_date) limit 1)
      order by e.enrollment_id limit how_many) s
    order by s.enrollment_id
  $$;
