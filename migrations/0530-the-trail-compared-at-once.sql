-- What is written beside the trail is compared with the trail in one reading of each, both ways at once: a look at an index for every line and
-- for every row beside it took three quarters of the check. A full join is never made row by row, whatever the planner believes of the tables.
drop function auth.lines_beside(uuid, interval, integer), auth.openings_beside(jsonb, integer), auth.programs_beside(jsonb, interval, integer);

create function auth.rows_beside() returns bigint
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare here uuid := auth.agency();
  begin
    perform auth.check_sealer();
    return (select count(*) from auth.opening o where o.agency_id = here)
      + (select count(*) from auth.audit_program p where p.agency_id = here);
  end $$;

-- Of each kind the first few are named, with how many there are.
create function auth.wrong_beside(tolerance interval, most integer) returns table (what text, audit_id uuid, all_alike bigint)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  #variable_conflict use_column
  declare here uuid := auth.agency();
  begin
    perform auth.check_sealer();
    return query
      with opened as (
        select a.actor_id as staff_id, c.client_id, a.at, a.audit_id
        from audit a cross join unnest(a.ids) named(id)
          join client c on c.agency_id = here and c.client_id = named.id
        where a.agency_id = here and a.outcome = 'done' and a.actor_id is not null and auth.is_opening(a.operation)
      ), opening as (
        select audit_id, w.agency_id is null as is_missing, o.audit_id is null as is_more
        from opened o full join (select * from auth.opening x where x.agency_id = here) w using (staff_id, client_id, at, audit_id)
        where w.agency_id is null or o.audit_id is null
      ), concerned as (
        -- An enrollment that was recorded while the line was written may have been there for it or not.
        select e.program_id, a.at, a.audit_id, a.actor_id, bool_or(e.created_at < a.at - tolerance) as is_certain
        from audit a cross join unnest(a.ids) named(id)
          join enrollment e on e.agency_id = here and e.client_id = named.id and e.created_at <= a.at + tolerance
        where a.agency_id = here
        group by e.program_id, a.at, a.audit_id, a.actor_id
      ), program as (
        select audit_id, c.is_certain and (w.agency_id is null or w.actor_id is distinct from c.actor_id) as is_missing,
          c.audit_id is null or (w.agency_id is not null and w.actor_id is distinct from c.actor_id) as is_more
        from concerned c full join (select * from auth.audit_program x where x.agency_id = here) w using (program_id, at, audit_id)
        where w.agency_id is null or c.audit_id is null or w.actor_id is distinct from c.actor_id
      ), wrong (what, audit_id) as (
        select distinct 'no-opening', o.audit_id from opening o where o.is_missing
        union all select distinct 'no-program', p.audit_id from program p where p.is_missing
        union all select 'more-openings', o.audit_id from opening o where o.is_more
        union all select 'more-programs', p.audit_id from program p where p.is_more
      )
      select w.what, w.audit_id, w.all_alike
      from (select x.*, count(*) over (partition by x.what) as all_alike,
          row_number() over (partition by x.what order by x.audit_id) as place from wrong x) w
      where w.place <= most
      order by array_position(array['no-opening', 'no-program', 'more-openings', 'more-programs'], w.what), w.place;
  end $$;
revoke all on function auth.rows_beside(), auth.wrong_beside(interval, integer) from public;
grant execute on function auth.rows_beside(), auth.wrong_beside(interval, integer) to roundtable_worker;
