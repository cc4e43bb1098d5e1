-- What is written beside the trail, which record was opened with a line and which programs it concerns, follows from the trail. The check of
-- the trail compares them, in rounds; each function answers every row of its round, so that whoever asks knows where the next one begins.
create function auth.lines_beside(after_id uuid, tolerance interval, how_many integer)
  returns table (audit_id uuid, lacks_opening boolean, lacks_program boolean)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare here uuid := auth.agency();
  begin
    perform auth.check_sealer();
    return query
      select a.audit_id,
        a.outcome = 'done' and a.actor_id is not null and auth.is_opening(a.operation) and exists (
          select from client c where c.agency_id = here and c.client_id = any(a.ids) and not exists (
            select from auth.opening o where o.agency_id = here and o.staff_id = a.actor_id and o.client_id = c.client_id
              and o.at = a.at and o.audit_id = a.audit_id)),
        -- An enrollment that was recorded while the line was written may have been there for it or not.
        a.ids <> '{}' and exists (
          select from enrollment e where e.agency_id = here and e.client_id = any(a.ids) and e.created_at < a.at - tolerance and not exists (
            select from auth.audit_program p where p.agency_id = here and p.program_id = e.program_id and p.at = a.at
              and p.audit_id = a.audit_id and p.actor_id is not distinct from a.actor_id))
      from audit a where a.agency_id = here and (after_id is null or a.audit_id > after_id)
      order by a.audit_id limit how_many;
  end $$;

create function auth.openings_beside(after_key jsonb, how_many integer) returns table (key jsonb, audit_id uuid, follows boolean)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  #variable_conflict use_column
  declare
    here uuid := auth.agency();
    next auth.opening := jsonb_populate_record(null::auth.opening, after_key);
  begin
    perform auth.check_sealer();
    return query
      select to_jsonb(o), o.audit_id, exists (
        select from audit a join client c on c.agency_id = here and c.client_id = o.client_id
        where a.agency_id = here and a.audit_id = o.audit_id and a.at = o.at and a.actor_id = o.staff_id and a.ids @> array[o.client_id]
          and a.outcome = 'done' and auth.is_opening(a.operation))
      from auth.opening o where o.agency_id = here and (after_key is null
        or (o.staff_id, o.client_id, o.at, o.audit_id) > (next.staff_id, next.client_id, next.at, next.audit_id))
      order by o.staff_id, o.client_id, o.at, o.audit_id limit how_many;
  end $$;

create function auth.programs_beside(after_key jsonb, tolerance interval, how_many integer)
  returns table (key jsonb, audit_id uuid, follows boolean)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  #variable_conflict use_column
  declare
    here uuid := auth.agency();
    next auth.audit_program := jsonb_populate_record(null::auth.audit_program, after_key);
  begin
    perform auth.check_sealer();
    return query
      select to_jsonb(p), p.audit_id, exists (
        select from audit a join enrollment e on e.agency_id = here and e.client_id = any(a.ids)
        where a.agency_id = here and a.audit_id = p.audit_id and a.at = p.at and a.actor_id is not distinct from p.actor_id
          and e.program_id = p.program_id and e.created_at <= a.at + tolerance)
      from auth.audit_program p where p.agency_id = here and (after_key is null
        or (p.program_id, p.at, p.audit_id) > (next.program_id, next.at, next.audit_id))
      order by p.program_id, p.at, p.audit_id limit how_many;
  end $$;
revoke all on function auth.lines_beside(uuid, interval, integer), auth.openings_beside(jsonb, integer),
  auth.programs_beside(jsonb, interval, integer) from public;
grant execute on function auth.lines_beside(uuid, interval, integer), auth.openings_beside(jsonb, integer),
  auth.programs_beside(jsonb, interval, integer) to roundtable_worker;
