-- Two addresses that are called alike stood in two equal lines: six times "Changed: a conference", one below the other. Which are called alike is known to the
-- words, and told here: the one for which another one stands in the list beside it. Whoever is not told what it was has one line as before.
drop function auth.who_looked(uuid, timestamptz, timestamptz, uuid, integer);
create function auth.who_looked(of_client uuid, as_of timestamptz, before timestamptz, before_id uuid, how_many integer,
    alike text[], told_as text[])
  returns table (audit_id uuid, first_at timestamptz, at timestamptz, actor_id uuid, operation text, times integer)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan
  as $$
  #variable_conflict use_column
  declare
    here uuid := auth.agency();
    is_whole boolean := auth.cleared() @> auth.restricted_classes();
    zone text := (select g.time_zone from agency g where g.agency_id = here);
    oldest date;
    day date := (least(as_of, before) at time zone zone)::date;
    days integer := 1;
    since timestamptz;
    until timestamptz := least(as_of, (day + 1)::timestamp at time zone zone);
    wanted integer := least(how_many, 2001);
    found integer;
  begin
    if not auth.reads_content() or not exists (select from client c where c.agency_id = here and c.client_id = of_client
        and (c.manager_ids && array[auth.actor()] and c.scope_changes_on > auth.today() or c.overseeing_ids && auth.supervised())) then
      return;
    end if;
    select (min(a.at) at time zone zone)::date into oldest from audit a where a.agency_id = here;
    while wanted > 0 and day >= oldest loop
      since := greatest(day - days + 1, oldest)::timestamp at time zone zone;
      return query
        select l.last_id, l.first_at, l.last_at, l.actor_id, l.told, case when is_whole then l.times end
        from (
          select (array_agg(r.audit_id order by r.at desc, r.audit_id desc))[1] as last_id, min(r.at) as first_at, max(r.at) as last_at,
            r.actor_id, r.told, count(*)::integer as times
          from (
            select a.audit_id, a.at, a.actor_id, (a.at at time zone zone)::date as on_day,
              case when is_whole then coalesce(k.told, a.operation::text)
                when a.operation like 'GET /api/emergency/clients/%' then 'GET /api/emergency/clients/' else 'GET /api/clients/' end as told
            from audit a left join unnest(alike, told_as) k(called, told) on k.called = a.operation
            where a.agency_id = here and a.ids @> array[of_client] and a.at >= since and a.at < until
              and a.outcome = 'done' and a.actor_id is not null
              and a.operation not like '%/api/openings%'
              and (is_whole or a.operation like 'GET %')
          ) r
          group by r.on_day, r.actor_id, r.told
        ) l
        where before is null or (l.last_at, l.last_id) < (before, before_id)
        order by l.last_at desc, l.last_id desc limit wanted;
      get diagnostics found = row_count;
      wanted := wanted - found;
      day := day - days;
      days := days * 2;
      until := since;
    end loop;
  end $$;
revoke all on function auth.who_looked(uuid, timestamptz, timestamptz, uuid, integer, text[], text[]) from public;
grant execute on function auth.who_looked(uuid, timestamptz, timestamptz, uuid, integer, text[], text[]) to roundtable_app;
