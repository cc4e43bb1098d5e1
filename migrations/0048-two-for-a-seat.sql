-- Who was let in, given roles, put on a team or helped back in: by whom, and where it takes two, who else agreed.
create table staff_change (
  agency_id uuid not null,
  change_id uuid not null,
  kind code not null check (kind in ('invited', 'roles', 'joined-team', 'left-team', 'recovered', 'deactivated', 'reactivated')),
  staff_id uuid not null,
  -- What holds from then on, and what held before.
  roles text[] check (roles <@ array['case-manager', 'supervisor', 'biller', 'auditor', 'administrator']),
  roles_before text[],
  team_id uuid,
  team_role code,
  -- Of what was lost, the rest: codes and passkeys go too.
  drops_second_factor boolean,
  asked_by uuid not null,
  asked_at timestamptz not null,
  state code not null check (state in ('done', 'waiting', 'refused', 'withdrawn')),
  settled_by uuid,
  settled_at timestamptz,
  check (num_nonnulls(settled_by, settled_at) in (0, 2)),
  check (state <> 'waiting' or settled_at is null),
  -- Nobody is their own second person, nor the second person for their own seat.
  check (state <> 'done' or settled_by is null or settled_by <> asked_by and settled_by <> staff_id),
  check ((kind = 'roles') <= (roles is not null and roles_before is not null)),
  check ((kind in ('joined-team', 'left-team')) = (team_id is not null)),
  check ((kind = 'joined-team') = (team_role is not null)),
  check ((kind = 'recovered') = (drops_second_factor is not null)),
  primary key (agency_id, change_id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, team_id) references team,
  foreign key (agency_id, asked_by) references staff (agency_id, staff_id),
  foreign key (agency_id, settled_by) references staff (agency_id, staff_id)
);
create index on staff_change (agency_id, asked_at desc);
create index on staff_change (agency_id, staff_id);
create index on staff_change (agency_id) where state = 'waiting';
do $$
declare
  own constant text := 'agency_id = (select auth.agency())';
  administrators constant text := own || ' and (select auth.has_role(''administrator''))';
  overseers constant text := own || ' and ((select auth.has_role(''administrator'')) or (select auth.has_role(''supervisor'')))';
begin
  call auth.protect('staff_change', overseers, administrators, overseers);
end $$;
call auth.require_author('staff_change', 'asked_by');
create trigger in_own_name before update on staff_change for each row execute function auth.in_own_name('settled_by');
revoke update on staff_change from roundtable_app, roundtable_worker;
grant select, insert on staff_change to roundtable_app, roundtable_worker;
grant update (state, settled_by, settled_at) on staff_change to roundtable_app, roundtable_worker;

-- What was settled stays so; that a change was made by two, only the function that makes it may write.
create function auth.settle_once() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
  as $$
  begin
    if old.state <> 'waiting' then raise exception 'this is settled' using errcode = 'insufficient_privilege'; end if;
    if new.state = 'done' and current_user in ('roundtable_app', 'roundtable_worker') then
      raise exception 'it is done by being confirmed' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
create trigger settle_once before update on staff_change for each row execute function auth.settle_once();

-- Roles that open what is said about clients, or who may open it.
create function auth.opens_records(wanted text[]) returns boolean
  language sql immutable set search_path = pg_catalog, pg_temp
  as $$ select wanted && array['case-manager', 'supervisor', 'administrator'] $$;

-- Whether anybody but the asker and the person concerned could be asked to agree. Whoever was sent away these three days still counts,
-- or one administrator could be alone by sending the others away first.
create function auth.has_second_person(about uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from staff s join staff_role r using (agency_id, staff_id)
        where s.agency_id = (select auth.agency()) and s.staff_id not in ((select auth.actor()), about) and s.user_id is not null
          and r.role in ('administrator', 'supervisor') and coalesce(s.deactivated_at, 'infinity') > auth.now() - interval '3 days')
      or exists (select from staff_change c join staff s using (agency_id, staff_id)
        where c.agency_id = (select auth.agency()) and c.kind = 'roles' and c.state = 'done' and c.staff_id not in ((select auth.actor()), about)
          and s.user_id is not null and c.roles_before && array['administrator', 'supervisor']
          and coalesce(c.settled_at, c.asked_at) > auth.now() - interval '3 days')
  $$;

-- The wall behind the question: whatever opens records is done by somebody who confirms what another asked for, in that very transaction.
create function auth.demand_second_person(about uuid) returns void
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if auth.actor() is null or not auth.has_second_person(about) then return; end if;
    if exists (select from staff_change c where c.agency_id = auth.agency() and c.staff_id = about and c.state = 'done'
        and c.settled_by = auth.actor() and c.asked_by <> auth.actor() and c.settled_at = auth.now()) then return; end if;
    raise exception 'this takes a second person' using errcode = 'insufficient_privilege';
  end $$;

create function auth.roles_of(about uuid) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select coalesce(array_agg(r.role::text), '{}') from staff_role r where r.agency_id = auth.agency() and r.staff_id = about $$;

