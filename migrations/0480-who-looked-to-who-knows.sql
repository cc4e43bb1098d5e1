-- How often something was changed, or a mail was sent, is counted against what one sees of it: whoever may not know every kind of information is told
-- who opened something of the case, and no more, whatever it holds.
create or replace function auth.who_looked(of_client uuid, before timestamptz, before_id uuid, how_many integer)
  returns table (audit_id uuid, at timestamptz, actor_id uuid, operation text)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  #variable_conflict use_column
  declare
    here uuid := auth.agency();
    is_whole boolean := auth.cleared() @> auth.restricted_classes();
  begin
    if not auth.reads_content() or not exists (select from client c where c.agency_id = here and c.client_id = of_client
        and (c.manager_ids && array[auth.actor()] and c.scope_changes_on > auth.today() or c.overseeing_ids && auth.supervised())) then
      return;
    end if;
    return query
      select a.audit_id, a.at, a.actor_id, a.operation::text from audit a
      where a.agency_id = here and a.ids @> array[of_client] and a.outcome = 'done' and a.actor_id is not null
        and a.operation not like '%/api/openings%'
        and (is_whole or a.operation like 'GET %')
        and (before is null or (a.at, a.audit_id) < (before, before_id))
      order by a.at desc, a.audit_id desc limit least(how_many, 2001);
  end $$;
