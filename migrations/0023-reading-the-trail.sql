-- Reading the trail. Row security cannot use the index on ids, so these two look with it and ask themselves who may.

-- A page of the agency's trail, the latest first, for supervisors, auditors and administrators. A client is asked for by number: one
-- whom a supervisor does not see looks like a number that nobody has.
create function auth.audit_page(who uuid, of_client integer, since timestamptz, before timestamptz, before_id uuid, how_many integer)
  returns table (audit_id uuid, at timestamptz, actor_id uuid, service text, operation text, outcome text, clients integer[])
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  #variable_conflict use_column
  declare
    here uuid := auth.agency();
    sees_all boolean := auth.has_role('auditor') or auth.has_role('administrator');
    mine uuid[] := auth.supervised();
    wanted uuid;
  begin
    if here is null or not (sees_all or auth.has_role('supervisor')) then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    if of_client is not null then
      select c.client_id into wanted from client c
        where c.agency_id = here and c.client_number = of_client and (sees_all or c.program_ids && mine);
      if wanted is null then return; end if;
    end if;
    return query
      select a.audit_id, a.at, a.actor_id, a.service::text, a.operation::text, a.outcome::text,
        coalesce((select array_agg(c.client_number order by c.client_number) from client c
          where c.agency_id = here and c.client_id = any(a.ids) and (sees_all or c.program_ids && mine)), '{}')
      from audit a
      where a.agency_id = here and (who is null or a.actor_id = who)
        and (wanted is null or a.ids @> array[wanted])
        and (since is null or a.at >= since)
        and (before is null or (a.at, a.audit_id) < (before, coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)))
      order by a.at desc, a.audit_id desc limit least(how_many, 2001);
  end $$;

-- Who looked at one client's record, for whoever manages the case or oversees it: it may be handed to the client.
create function auth.who_looked(of_client uuid, before timestamptz, before_id uuid, how_many integer)
  returns table (audit_id uuid, at timestamptz, actor_id uuid, operation text)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  #variable_conflict use_column
  declare here uuid := auth.agency();
  begin
    if not auth.reads_content() or not exists (select from client c where c.agency_id = here and c.client_id = of_client
        and (c.manager_ids && array[auth.actor()] and c.scope_changes_on > auth.today() or c.overseeing_ids && auth.supervised())) then
      return;
    end if;
    return query
      select a.audit_id, a.at, a.actor_id, a.operation::text from audit a
      where a.agency_id = here and a.ids @> array[of_client] and a.outcome = 'done' and a.actor_id is not null
        and (before is null or (a.at, a.audit_id) < (before, before_id))
      order by a.at desc, a.audit_id desc limit least(how_many, 2001);
  end $$;
revoke all on function auth.audit_page(uuid, integer, timestamptz, timestamptz, uuid, integer),
  auth.who_looked(uuid, timestamptz, uuid, integer) from public;
grant execute on function auth.audit_page(uuid, integer, timestamptz, timestamptz, uuid, integer),
  auth.who_looked(uuid, timestamptz, uuid, integer) to roundtable_app;
