-- A list of clients that leaves for a report which the agency owes is a disclosure of each of them: to whom, by which file.
alter table taken_out add column report_to code check (report_to in ('funder', 'state', 'city', 'health-plan', 'other'));
alter table disclosure add column export_id uuid;
alter table disclosure add column report_to code;
alter table disclosure add foreign key (agency_id, export_id) references taken_out;

-- Without consent nothing leaves but what was written down, in this very transaction, as an emergency, or as a file for such a report.
create or replace function auth.gate_disclosure() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if new.channel = 'oral_meeting' or auth.agency() is null then return new; end if;
    if new.basis = 'emergency' and exists (select from emergency_disclosure e
        where e.agency_id = new.agency_id and e.emergency_id = new.disclosure_id and e.client_id = new.client_id
          and e.recorded_by = auth.actor() and e.recorded_at = auth.now() and e.told_at = new.disclosed_at
          and e.provider_id is not distinct from new.provider_id and e.support_id is not distinct from new.support_id
          and new.classes <@ e.classes and not new.to_client) then
      return new;
    end if;
    if new.basis = 'report' and new.channel = 'export' and num_nonnulls(new.provider_id, new.support_id, new.organization_id) = 0
        and not new.to_client and exists (select from taken_out t
          where t.agency_id = new.agency_id and t.export_id = new.export_id and t.staff_id = auth.actor() and t.reason = 'report'
            and t.report_to is not null and t.at > auth.now() - interval '1 hour') then
      return new;
    end if;
    if new.basis not in ('consent', 'own-record') or not new.classes <@ auth.disclosable(case when new.to_client then new.client_id end, new.provider_id, new.support_id, new.client_id,
        new.classes, new.purpose, auth.now(), auth.today()) then
      raise exception 'no consent covers this disclosure' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;

-- Each client in such a file, also for an auditor, who takes the list and sees no client: whoever reads the report learns that they are
-- served here, by which program.
create function auth.record_reported(taken uuid, told jsonb, what_for text) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare here uuid := auth.agency();
  begin
    if not exists (select from taken_out t where t.agency_id = here and t.export_id = taken and t.staff_id = auth.actor()
        and t.reason = 'report' and t.report_to is not null and t.at > auth.now() - interval '1 hour') then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    insert into disclosure (agency_id, disclosure_id, client_id, classes, description, purpose, channel, basis, export_id, report_to,
        disclosed_at, disclosed_by)
      select here, gen_random_uuid(), c.client_id,
        case when p.class = 'general' then array['general'] else array['general', p.class::text] end, what_for, 'report', 'export', 'report',
        taken, (select x.report_to from taken_out x where x.agency_id = here and x.export_id = taken), auth.now(), auth.actor()
      from jsonb_to_recordset(told) as t("clientId" uuid, "programId" uuid)
        join client c on c.agency_id = here and c.client_id = t."clientId"
        join program p on p.agency_id = here and p.program_id = t."programId";
  end $$;
revoke all on function auth.record_reported(uuid, jsonb, text) from public;
grant execute on function auth.record_reported(uuid, jsonb, text) to roundtable_app;
