-- One number may stand with several clients: that it is taken by somebody whom the asker does not see must not be told by a refusal.
alter table client_identifier drop constraint client_identifier_pkey;
alter table client_identifier add primary key (agency_id, system, value, client_id);

-- What was told to somebody outside in an emergency, without consent: to whom, why and what, in words that are sealed.
create table emergency_disclosure (
  agency_id uuid not null,
  emergency_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  provider_id uuid,
  support_id uuid,
  check (num_nonnulls(provider_id, support_id) = 1),
  organization_id uuid,
  classes text[] not null check (cardinality(classes) > 0),
  reason code not null check (reason in ('medical-emergency', 'danger-to-life', 'danger-to-others', 'abuse-report')),
  channel code not null check (channel in ('in-person', 'telephone', 'paper')),
  told_at timestamptz not null,
  class code not null,
  body bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (agency_id, emergency_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id),
  foreign key (agency_id, provider_id) references provider,
  foreign key (agency_id, support_id) references support,
  foreign key (agency_id, organization_id) references organization,
  foreign key (agency_id, recorded_by) references staff (agency_id, staff_id)
);
create index on emergency_disclosure (agency_id, client_id);
create index on emergency_disclosure (agency_id, recorded_at desc, emergency_id desc);
-- Whoever manages or oversees the case reads it, whatever was told: read by its class, a row would say what else the case holds.
do $$
declare
  own constant text := 'agency_id = (select auth.agency()) and exists (select 1 from client c '
    'where c.agency_id = emergency_disclosure.agency_id and c.client_id = emergency_disclosure.client_id%s)';
  seen constant text := '(select auth.reads_content()) and ' || format(own, ' and (c.manager_ids && array[(select auth.actor())] '
    'and c.scope_changes_on > (select auth.today()) or c.overseeing_ids && (select auth.supervised()))');
begin
  call auth.protect('emergency_disclosure', seen, format(own, ''), seen);
end $$;
call auth.require_author('emergency_disclosure', 'recorded_by');
-- Kept as the strictest of what was told and of what the case holds.
create function auth.class_emergency() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare kinds text[] := new.classes || auth.highest_class(new.agency_id, new.client_id)::text;
  begin
    new.class := case when 'hiv' = any(kinds) then 'hiv' when 'sud' = any(kinds) then 'sud' when 'mental_health' = any(kinds) then 'mental_health'
      when 'dv' = any(kinds) then 'dv' else 'general' end;
    return new;
  end $$;
revoke all on function auth.class_emergency() from public;
create trigger class_emergency before insert on emergency_disclosure for each row execute function auth.class_emergency();
-- Only who may know a kind of information can have told it: general whoever sees the client, the rest who manages or oversees the case.
create policy told_by_who_knows on emergency_disclosure as restrictive for insert to roundtable_app, roundtable_worker
  with check (classes <@ array['general'] or array_remove(classes, 'general') <@ (select auth.cleared())::text[] and exists (select from client c
    where c.agency_id = emergency_disclosure.agency_id and c.client_id = emergency_disclosure.client_id
      and (c.manager_ids && array[(select auth.actor())] and c.scope_changes_on > (select auth.today())
        or c.overseeing_ids && (select auth.supervised()))));
revoke all on emergency_disclosure from roundtable_app, roundtable_worker;
grant select, insert on emergency_disclosure to roundtable_app;
grant select on emergency_disclosure to roundtable_worker;

-- The written statement follows it as it follows a meeting.
alter table owed_statement alter column review_id drop not null;
alter table owed_statement add column emergency_id uuid;
alter table owed_statement add foreign key (agency_id, emergency_id) references emergency_disclosure;
alter table owed_statement add check (num_nonnulls(review_id, emergency_id) = 1);
alter table owed_statement add unique (agency_id, emergency_id);

-- Without consent nothing leaves but what was written down, in this very transaction, as an emergency.
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
    if new.basis not in ('consent', 'own-record') or not new.classes <@ auth.disclosable(case when new.to_client then new.client_id end, new.provider_id, new.support_id, new.client_id,
        new.classes, new.purpose, auth.now(), auth.today()) then
      raise exception 'no consent covers this disclosure' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;

-- Who oversees the case and has to hear of it, for whoever has just written it down; never they themselves.
create function auth.emergency_supervisors(wanted uuid) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select distinct s.staff_id from emergency_disclosure e
      join client c using (agency_id, client_id)
      join team t on t.agency_id = e.agency_id and t.program_id = any(c.overseeing_ids)
      join team_member m on m.agency_id = t.agency_id and m.team_id = t.team_id
      join team_member_version v on v.agency_id = m.agency_id and v.team_member_id = m.team_member_id
      join staff s on s.agency_id = m.agency_id and s.staff_id = m.staff_id
      join staff_role r on r.agency_id = s.agency_id and r.staff_id = s.staff_id and r.role = 'supervisor'
    where e.agency_id = (select auth.agency()) and e.emergency_id = wanted and e.recorded_by = (select auth.actor())
      and e.recorded_at = (select auth.now()) and v.team_role = 'supervisor' and v.superseded_at is null
      and v.valid_from <= (select auth.today()) and (v.valid_to is null or v.valid_to >= (select auth.today()))
      and s.staff_id <> e.recorded_by and s.deactivated_at is null and s.user_id is not null
  $$;
revoke all on function auth.emergency_supervisors(uuid) from public;
grant execute on function auth.emergency_supervisors(uuid) to roundtable_app;
