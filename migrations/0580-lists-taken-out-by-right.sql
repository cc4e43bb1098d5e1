-- Taking a list of many people out as a file is a right of its own: whoever worked here before has it, whoever comes later is given it by an
-- administrator. Files of one person come with the role.
alter table staff add column may_take_lists boolean not null default true;
alter table staff alter column may_take_lists set default false;

alter table staff_change drop constraint staff_change_kind_check;
alter table staff_change add constraint staff_change_kind_check check (kind in ('invited', 'roles', 'joined-team', 'left-team', 'recovered',
  'deactivated', 'reactivated', 'lists-given', 'lists-withdrawn'));

-- It takes a second person, also for somebody who has no way in yet: an invitation that opens no records is made by one alone.
create function auth.guard_lists() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if new.staff_id = auth.actor() then
      raise exception 'nobody gives it to themselves' using errcode = 'insufficient_privilege';
    end if;
    perform auth.demand_second_person(new.staff_id);
    return new;
  end $$;
revoke all on function auth.guard_lists() from public;
create trigger guard_lists_from_the_start before insert on staff for each row when (new.may_take_lists) execute function auth.guard_lists();
create trigger guard_lists before update on staff for each row when (new.may_take_lists and not old.may_take_lists)
  execute function auth.guard_lists();

do $$
declare
  definition text;
  each text[];
begin
  foreach each slice 1 in array array[
    ['auth.confirm_staff_change(uuid, uuid[])', $part$elsif change.kind = 'joined-team' then$part$,
      $patch$elsif change.kind = 'lists-given' then
      update staff set may_take_lists = true where agency_id = change.agency_id and staff_id = change.staff_id;
    elsif change.kind = 'joined-team' then$patch$],
    -- Nobody could give it to the first administrator.
    ['auth.found_agency(text, jsonb)', 'insert into staff (agency_id, staff_id, user_id, email, created_at)',
      'insert into staff (agency_id, staff_id, user_id, email, created_at, may_take_lists)'],
    ['auth.found_agency(text, jsonb)', $part$details ->> 'email', auth.now());$part$, $patch$details ->> 'email', auth.now(), true);$patch$],
    ['auth.describe_session(text)', $part$'email', f.email,$part$, $patch$'email', f.email, 'mayTakeLists', f.may_take_lists,$patch$]]
  loop
    definition := pg_get_functiondef(each[1]::regprocedure);
    if strpos(definition, each[2]) = 0 then raise exception '% is not as it was: %', each[1], each[2]; end if;
    execute replace(definition, each[2], each[3]);
  end loop;
end $$;
