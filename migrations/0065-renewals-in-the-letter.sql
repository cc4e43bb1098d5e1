-- The letter of the day counts consents that end in sixty, thirty or fourteen days, too. Here only whom to ask for a letter is decided, from
-- who manages and oversees the case; each letter counts what its reader may know, and is not written where that is nothing.
create or replace function auth.ask_for_digests(on_date date, job_name text) returns integer
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
      renewals as (
        select k.manager_ids, k.overseeing_ids, c.valid_until - on_date = 14 as is_last_step
        from consent c join client k on k.agency_id = c.agency_id and k.client_id = c.client_id
        where c.agency_id = here and c.valid_until in (on_date + 60, on_date + 30, on_date + 14) and not c.is_refusal
          and c.revoked_at is null and c.withdrawn_at is null and c.superseded_at is null and c.ended_on is null
          and not exists (select from renewal_not_needed r where r.agency_id = c.agency_id and r.consent_id = c.consent_id)),
      readers as (
        select h.worker_id as staff_id from hits h where h.target = 'worker'
        union
        select m.staff_id from hits h join team t on t.agency_id = here and t.program_id = h.program_id
          join team_member m using (agency_id, team_id) join team_member_version v using (agency_id, team_member_id)
          where h.target = 'supervisor' and v.team_role = 'supervisor' and v.superseded_at is null
            and v.valid_from <= on_date and (v.valid_to is null or v.valid_to >= on_date)
        union
        select r.staff_id from hits h join staff_role r on r.agency_id = here and r.role = 'administrator' where h.target = 'program_admin'
        union
        select unnest(w.manager_ids) from renewals w
        union
        select m.staff_id from renewals w join team t on t.agency_id = here and t.program_id = any(w.overseeing_ids)
          join team_member m using (agency_id, team_id) join team_member_version v using (agency_id, team_member_id)
          where (w.is_last_step or w.manager_ids = '{}') and v.team_role = 'supervisor' and v.superseded_at is null
            and v.valid_from <= on_date and (v.valid_to is null or v.valid_to >= on_date))
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
