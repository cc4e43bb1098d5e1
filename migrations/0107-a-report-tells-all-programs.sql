-- A file that is long on the way is still the one that was begun: it is bound to whoever took it, and to the day that follows.
create function auth.is_own_report(taken uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from taken_out t
      where t.agency_id = (select auth.agency()) and t.export_id = taken and t.staff_id = (select auth.actor()) and t.reason = 'report'
        and t.report_to is not null and t.at > auth.now() - interval '24 hours')
  $$;
revoke all on function auth.is_own_report(uuid) from public;

create or replace function auth.gate_disclosure() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    moment timestamptz := auth.now();
    on_day date := auth.today();
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
        and not new.to_client and new.agency_id = auth.agency() and auth.is_own_report(new.export_id) then
      return new;
    end if;
    -- It has happened: the moment is that of the contact, which was written down in this very transaction by whoever told it.
    if exists (select from coordination_contact k
        where k.agency_id = new.agency_id and k.contact_id = new.contact_id and k.client_id = new.client_id
          and k.provider_id = new.provider_id and k.written_by = auth.actor() and k.written_at = auth.now()) then
      moment := least(new.disclosed_at, auth.now());
      select (moment at time zone a.time_zone)::date into on_day from agency a where a.agency_id = new.agency_id;
    end if;
    if new.basis not in ('consent', 'own-record') or not new.classes <@ auth.disclosable(case when new.to_client then new.client_id end, new.provider_id, new.support_id, new.client_id,
        new.classes, new.purpose, moment, on_day) then
      raise exception 'no consent covers this disclosure' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;

-- A line may name several programs of a client: what the file tells of them is what all of them tell together.
create or replace function auth.record_reported(taken uuid, told jsonb, what_for text) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare here uuid := auth.agency();
  begin
    if auth.is_own_report(taken) is not true then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    insert into disclosure (agency_id, disclosure_id, client_id, classes, description, purpose, channel, basis, export_id, report_to,
        disclosed_at, disclosed_by)
      select here, gen_random_uuid(), c.client_id,
        array['general'] || coalesce(array_agg(distinct p.class::text) filter (where p.class <> 'general'), '{}'),
        what_for, 'report', 'export', 'report',
        taken, (select x.report_to from taken_out x where x.agency_id = here and x.export_id = taken), auth.now(), auth.actor()
      from jsonb_to_recordset(told) as t("clientId" uuid, "programId" uuid)
        join client c on c.agency_id = here and c.client_id = t."clientId"
        join program p on p.agency_id = here and p.program_id = t."programId"
      group by c.client_id;
  end $$;
