-- These functions were changed word by word, by one migration after the other, until nobody could read them anywhere. They stand here as they
-- are, and do what they did.

-- The door: who somebody is, for this transaction.
create or replace function auth.mint(agency uuid, staff uuid, wanted_purpose text, service text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
  as $$
  declare
    moment constant timestamptz := auth.now();
    today constant date := auth.agency_today(agency);
    held jsonb;
    teams jsonb;
    supervised jsonb;
    glass jsonb := '[]';
    answer jsonb;
  begin
    if wanted_purpose is null
      or wanted_purpose not in ('care-coordination', 'administration', 'oversight', 'own-account', 'emergency') then
      raise exception 'unknown purpose' using errcode = 'invalid_parameter_value';
    end if;
    select coalesce(jsonb_agg(r.role order by r.role), '[]') into held
      from staff_role r where r.agency_id = agency and r.staff_id = staff and (r.ends_on is null or r.ends_on >= today);
    select coalesce(jsonb_agg(distinct m.team_id), '[]'),
        coalesce(jsonb_agg(distinct t.program_id) filter (where v.team_role = 'supervisor' and held ? 'supervisor'), '[]')
      into teams, supervised
      from team_member m join team_member_version v using (agency_id, team_member_id) join team t using (agency_id, team_id)
      where m.agency_id = agency and m.staff_id = staff and v.superseded_at is null
        and v.valid_from <= today and (v.valid_to is null or v.valid_to >= today);
    if wanted_purpose = 'emergency' then
      select coalesce(jsonb_agg(g.client_id), '[]') into glass from break_glass g
        where g.agency_id = agency and g.staff_id = staff and g.ended_at is null and g.opened_at <= moment and g.ends_at > moment;
    end if;
    answer := jsonb_build_object(
      'agency', agency, 'actor', staff, 'purpose', wanted_purpose, 'service', service, 'today', today,
      -- A service does work that no person sees.
      'cleared', case when service is not null then auth.restricted_classes() else auth.cleared_on(agency, staff, today) end,
      'glass', glass,
      'untold', case when service is not null then '[]'::jsonb else
        coalesce((select jsonb_agg(p.program_id) from program p where p.agency_id = agency and p.class <> 'general' and not exists (
          select from team t join team_member m using (agency_id, team_id) join team_member_version v using (agency_id, team_member_id)
          where t.agency_id = agency and t.program_id = p.program_id and m.staff_id = staff and v.superseded_at is null
            and v.valid_from <= today and (v.valid_to is null or v.valid_to >= today))), '[]') end,
      'audited', case when held ? 'auditor' then (select to_jsonb(r.program_ids) from staff_role r
        where r.agency_id = agency and r.staff_id = staff and r.role = 'auditor') end,
      'roles', case when service is not null then '["administrator"]'::jsonb else held end,
      'teams', teams, 'supervised', supervised);
    if held ? 'auditor' then
      answer := answer || coalesce((select jsonb_build_object(
          'sampled', case when r.sample_id is not null then coalesce((select jsonb_agg(s.client_id)
            from audit_sample_client s where s.agency_id = r.agency_id and s.sample_id = r.sample_id), '[]') end,
          'covers_from', r.covers_from, 'covers_until', r.covers_until,
          'covers_since', r.covers_from::timestamp at time zone a.time_zone, 'covers_before', (r.covers_until + 1)::timestamp at time zone a.time_zone)
        from staff_role r join agency a on a.agency_id = r.agency_id
        where r.agency_id = agency and r.staff_id = staff and r.role = 'auditor'
          and (r.covers_from is not null or r.sample_id is not null)), '{}');
    end if;
    perform auth.write_down(answer);
    return answer - 'sampled' || jsonb_build_object('at', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
  end $$;

-- What a role may be, and how one that waits for a second person is given.
create or replace function auth.guard_role() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if auth.actor() is not null and new.role = 'auditor' and new.ends_on is null then
      raise exception 'an auditor comes for a period' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from unnest(new.program_ids) w where not exists (
        select from program p where p.agency_id = new.agency_id and p.program_id = w)) then
      raise exception 'an auditor comes for programs of the agency' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from staff_role r where r.agency_id = new.agency_id and r.staff_id = new.staff_id
        and ((new.covers_from is not null or new.sample_id is not null) and r.role in ('supervisor', 'administrator')
          or new.role in ('supervisor', 'administrator') and (r.covers_from is not null or r.sample_id is not null))) then
      raise exception 'an auditor of a part oversees by no other role' using errcode = 'insufficient_privilege';
    end if;
    if auth.opens_records(array[new.role::text]) and auth.has_way_in(new.staff_id) then perform auth.demand_second_person(new.staff_id); end if;
    return new;
  end $$;

