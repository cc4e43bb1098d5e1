-- Who may see a client is written anew when an enrollment or a care team changes. How many clients that are the database cannot see in the
-- answer of a function, and so it read all clients of the agency to find the one or the few: named by their key, they are looked up.
create or replace function auth.rescope(agency uuid, clients uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    today date := auth.agency_today(agency);
    me uuid := auth.actor();
  begin
    -- Two changes about one client take turns, and the later one reads what the earlier one wrote: from a reading of its own it
    -- would write back whoever the earlier one took off.
    perform from client c where c.agency_id = agency and c.client_id = any(clients) order by c.client_id for no key update;
    -- Whoever manages or oversees a case reads what nobody else may: who does is for its manager, for a supervisor who oversees it
    -- already, or for an administrator to say; and for whoever makes the client, while they do.
    if me is not null and not auth.has_role('administrator') and exists (
        select from auth.scope_on(today, agency, clients) s join client c on c.agency_id = agency and c.client_id = s.client_id
        where c.client_id = any(clients) and c.created_at is distinct from auth.now()
          and (c.manager_ids is distinct from s.manager_ids or not s.overseeing_ids <@ c.overseeing_ids)
          and not (c.manager_ids && array[me] and c.scope_changes_on > today)
          and not c.overseeing_ids && auth.supervised()) then
      raise exception 'not theirs to assign' using errcode = 'insufficient_privilege';
    end if;
    update client c set staff_ids = s.staff_ids, manager_ids = s.manager_ids, team_ids = s.team_ids, program_ids = s.program_ids,
        overseeing_ids = s.overseeing_ids, scope_changes_on = s.changes_on
      from auth.scope_on(today, agency, clients) s
      where c.agency_id = agency and c.client_id = s.client_id and c.client_id = any(clients)
        and (c.staff_ids, c.manager_ids, c.team_ids, c.program_ids, c.overseeing_ids, c.scope_changes_on)
          is distinct from (s.staff_ids, s.manager_ids, s.team_ids, s.program_ids, s.overseeing_ids, s.changes_on);
  end $$;
