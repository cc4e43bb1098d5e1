-- What somebody outside was told in a contact is a disclosure like any other, judged by the papers as they were at that moment, and
-- followed by the written statement where the law asks for one.
alter table disclosure add column contact_id uuid;
alter table disclosure add foreign key (agency_id, contact_id) references coordination_contact;
alter table owed_statement add column contact_id uuid;
alter table owed_statement add foreign key (agency_id, contact_id) references coordination_contact;
alter table owed_statement add unique (agency_id, contact_id);
do $$
declare name text;
begin
  select conname into strict name from pg_constraint
    where conrelid = 'owed_statement'::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ 'num_nonnulls\(review_id, emergency_id\)';
  execute format('alter table owed_statement drop constraint %I', name);
end $$;
alter table owed_statement add check (num_nonnulls(review_id, emergency_id, contact_id) = 1);

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
        and not new.to_client and exists (select from taken_out t
          where t.agency_id = new.agency_id and t.export_id = new.export_id and t.staff_id = auth.actor() and t.reason = 'report'
            and t.report_to is not null and t.at > auth.now() - interval '1 hour') then
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
