-- Emergency access ends after ten wrong guesses within an hour at who a client is. A guess is written down and counted while its sender is
-- held, so that guesses side by side are ten as well; what was refused for another reason is none.
create table auth.emergency_try (
  agency_id uuid not null,
  staff_id uuid not null,
  tried_at timestamptz not null
);
create index on auth.emergency_try (agency_id, staff_id, tried_at);

create or replace function auth.break_glass(new_id uuid, sought jsonb, chosen text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    me uuid := auth.actor();
    found_ids uuid[];
  begin
    if here is null or me is null or not auth.reads_content() or auth.purpose() <> 'care-coordination' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    if coalesce((auth.context() ->> 'proved')::timestamptz, '-infinity') < auth.now() - interval '5 minutes' then
      return jsonb_build_object('refusal', 'step-up-needed');
    end if;
    perform from staff s where s.agency_id = here and s.staff_id = me for update;
    if exists (select from break_glass g where g.agency_id = here and g.staff_id = me and g.ended_at is null and g.ends_at > auth.now()) then
      return jsonb_build_object('refusal', 'emergency-open-already');
    end if;
    if exists (select from break_glass g where g.agency_id = here and g.staff_id = me and g.reviewed_at is null and g.review_by <= auth.now())
      or (select count(*) from break_glass g where g.agency_id = here and g.staff_id = me and g.reviewed_at is null) >= 3 then
      return jsonb_build_object('refusal', 'emergency-review-owed');
    end if;
    if (select count(*) from auth.emergency_try t where t.agency_id = here and t.staff_id = me
        and t.tried_at > auth.now() - interval '1 hour') >= 10 then
      return jsonb_build_object('refusal', 'emergency-tries-over');
    end if;
    found_ids := array(select c.client_id from client c
      where c.agency_id = here and c.born_on = (sought ->> 'bornOn')::date
        and (c.client_number = (sought ->> 'number')::integer
          -- Whoever has no name on record is not found by one.
          or sought ->> 'name' <> '' and c.given_key <> '' and c.family_key <> ''
            and sought ->> 'name' in (c.given_key || c.family_key, c.family_key || c.given_key)
          or sought ->> 'identifier' <> '' and exists (select from client_identifier i
            where i.agency_id = here and i.client_id = c.client_id and i.value_key = sought ->> 'identifier'))
      limit 2);
    if cardinality(found_ids) <> 1 then
      delete from auth.emergency_try where agency_id = here and staff_id = me and tried_at < auth.now() - interval '1 day';
      insert into auth.emergency_try values (here, me, auth.now());
      return jsonb_build_object('refusal', 'not-found');
    end if;
    insert into break_glass (agency_id, glass_id, client_id, staff_id, reason, opened_at, ends_at, review_by)
      values (here, new_id, found_ids[1], me, chosen, auth.now(), auth.now() + interval '60 minutes', auth.now() + interval '72 hours');
    return jsonb_build_object('clientId', found_ids[1]);
  end $$;

-- Whether another administrator could do it. Whoever was sent away, or lost the role, these three days still counts (0048), or one could be
-- alone by sending the others away first.
create function auth.has_other_administrator(here uuid, about uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from staff s join staff_role r using (agency_id, staff_id)
        where s.agency_id = here and s.staff_id <> about and s.user_id is not null and r.role = 'administrator'
          and coalesce(s.deactivated_at, 'infinity') > auth.now() - interval '3 days')
      or exists (select from staff_change c join staff s using (agency_id, staff_id)
        where c.agency_id = here and c.kind = 'roles' and c.state = 'done' and c.staff_id <> about and s.user_id is not null
          and 'administrator' = any(c.roles_before) and coalesce(c.settled_at, c.asked_at) > auth.now() - interval '3 days')
  $$;
create function auth.has_other_administrator(about uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select auth.has_other_administrator(auth.agency(), about) $$;

create or replace function auth.trained_by_another() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if new.recorded_by = new.staff_id and auth.has_other_administrator(new.agency_id, new.staff_id) then
      raise exception 'this takes a second person' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;

revoke all on function auth.has_other_administrator(uuid, uuid), auth.has_other_administrator(uuid) from public;
grant execute on function auth.has_other_administrator(uuid) to roundtable_app, roundtable_worker;
