-- How many of a program's clients new rules would reach is told to administrators, also where the program tells a class that they may not
-- know (0110). A number below eleven would come close to telling who: it is not told, and neither is how many duties they have, be they many.
create or replace function auth.count_effects(wanted uuid) returns table (effect text, count integer, clients integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select c.effect, case when c.is_told or c.clients >= 11 then c.duties end, case when c.is_told or c.clients >= 11 then c.clients end
    from (
      select f.effect::text as effect, count(*)::integer as duties, count(distinct f.client_id)::integer as clients,
        bool_and(f.program_id <> all((select auth.untold_programs())::uuid[])) as is_told
      from policy_effect f
      where f.agency_id = (select auth.agency()) and f.run_id = wanted and (select auth.has_role('administrator'))
        and (f.class = 'general' or (f.class::text = any((select auth.cleared())::text[])
          and (f.worker_id = (select auth.actor()) or f.program_id = any((select auth.supervised())::uuid[]))))
      group by f.effect) c
  $$;
