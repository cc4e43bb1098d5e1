-- Whether the hour is known belongs to the disclosure: whoever may not read the note of a contact reads the log all the same.
alter table disclosure add column has_no_hour boolean not null default false;
update disclosure d set has_no_hour = true
  from coordination_contact k
  where k.agency_id = d.agency_id and k.contact_id = d.contact_id and k.happened_at is null;
alter table disclosure add check (contact_id is not null or not has_no_hour);

-- A minute is judged as a day is, at each moment of it: nobody knows whether something was told before or after a paper was recorded or
-- taken back in it. Of the hour that the autumn change repeats nobody knows either which of the two it was, so both have to be covered.
drop function auth.covered_all_day(uuid, uuid, text[], text, date);
create function auth.covered_all_along(told_provider uuid, of_client uuid, wanted text[], wanted_purpose text, on_day date, hour timestamptz)
  returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with span as (
      select on_day::timestamp at time zone a.time_zone as begins, (on_day + 1)::timestamp at time zone a.time_zone as next
        from agency a where a.agency_id = (select auth.agency()) and hour is null
      union all
      select date_trunc('minute', hour) + shift, date_trunc('minute', hour) + shift + interval '1 minute'
        from agency a, unnest('{-2 hours,-1 hour,-30 minutes,0,30 minutes,1 hour,2 hours}'::interval[]) as shift
        where a.agency_id = (select auth.agency()) and (hour + shift) at time zone a.time_zone = hour at time zone a.time_zone),
    begun as (select begins, next from span where begins <= auth.now()),
    change as (
      select unnest(array[c.recorded_at, c.revoked_at, c.superseded_at]) as at from consent c
        where c.agency_id = (select auth.agency()) and c.client_id = of_client
      union select p.recorded_at from consent_party p where p.agency_id = (select auth.agency()) and p.client_id = of_client),
    moment as (
      select begins as at from begun
      union select least(next - interval '1 microsecond', auth.now()) from begun
      union select change.at from change join begun on change.at >= begins and change.at < next and change.at <= auth.now())
    select exists (select from moment) and not exists (select from moment m
      where not wanted <@ auth.disclosable(null, told_provider, null, of_client, wanted, wanted_purpose, m.at, on_day))
  $$;
revoke all on function auth.covered_all_along(uuid, uuid, text[], text, date, timestamptz) from public;

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
          and new.has_no_hour = (contact.happened_at is null)
          and auth.covered_all_along(new.provider_id, new.client_id, new.classes, new.purpose, contact.happened_on, contact.happened_at) then
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
