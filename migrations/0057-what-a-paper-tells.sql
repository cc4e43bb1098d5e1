-- A paper that names no general information tells of what it names by whom it names: its lines in the record are of the highest class of it.
create function auth.class_of_paper(wanted_agency uuid, wanted_consent uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select case when 'general' = any(c.classes::text[]) then 'general' else
        (select named from unnest(c.classes::text[]) named order by array_position(array['hiv', 'sud', 'mental_health', 'dv'], named) limit 1) end
      from consent c where c.agency_id = wanted_agency and c.consent_id = wanted_consent
  $$;
create function auth.class_consent_entry() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    new.class := coalesce(auth.class_of_paper(new.agency_id, new.about_id), new.class);
    return new;
  end $$;
revoke all on function auth.class_of_paper(uuid, uuid), auth.class_consent_entry() from public;
create trigger class_consent_entry before insert on record_entry for each row when (new.kind = 'consent')
  execute function auth.class_consent_entry();
update record_entry e set class = auth.class_of_paper(e.agency_id, e.about_id)
  where e.kind = 'consent' and e.class = 'general' and coalesce(auth.class_of_paper(e.agency_id, e.about_id), 'general') <> 'general';

-- A seat with an end to come opens as much as one without.
create or replace function auth.guard_seat() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare seat team_member;
  begin
    select * into seat from team_member m where m.agency_id = new.agency_id and m.team_member_id = new.team_member_id;
    if new.superseded_at is null and (new.valid_to is null or auth.agency() is not null and new.valid_to >= auth.today())
      and auth.seat_opens_class(seat.team_id, new.team_role) and auth.has_way_in(seat.staff_id) then
      perform auth.demand_second_person(seat.staff_id);
    end if;
    return new;
  end $$;

-- Whoever was sent away asks for nothing any more: what still waits of theirs waits in vain.
create function auth.asker_is_gone() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if new.state = 'done' and old.state = 'waiting' and not exists (select from staff s join staff_role r using (agency_id, staff_id)
        where s.agency_id = new.agency_id and s.staff_id = new.asked_by and s.deactivated_at is null and r.role = 'administrator') then
      raise exception 'whoever asked is here no more' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
revoke all on function auth.asker_is_gone() from public;
create trigger asker_is_gone before update on staff_change for each row execute function auth.asker_is_gone();