create or replace function auth.confirm_staff_change(wanted uuid, new_ids uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    change staff_change;
    today date := auth.today();
    seat uuid;
    held team_member_version;
  begin
    select * into change from staff_change c where c.agency_id = auth.agency() and c.change_id = wanted for update;
    if not found or change.state <> 'waiting' or auth.actor() in (change.asked_by, change.staff_id)
      or not (auth.has_role('administrator') or auth.has_role('supervisor')) then
      raise exception 'not theirs to confirm' using errcode = 'insufficient_privilege';
    end if;
    update staff_change set state = 'done', settled_by = auth.actor(), settled_at = auth.now()
      where agency_id = change.agency_id and change_id = wanted;
    if change.kind = 'roles' then
      delete from staff_role r where r.agency_id = change.agency_id and r.staff_id = change.staff_id
        and (r.role <> all(change.roles) or r.role = 'auditor'
          and (r.ends_on, r.program_ids, r.covers_from, r.covers_until, r.sample_id) is distinct from
            (change.ends_on, change.program_ids, change.covers_from, change.covers_until, change.sample_id));
      insert into staff_role (agency_id, staff_id, role, granted_at, granted_by, ends_on, program_ids, covers_from, covers_until, sample_id)
        select change.agency_id, change.staff_id, w, auth.now(), change.asked_by,
          case when w = 'auditor' then change.ends_on end, case when w = 'auditor' then change.program_ids end,
          case when w = 'auditor' then change.covers_from end, case when w = 'auditor' then change.covers_until end,
          case when w = 'auditor' then change.sample_id end
        from unnest(change.roles) w
        on conflict do nothing;
    elsif change.kind = 'joined-team' then
      insert into team_member (agency_id, team_member_id, team_id, staff_id)
        values (change.agency_id, new_ids[1], change.team_id, change.staff_id) on conflict (agency_id, team_id, staff_id) do nothing;
      select m.team_member_id into seat from team_member m
        where m.agency_id = change.agency_id and m.team_id = change.team_id and m.staff_id = change.staff_id;
      update team_member_version set superseded_at = auth.now()
        where agency_id = change.agency_id and team_member_id = seat and superseded_at is null and valid_to is null
        returning * into held;
      if held.valid_from < today then
        insert into team_member_version values (change.agency_id, seat, new_ids[2], held.team_role, held.valid_from, today - 1, auth.now(), null);
      end if;
      insert into team_member_version values (change.agency_id, seat, new_ids[3], change.team_role, today, null, auth.now(), null);
    end if;
  end $$;

-- The trail as somebody may read it: every line, or those of a period, of programs and of a sample.
create or replace function auth.audit_page(who uuid, of_client integer, since timestamptz, before timestamptz, before_id uuid, how_many integer)
  returns table (audit_id uuid, at timestamptz, actor_id uuid, service text, operation text, outcome text, clients integer[])
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan
  as $$
  #variable_conflict use_column
  declare
    here uuid := auth.agency();
    me uuid := auth.actor();
    every boolean := auth.audits_every_program();
    covers_since timestamptz := auth.covered_since();
    covers_before timestamptz := auth.covered_before();
    sampled uuid[] := auth.sampled();
    sees_all boolean := every and sampled is null and auth.covers_any_day() or auth.has_role('administrator');
    reads_all boolean := sees_all or auth.has_role('supervisor');
    mine uuid[] := auth.supervised();
    audited uuid[] := array(select p from unnest(auth.audited()) p
      where p <> all(auth.untold_programs()) or p = any(auth.audited_programs()));
    wanted uuid;
    page integer := least(how_many, 2001);
    from_id uuid := coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
    found uuid[];
  begin
    if here is null or not (reads_all or auth.has_role('auditor')) then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    -- In the sample, and in a program that they come for.
    if sampled is not null and not every then
      sampled := array(select distinct e.client_id from enrollment e
        where e.agency_id = here and e.client_id = any(sampled) and e.program_id = any(audited));
    end if;
    if of_client is not null then
      select c.client_id into wanted from client c
        where c.agency_id = here and c.client_number = of_client and (sees_all
          or (sampled is null or c.client_id = any(sampled)) and (every or c.program_ids && mine
            or exists (select from enrollment e where e.agency_id = here and e.client_id = c.client_id and e.program_id = any(audited))));
      if wanted is null then return; end if;
    end if;
    if reads_all or wanted is not null then
      found := array(select a.audit_id from audit a
        where a.agency_id = here and (who is null or a.actor_id = who) and (wanted is null or a.ids @> array[wanted])
          and (since is null or a.at >= since) and (before is null or (a.at, a.audit_id) < (before, from_id))
          and (reads_all or a.actor_id = me or a.at >= covers_since and a.at < covers_before and (sampled is null or a.ids && sampled)
            and (every or exists (select from auth.audit_program l
              where l.agency_id = here and l.program_id = any(audited) and l.at = a.at and l.audit_id = a.audit_id)))
        order by a.at desc, a.audit_id desc limit page);
    else
      found := array(select f.audit_id from (
          select l.at, l.audit_id from unnest(case when sampled is null then audited end) p cross join lateral (
            select l.at, l.audit_id from auth.audit_program l
            where l.agency_id = here and l.program_id = p and l.at >= covers_since and l.at < covers_before
              and (who is null or l.actor_id = who)
              and (since is null or l.at >= since) and (before is null or (l.at, l.audit_id) < (before, from_id))
            order by l.at desc, l.audit_id desc limit page) l
          union
          (select a.at, a.audit_id from audit a
            where a.agency_id = here and a.ids && sampled and a.at >= covers_since and a.at < covers_before
              and (every or exists (select from enrollment e where e.agency_id = here and e.client_id = any(sampled) and e.client_id = any(a.ids)
                and e.program_id = any(audited) and e.created_at <= a.at))
              and (who is null or a.actor_id = who)
              and (since is null or a.at >= since) and (before is null or (a.at, a.audit_id) < (before, from_id))
            order by a.at desc, a.audit_id desc limit page)
          union
          (select a.at, a.audit_id from audit a
            where every and sampled is null and a.agency_id = here and a.at >= covers_since and a.at < covers_before
              and (who is null or a.actor_id = who)
              and (since is null or a.at >= since) and (before is null or (a.at, a.audit_id) < (before, from_id))
            order by a.at desc, a.audit_id desc limit page)
          union
          (select a.at, a.audit_id from audit a
            where a.agency_id = here and a.actor_id = me and (who is null or who = me)
              and (since is null or a.at >= since) and (before is null or (a.at, a.audit_id) < (before, from_id))
            order by a.at desc, a.audit_id desc limit page)
        ) f order by f.at desc, f.audit_id desc limit page);
    end if;
    return query
      select a.audit_id, a.at, a.actor_id, a.service::text, a.operation::text, a.outcome::text,
        coalesce((select array_agg(c.client_number order by c.client_number) from client c
          where c.agency_id = here and c.client_id = any(a.ids) and (sees_all
            or (sampled is null or c.client_id = any(sampled)) and (every or c.program_ids && mine
              or exists (select from enrollment e where e.agency_id = here and e.client_id = c.client_id and e.program_id = any(audited))))), '{}')
      from audit a where a.agency_id = here and a.audit_id = any(found)
      order by a.at desc, a.audit_id desc;
  end $$;
