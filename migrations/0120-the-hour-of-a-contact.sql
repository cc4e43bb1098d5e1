-- A contact may have its hour, and then what was told in it is judged at that moment. Where nobody knows the hour it has to be covered at
-- every moment of the day: a paper that was recorded or taken back in the course of it did not hold all day long.
alter table coordination_contact add column happened_at timestamptz;

create function auth.covered_all_day(told_provider uuid, of_client uuid, wanted text[], wanted_purpose text, on_day date) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with day as (
      select on_day::timestamp at time zone a.time_zone as begins,
        least((on_day + time '23:59:59') at time zone a.time_zone, auth.now()) as ends
      from agency a where a.agency_id = (select auth.agency())),
    change as (
      select unnest(array[c.recorded_at, c.revoked_at, c.superseded_at]) as at from consent c
        where c.agency_id = (select auth.agency()) and c.client_id = of_client
      union select p.recorded_at from consent_party p where p.agency_id = (select auth.agency()) and p.client_id = of_client),
    moment as (
      select begins as at from day union select ends from day
      union select change.at from change, day where change.at between day.begins and day.ends)
    select not exists (select from moment m
      where not wanted <@ auth.disclosable(null, told_provider, null, of_client, wanted, wanted_purpose, m.at, on_day))
  $$;
revoke all on function auth.covered_all_day(uuid, uuid, text[], text, date) from public;

create or replace function auth.gate_disclosure() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    contact record;
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
    -- It has happened: when is said by the contact, which was written down in this very transaction by whoever told it.
    select k.happened_on, k.happened_at,
        least(coalesce(k.happened_at + interval '59.999 seconds', (k.happened_on + time '23:59:59') at time zone a.time_zone), auth.now())
          as told_at,
        coalesce((k.happened_at at time zone a.time_zone)::date = k.happened_on and k.happened_at <= auth.now(), true) as agrees
      into contact
      from coordination_contact k join agency a using (agency_id)
      where k.agency_id = new.agency_id and k.contact_id = new.contact_id and k.client_id = new.client_id
        and k.provider_id = new.provider_id and k.written_by = auth.actor() and k.written_at = auth.now();
    if found then
      if new.basis = 'consent' and not new.to_client and contact.agrees and new.disclosed_at = contact.told_at
          and (case when contact.happened_at is null
            then auth.covered_all_day(new.provider_id, new.client_id, new.classes, new.purpose, contact.happened_on)
            else new.classes <@ auth.disclosable(null, new.provider_id, null, new.client_id, new.classes, new.purpose, contact.told_at,
              contact.happened_on) end) then
        return new;
      end if;
      raise exception 'no consent covers this disclosure' using errcode = 'insufficient_privilege';
    end if;
    if new.basis not in ('consent', 'own-record') or not new.classes <@ auth.disclosable(case when new.to_client then new.client_id end, new.provider_id, new.support_id, new.client_id,
        new.classes, new.purpose, auth.now(), auth.today()) then
      raise exception 'no consent covers this disclosure' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
