-- Who was written to on which day because dates come near or have passed: one letter a day, whatever it is about.
create table escalation_digest (
  agency_id uuid not null references agency,
  staff_id uuid not null,
  on_date date not null,
  made_at timestamptz not null,
  primary key (agency_id, staff_id, on_date),
  foreign key (agency_id, staff_id) references staff
);
do $$
begin
  call auth.protect('escalation_digest', 'agency_id = (select auth.agency()) and staff_id = (select auth.actor())', 'false', 'false');
end $$;
grant select on escalation_digest to roundtable_app, roundtable_worker;

-- The duties whose rule says that somebody is told on this day, and whom: the rule is the one of the version that made the duty.
create function auth.escalations_on(here uuid, on_date date) returns table (program_id uuid, worker_id uuid, class text, target text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select o.program_id, o.worker_id, o.class, t.target
    from obligation o
      join program_policy p on p.agency_id = o.agency_id and p.program_id = o.program_id
        and p.version = (o.explanation ->> 'policyVersion')::integer
      cross join lateral jsonb_array_elements(p.document -> 'cadence') r
      cross join lateral jsonb_array_elements(r -> 'escalations') e
      cross join lateral jsonb_array_elements_text(e -> 'to') t(target)
    where o.agency_id = here and o.state = 'open' and not o.is_backlog
      and o.due_on between on_date - 400 and on_date + 400 and o.due_on + (e ->> 'offsetDays')::integer = on_date
      and r ->> 'ruleId' = o.explanation ->> 'ruleId'
  $$;

-- Asks for today's letters of the agency, each by a job that enters as its reader: it counts what that person may see. Answers how many.
create function auth.ask_for_digests(on_date date, job_name text) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    reader uuid;
    job_id uuid;
    asked integer := 0;
  begin
    if auth.context() ->> 'service' is distinct from 'daily-projection' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    for reader in
      with hits as (select * from auth.escalations_on(here, on_date)),
      readers as (
        select h.worker_id as staff_id from hits h where h.target = 'worker'
        union
        select m.staff_id from hits h join team t on t.agency_id = here and t.program_id = h.program_id
          join team_member m using (agency_id, team_id) join team_member_version v using (agency_id, team_member_id)
          where h.target = 'supervisor' and v.team_role = 'supervisor' and v.superseded_at is null
            and v.valid_from <= on_date and (v.valid_to is null or v.valid_to >= on_date)
        union
        select r.staff_id from hits h join staff_role r on r.agency_id = here and r.role = 'administrator' where h.target = 'program_admin')
      select s.staff_id from readers join staff s on s.agency_id = here and s.staff_id = readers.staff_id
        where s.deactivated_at is null and s.email <> '' order by s.staff_id
    loop
      insert into escalation_digest values (here, reader, on_date, auth.now()) on conflict do nothing;
      if found then
        job_id := gen_random_uuid();
        perform auth.put_in_queue(job_id, job_name, jsonb_build_object('staffId', reader),
          jsonb_build_object('agency', here, 'actor', reader, 'service', null, 'purpose', 'care-coordination'));
        asked := asked + 1;
      end if;
    end loop;
    return asked;
  end $$;

-- How many duties the asker is to be told of on this day, of those that row security shows them.
create function auth.count_my_escalations(on_date date) returns integer
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select count(*)::integer from auth.escalations_on((select auth.agency()), on_date) h
    where (h.target = 'worker' and h.worker_id = (select auth.actor()))
      or (h.target = 'supervisor' and h.program_id = any((select auth.supervised())::uuid[]))
      or (h.target = 'program_admin' and (select auth.has_role('administrator')) and h.class = 'general')
  $$;
revoke all on function auth.escalations_on(uuid, date), auth.ask_for_digests(date, text), auth.count_my_escalations(date) from public;
grant execute on function auth.ask_for_digests(date, text), auth.count_my_escalations(date) to roundtable_worker;
