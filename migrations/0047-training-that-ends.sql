-- Who was written to because a training ends: sixty, thirty and fourteen days before, whoever has it and every administrator.
create table training_reminder (
  agency_id uuid not null,
  training_id uuid not null,
  staff_id uuid not null,
  days_before integer not null check (days_before in (60, 30, 14)),
  asked_at timestamptz not null,
  primary key (agency_id, training_id, staff_id, days_before),
  foreign key (agency_id, training_id) references staff_training,
  foreign key (agency_id, staff_id) references staff
);
do $$
begin
  call auth.protect('training_reminder', 'agency_id = (select auth.agency()) and staff_id = (select auth.actor())', 'false', 'false');
end $$;
grant select on training_reminder to roundtable_app, roundtable_worker;

-- A job for each of them who was not told of this step yet; each enters as its reader. After a standstill the latest step alone is told.
create function auth.ask_for_training_reminders(on_date date, job_name text) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    reader uuid;
    asked integer := 0;
  begin
    if auth.context() ->> 'service' is distinct from 'daily-projection' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    for reader in
      with ending as (
        select t.training_id, t.staff_id,
          case when t.expires_on - on_date <= 14 then 14 when t.expires_on - on_date <= 30 then 30 else 60 end as days_before
        from staff_training t join staff s using (agency_id, staff_id)
          join class_access a on a.agency_id = t.agency_id and a.restricted = t.about and a.training_from is not null
        where t.agency_id = here and t.withdrawn_at is null and s.deactivated_at is null and t.expires_on between on_date and on_date + 60
          -- Whoever was trained anew since needs no word.
          and not exists (select from staff_training n where n.agency_id = here and n.staff_id = t.staff_id and n.about = t.about
            and n.withdrawn_at is null and n.expires_on > t.expires_on)),
      readers as (
        select e.training_id, e.days_before, e.staff_id from ending e
        union
        select e.training_id, e.days_before, r.staff_id from ending e
          join staff_role r on r.agency_id = here and r.role = 'administrator'),
      told as (
        insert into training_reminder (agency_id, training_id, staff_id, days_before, asked_at)
          select here, r.training_id, r.staff_id, r.days_before, auth.now() from readers r
            join staff s on s.agency_id = here and s.staff_id = r.staff_id
          where s.deactivated_at is null and s.user_id is not null and s.email <> ''
        on conflict do nothing returning staff_id)
      select distinct staff_id from told order by staff_id
    loop
      perform auth.put_in_queue(gen_random_uuid(), job_name, jsonb_build_object('staffId', reader),
        jsonb_build_object('agency', here, 'actor', reader, 'service', null, 'purpose', 'administration'));
      asked := asked + 1;
    end loop;
    return asked;
  end $$;
revoke all on function auth.ask_for_training_reminders(date, text) from public;
grant execute on function auth.ask_for_training_reminders(date, text) to roundtable_worker;

-- What opens rows to its writer takes somebody else, where there is somebody else.
create function auth.trained_by_another() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if new.recorded_by = new.staff_id and exists (select from staff_role r join staff s using (agency_id, staff_id)
        where r.agency_id = new.agency_id and r.role = 'administrator' and r.staff_id <> new.staff_id
          and s.deactivated_at is null and s.user_id is not null) then
      raise exception 'this takes a second person' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
revoke all on function auth.trained_by_another() from public;
create trigger trained_by_another before insert on staff_training for each row execute function auth.trained_by_another();
