-- Auditors come for a period: the last day on which that role opens anything. Whoever had it before there were such days keeps it, and the
-- staff page asks for one. From the day after it is as if it were not there, with the next read.
alter table staff_role add column ends_on date;
alter table staff_role add check (ends_on is null or role = 'auditor');
alter table staff_change add column ends_on date, add column ends_on_before date;

-- What waits from before and would make an auditor without a last day is asked for again.
update staff_change set state = 'withdrawn', settled_by = asked_by, settled_at = auth.now()
  where state = 'waiting' and kind = 'roles' and 'auditor' = any(roles) and not 'auditor' = any(roles_before);

create or replace function auth.guard_role() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if auth.actor() is not null and new.role = 'auditor' and new.ends_on is null then
      raise exception 'an auditor comes for a period' using errcode = 'insufficient_privilege';
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
        and (r.role <> all(change.roles) or r.role = 'auditor' and r.ends_on is distinct from change.ends_on);
      insert into staff_role (agency_id, staff_id, role, granted_at, granted_by, ends_on)
        select change.agency_id, change.staff_id, w, auth.now(), change.asked_by, case when w = 'auditor' then change.ends_on end
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

do $$
declare
  definition text := pg_get_functiondef('auth.mint(uuid, uuid, text, text)'::regprocedure);
  held constant text := 'where r.agency_id = agency and r.staff_id = staff;';
begin
  if strpos(definition, held) = 0 then raise exception 'the door is not as it was'; end if;
  execute replace(definition, held, 'where r.agency_id = agency and r.staff_id = staff and (r.ends_on is null or r.ends_on >= today);');
end $$;

create or replace function auth.describe_session(token_hash text) returns jsonb
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select jsonb_build_object('sessionId', s.id, 'userId', s."userId", 'email', u.email, 'chosen', case when f.staff_id is not null then
      jsonb_build_object('locked', sc.locked or auth.is_idle(sc.used_at), 'staffId', f.staff_id, 'fullName', v.full_name, 'title', v.title,
        'email', f.email, 'agencyId', a.agency_id, 'agencyName', a.name, 'timeZone', a.time_zone, 'isSample', a.is_sample,
        'clientWords', auth.client_words(f.agency_id, f.staff_id),
        'roles', coalesce((select jsonb_agg(r.role order by r.role) from staff_role r
          where r.agency_id = f.agency_id and r.staff_id = f.staff_id
            and (r.ends_on is null or r.ends_on >= (auth.now() at time zone a.time_zone)::date)), '[]')) end)
    from sign_in.session s
      join sign_in."user" u on u.id = s."userId"
      left join auth.session_scope sc on sc.session_id = s.id
      left join staff f on f.agency_id = sc.agency_id and f.staff_id = sc.staff_id and f.user_id = s."userId" and f.deactivated_at is null
      left join agency a on a.agency_id = f.agency_id
      left join staff_version v on v.agency_id = f.agency_id and v.staff_id = f.staff_id and v.superseded_at is null and v.valid_to is null
    where encode(sha256(s.token::bytea), 'hex') = token_hash and s."expiresAt" > auth.now()
  $$;
