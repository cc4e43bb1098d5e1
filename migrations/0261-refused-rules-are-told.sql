-- Which administrator was written to because a version of the rules is refused: once for each version. What is put right is forgotten, so
-- that it is told again should it be refused again.
create table refused_rules_told (
  agency_id uuid not null,
  program_id uuid not null,
  version integer not null,
  staff_id uuid not null,
  asked_at timestamptz not null,
  primary key (agency_id, program_id, version, staff_id),
  foreign key (agency_id, program_id, version) references program_policy (agency_id, program_id, version) on delete cascade,
  foreign key (agency_id, staff_id) references staff
);
do $$
begin
  call auth.protect('refused_rules_told', 'agency_id = (select auth.agency()) and staff_id = (select auth.actor())', 'false', 'false');
end $$;
grant select on refused_rules_told to roundtable_app, roundtable_worker;

-- A job for each administrator who was not told of these versions yet, which enters as its reader. Answers how many.
create function auth.ask_to_tell_refused(programs uuid[], versions integer[], job_name text) returns integer
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
    delete from refused_rules_told t where t.agency_id = here
      and not exists (select from unnest(programs, versions) r(program_id, version) where r.program_id = t.program_id and r.version = t.version);
    for reader in
      with told as (
        insert into refused_rules_told (agency_id, program_id, version, staff_id, asked_at)
          select here, r.program_id, r.version, s.staff_id, auth.now()
          from unnest(programs, versions) r(program_id, version)
            join staff_role o on o.agency_id = here and o.role = 'administrator'
            join staff s on s.agency_id = here and s.staff_id = o.staff_id
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
revoke all on function auth.ask_to_tell_refused(uuid[], integer[], text) from public;
grant execute on function auth.ask_to_tell_refused(uuid[], integer[], text) to roundtable_worker;