-- Somebody who has no way in is only a name: roles open nothing before there is one.
create function auth.has_way_in(about uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from staff s where s.agency_id = auth.agency() and s.staff_id = about and s.user_id is not null)
      or exists (select from auth.staff_invitation i where i.agency_id = auth.agency() and i.staff_id = about and i.used_at is null
        and i.expires_at > auth.now())
  $$;
create function auth.guard_role() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if auth.opens_records(array[new.role::text]) and auth.has_way_in(new.staff_id) then perform auth.demand_second_person(new.staff_id); end if;
    return new;
  end $$;
create trigger guard_role before insert on staff_role for each row execute function auth.guard_role();

-- Being a supervisor of a team opens what is restricted in its program; so does any place on a team of a program whose name tells.
create function auth.seat_opens_class(wanted_team uuid, wanted_role text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select wanted_role = 'supervisor' or exists (select from team t join program p using (agency_id, program_id)
      where t.agency_id = auth.agency() and t.team_id = wanted_team and p.class <> 'general')
  $$;
create function auth.guard_seat() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare seat team_member;
  begin
    select * into seat from team_member m where m.agency_id = new.agency_id and m.team_member_id = new.team_member_id;
    if new.superseded_at is null and new.valid_to is null and auth.seat_opens_class(seat.team_id, new.team_role)
      and auth.has_way_in(seat.staff_id) then
      perform auth.demand_second_person(seat.staff_id);
    end if;
    return new;
  end $$;
create trigger guard_seat before insert on team_member_version for each row execute function auth.guard_seat();

-- Inviting and helping back in, by whoever asked and may, or by whoever confirms it.
create function auth.may_let_in(about uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select auth.has_role('administrator') or auth.has_role('supervisor') and exists (select from staff_change c
      where c.agency_id = auth.agency() and c.staff_id = about and c.state = 'done' and c.settled_by = auth.actor() and c.settled_at = auth.now())
  $$;
create or replace function auth.invite_staff(invitation_hash text, wanted_staff uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if not auth.may_let_in(wanted_staff) then raise exception 'not allowed' using errcode = 'insufficient_privilege'; end if;
    if auth.opens_records(auth.roles_of(wanted_staff)) then perform auth.demand_second_person(wanted_staff); end if;
    delete from auth.staff_invitation where agency_id = auth.agency() and staff_id = wanted_staff;
    insert into auth.staff_invitation values (invitation_hash, auth.agency(), wanted_staff, auth.now() + interval '7 days');
  end $$;
create or replace function auth.recover_staff(new_id uuid, wanted_staff uuid, new_hash text, drops boolean) returns timestamptz
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare person staff;
  begin
    if not auth.may_let_in(wanted_staff) or wanted_staff = auth.actor() then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    select * into person from staff
      where agency_id = auth.agency() and staff_id = wanted_staff and user_id is not null and deactivated_at is null;
    if not found or not auth.is_sign_in_of_one(person.user_id, person.agency_id) then return null; end if;
    if drops and auth.opens_records(auth.roles_of(wanted_staff)) then perform auth.demand_second_person(wanted_staff); end if;
    return auth.begin_recovery(new_id, person, 'administrator', new_hash, drops, interval '1 day');
  end $$;
create or replace function auth.open_invitations() returns table (staff_id uuid, expires_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select i.staff_id, i.expires_at from auth.staff_invitation i
    where i.agency_id = auth.agency() and auth.may_let_in(i.staff_id) and i.used_at is null and i.expires_at > auth.now()
  $$;
create or replace function auth.sign_in_email(wanted_staff uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select u.email from staff f join sign_in."user" u on u.id = f.user_id
    where f.agency_id = auth.agency() and f.staff_id = wanted_staff and (wanted_staff = auth.actor() or auth.may_let_in(wanted_staff))
  $$;

create function auth.is_sign_in_of_our_own(wanted_staff uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select auth.is_sign_in_of_one(s.user_id, s.agency_id) from staff s
    where s.agency_id = auth.agency() and s.staff_id = wanted_staff and s.user_id is not null and auth.has_role('administrator')
  $$;

-- Makes a role or a seat what two have agreed on; the ways in are made by whoever calls this, in the same transaction.
create function auth.confirm_staff_change(wanted uuid, new_ids uuid[]) returns void
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
      delete from staff_role r where r.agency_id = change.agency_id and r.staff_id = change.staff_id and r.role <> all(change.roles);
      insert into staff_role (agency_id, staff_id, role, granted_at, granted_by)
        select change.agency_id, change.staff_id, w, auth.now(), change.asked_by from unnest(change.roles) w
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

-- Where a mail server is set up, an invitation and a colleague's help travel by mail: the code is made when the mail leaves.
alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('invitation', 'change', 'cancellation', 'document', 'recovery',
  'sign-in-changed', 'alert', 'staff-invitation', 'staff-recovery'));
alter table mail add check (kind not in ('staff-invitation', 'staff-recovery') or (conference_id is null and staff_id is not null));
create policy letting_in_add on mail for insert to roundtable_app, roundtable_worker
  with check (agency_id = (select auth.agency()) and kind in ('staff-invitation', 'staff-recovery', 'sign-in-changed')
    and written_by = (select auth.actor()) and ((select auth.has_role('administrator')) or (select auth.has_role('supervisor'))));
create policy letting_in_read on mail for select to roundtable_app, roundtable_worker
  using (agency_id = (select auth.agency()) and kind in ('staff-invitation', 'staff-recovery', 'sign-in-changed')
    and written_by = (select auth.actor()));
create policy letting_in_change on mail for update to roundtable_app, roundtable_worker
  using (agency_id = (select auth.agency()) and kind in ('staff-invitation', 'staff-recovery', 'sign-in-changed')
    and written_by = (select auth.actor()))
  with check (agency_id = (select auth.agency()) and kind in ('staff-invitation', 'staff-recovery', 'sign-in-changed')
    and written_by = (select auth.actor()));
create function auth.issue_staff_code(wanted_mail uuid, new_hash text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare letter mail;
  begin
    select * into letter from mail m where m.agency_id = auth.agency() and m.mail_id = wanted_mail;
    if letter.kind = 'staff-invitation' then
      update auth.staff_invitation set code_hash = new_hash
        where agency_id = letter.agency_id and staff_id = letter.staff_id and used_at is null and expires_at > auth.now();
    elsif letter.kind = 'staff-recovery' then
      update auth.recovery set code_hash = new_hash
        where agency_id = letter.agency_id and staff_id = letter.staff_id and made_by = 'administrator'
          and used_at is null and ended_at is null and expires_at > auth.now();
    else
      return false;
    end if;
    return found;
  end $$;

-- A stranger who asks in somebody's name neither ends the link in that person's mailbox nor keeps them from getting one: after three
-- within an hour there is one each ten minutes.
create or replace function auth.begin_recovery(new_id uuid, person staff, maker text, new_hash text, drops boolean, lasts interval) returns timestamptz
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    perform 1 from sign_in."user" where id = person.user_id for update;
    update auth.recovery set ended_at = auth.now()
      where user_id = person.user_id and used_at is null and ended_at is null and maker <> 'mail';
    insert into auth.recovery values (new_id, person.user_id, person.agency_id, person.staff_id, maker, new_hash, drops,
      auth.now(), auth.now() + lasts);
    return auth.now() + lasts;
  end $$;
create or replace function auth.ask_recovery(new_id uuid, job_id uuid, wanted_email text) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare person staff;
  begin
    delete from auth.recovery where made_at < auth.now() - interval '2 days';
    select f.* into person from sign_in."user" u
      join staff f on f.user_id = u.id and f.deactivated_at is null join agency a on a.agency_id = f.agency_id
      where u.email = wanted_email order by a.name, a.agency_id limit 1 for update of u;
    if not found then return; end if;
    if (select count(*) >= 3 and max(made_at) > auth.now() - interval '10 minutes' from auth.recovery
        where user_id = person.user_id and made_by = 'mail' and made_at > auth.now() - interval '1 hour') then
      return;
    end if;
    perform auth.begin_recovery(new_id, person, 'mail', null, false, interval '30 minutes');
    perform auth.put_in_queue(job_id, 'write-recovery-mail', jsonb_build_object('recoveryId', new_id),
      jsonb_build_object('agency', person.agency_id, 'actor', person.staff_id, 'purpose', 'own-account'));
  end $$;
-- Each mail has a code of its own: the oldest that has none yet, and for a mail that is tried again, the newest.
create or replace function auth.issue_recovery(new_hash text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update auth.recovery set code_hash = new_hash where recovery_id = (select r.recovery_id from auth.recovery r
      where r.agency_id = auth.agency() and r.staff_id = auth.actor() and r.made_by = 'mail'
        and r.used_at is null and r.ended_at is null and r.expires_at > auth.now()
      order by r.code_hash is null desc, case when r.code_hash is null then r.made_at end, r.made_at desc limit 1);
    return found;
  end $$;

revoke all on function auth.settle_once(), auth.opens_records(text[]), auth.has_second_person(uuid), auth.demand_second_person(uuid),
  auth.roles_of(uuid), auth.has_way_in(uuid), auth.guard_role(), auth.seat_opens_class(uuid, text), auth.guard_seat(), auth.may_let_in(uuid),
  auth.confirm_staff_change(uuid, uuid[]), auth.issue_staff_code(uuid, text), auth.is_sign_in_of_our_own(uuid) from public;
grant execute on function auth.has_second_person(uuid), auth.seat_opens_class(uuid, text), auth.confirm_staff_change(uuid, uuid[]), auth.is_sign_in_of_our_own(uuid)
  to roundtable_app, roundtable_worker;
grant execute on function auth.issue_staff_code(uuid, text) to roundtable_worker;
