-- Some organizations tell a class by what they are known for, as some programs do by their name (0110): that somebody is served there is told by
-- it. The rows of a client that name one of its people carry that class from when they are written on, and are read as any row with a class.
alter table organization add column class code not null default 'general'
  check (class::text = 'general' or class::text = any(auth.case_classes()));
create index on organization (agency_id) where class <> 'general';
update organization set class = 'dv' where is_victim_service;

-- What serves victims of violence tells of violence, whatever was said.
create function auth.class_victim_service() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if new.is_victim_service and new.class = 'general' then new.class := 'dv'; end if;
    return new;
  end $$;
revoke all on function auth.class_victim_service() from public;
create trigger class_victim_service before insert or update on organization for each row execute function auth.class_victim_service();

-- What it tells of somebody that this provider serves them: where they work now.
create function auth.told_by(wanted_agency uuid, wanted_provider uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce((select o.class::text from provider_version v join organization o using (agency_id, organization_id)
      where v.agency_id = wanted_agency and v.provider_id = wanted_provider and v.superseded_at is null
      order by v.valid_to desc nulls first limit 1), 'general')
  $$;
revoke all on function auth.told_by(uuid, uuid) from public;

-- The higher of what the row was given and of what the people tell whom it names.
create function auth.class_who_serves() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    written constant jsonb := to_jsonb(new);
    provider constant uuid := case when tg_argv[0] = 'attendee_id'
      then (select a.provider_id from attendee a where a.agency_id = new.agency_id and a.attendee_id = (written ->> 'attendee_id')::uuid)
      else (written ->> tg_argv[0])::uuid end;
  begin
    if provider is not null then new.class := auth.highest_of(array[new.class::text, auth.told_by(new.agency_id, provider)]); end if;
    if written ->> 'organization_id' is not null then
      new.class := auth.highest_of(array[new.class::text, (select o.class::text from organization o
        where o.agency_id = new.agency_id and o.organization_id = (written ->> 'organization_id')::uuid)]);
    end if;
    return new;
  end $$;
revoke all on function auth.class_who_serves() from public;

alter table care_team_member add column class code not null default 'general';
alter table review_attendee add column class code not null default 'general';
-- What these tell is said by whom they name alone; nobody changes it by hand.
revoke insert, update on care_team_member, review_attendee from roundtable_app, roundtable_worker;
grant insert (agency_id, care_team_member_id, client_id, staff_id, provider_id, support_id) on care_team_member to roundtable_app, roundtable_worker;
grant insert (agency_id, review_attendee_id, review_id, attendee_id, client_id, is_wanted, invited_at), update (is_wanted, invited_at)
  on review_attendee to roundtable_app, roundtable_worker;

do $$
declare
  target text;
  named text;
begin
  for target, named in values ('care_team_member', 'provider_id'), ('review_attendee', 'attendee_id'),
      ('action_item', 'owner_provider_id'), ('coordination_contact', 'provider_id'), ('exchange_message', 'attendee_id'),
      ('disclosure', 'provider_id'), ('emergency_disclosure', 'provider_id'), ('privacy_incident', 'provider_id') loop
    execute format('create trigger tells_who_serves before insert or update of class on %I for each row execute function auth.class_who_serves(%L)',
      target, named);
  end loop;
end $$;

-- A paper is read whole wherever it is decided by, so what a party of it tells hides no row: lists leave out whom the reader may not know of.
alter table consent_party add column tells code not null default 'general';
revoke insert on consent_party from roundtable_app, roundtable_worker;
grant insert (agency_id, party_id, consent_id, client_id, side, kind, provider_id, support_id, organization_id, provider_class, since, initials,
  recorded_at, recorded_by) on consent_party to roundtable_app, roundtable_worker;
create function auth.tell_party() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    new.tells := auth.highest_of(array[new.tells::text, auth.told_by(new.agency_id, new.provider_id),
      (select o.class::text from organization o where o.agency_id = new.agency_id and o.organization_id = new.organization_id)]);
    return new;
  end $$;
revoke all on function auth.tell_party() from public;
create trigger tells_who_is_named before insert or update of tells on consent_party for each row execute function auth.tell_party();

-- A line of the record is as high as what it is about.
create function auth.class_of_subject() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    new.class := auth.highest_of(array[new.class::text, case new.kind
      when 'mail' then (select auth.told_by(x.agency_id, x.provider_id) from mail x where x.agency_id = new.agency_id and x.mail_id = new.about_id)
      when 'consent' then auth.highest_of(array(select x.tells::text from consent_party x
        where x.agency_id = new.agency_id and x.consent_id = new.about_id))
      when 'contact' then (select x.class::text from coordination_contact x where x.agency_id = new.agency_id and x.contact_id = new.about_id)
      else (select x.class::text from action_item x where x.agency_id = new.agency_id and x.action_item_id = new.about_id) end]);
    return new;
  end $$;
revoke all on function auth.class_of_subject() from public;
create trigger tells_its_subject before insert or update of class on record_entry for each row
  when (new.kind in ('contact', 'action', 'mail', 'consent')) execute function auth.class_of_subject();

-- Whoever is named later stands in the lines that were written before.
create function auth.raise_consent_lines() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update record_entry e set class = e.class
      where e.agency_id = new.agency_id and e.client_id = new.client_id and e.kind = 'consent' and e.about_id = new.consent_id;
    return null;
  end $$;
revoke all on function auth.raise_consent_lines() from public;
create trigger raises_lines after insert or update of tells on consent_party for each row when (new.tells <> 'general')
  execute function auth.raise_consent_lines();

-- Where it is said that an organization tells more, and where one of its people comes from elsewhere: the rows are given what they have, and
-- the trigger above raises it; but for incidents, whose change the clock would have to hear of. What was written stays as high as it was: nobody opens it by saying less of the organization.
create function auth.raise_who_serves(wanted_agency uuid, providers uuid[]) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    update care_team_member t set class = t.class where t.agency_id = wanted_agency and t.provider_id = any(providers);
    update consent_party t set tells = t.tells where t.agency_id = wanted_agency and t.provider_id = any(providers);
    update action_item t set class = t.class where t.agency_id = wanted_agency and t.owner_provider_id = any(providers);
    update coordination_contact t set class = t.class where t.agency_id = wanted_agency and t.provider_id = any(providers);
    update disclosure t set class = t.class where t.agency_id = wanted_agency and t.provider_id = any(providers);
    update emergency_disclosure t set class = t.class where t.agency_id = wanted_agency and t.provider_id = any(providers);
    update record_entry t set class = t.class from (
        select client_id, contact_id as about_id from coordination_contact where agency_id = wanted_agency and provider_id = any(providers)
        union all select client_id, action_item_id from action_item where agency_id = wanted_agency and owner_provider_id = any(providers)
        union all select e.client_id, e.about_id from record_entry e join mail m on m.agency_id = e.agency_id and m.mail_id = e.about_id
          where e.agency_id = wanted_agency and e.kind = 'mail' and m.provider_id = any(providers)) s
      where t.agency_id = wanted_agency and t.client_id = s.client_id and t.about_id = s.about_id and t.kind in ('contact', 'action', 'mail');
    update review_attendee t set class = t.class from attendee a
      where t.agency_id = wanted_agency and a.agency_id = t.agency_id and a.attendee_id = t.attendee_id and a.provider_id = any(providers);
    update exchange_message t set class = t.class from attendee a
      where t.agency_id = wanted_agency and a.agency_id = t.agency_id and a.attendee_id = t.attendee_id and a.provider_id = any(providers)
  $$;
revoke all on function auth.raise_who_serves(uuid, uuid[]) from public;

create function auth.raise_organization(wanted_agency uuid, wanted uuid) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    update coordination_contact t set class = t.class where t.agency_id = wanted_agency and t.organization_id = wanted;
    update consent_party t set tells = t.tells where t.agency_id = wanted_agency and t.organization_id = wanted;
    update disclosure t set class = t.class where t.agency_id = wanted_agency and t.organization_id = wanted
  $$;
revoke all on function auth.raise_organization(uuid, uuid) from public;
create function auth.organization_tells() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    perform auth.raise_who_serves(new.agency_id, array(select v.provider_id from provider_version v where v.agency_id = new.agency_id
      and v.organization_id = new.organization_id and v.superseded_at is null and v.valid_to is null));
    perform auth.raise_organization(new.agency_id, new.organization_id);
    return null;
  end $$;
create function auth.provider_tells() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if auth.told_by(new.agency_id, new.provider_id) <> 'general' then
      perform auth.raise_who_serves(new.agency_id, array[new.provider_id]);
    end if;
    return null;
  end $$;
revoke all on function auth.organization_tells(), auth.provider_tells() from public;
create trigger organization_tells after update on organization for each row
  when (new.class is distinct from old.class and new.class <> 'general') execute function auth.organization_tells();
create trigger provider_tells after insert on provider_version for each row when (new.valid_to is null and new.superseded_at is null)
  execute function auth.provider_tells();

-- Whoever plans a meeting or sits in it sees who else does.
create function auth.sits_in(wanted_review uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from client_review r join conference c using (agency_id, conference_id)
      where r.agency_id = auth.agency() and r.review_id = wanted_review and (c.planned_by = auth.actor() or c.staff_ids && array[auth.actor()]))
  $$;
revoke all on function auth.sits_in(uuid) from public;
grant execute on function auth.sits_in(uuid), auth.knows_classes(uuid) to roundtable_app, roundtable_worker;

-- An invitation that the asker does not see is taken back by whoever planned the meeting, as soon as consent ends: in their name, in a job of its own.
create function auth.ask_beyond_sight(wanted_client uuid, job_name text) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here constant uuid := auth.agency();
    planner uuid;
  begin
    if job_name <> 'withdraw-uncovered' or not exists (select from auth.in_reach r
        where r.agency_id = here and r.client_id = wanted_client and r.reads_content) then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    for planner in
      select distinct (select s.staff_id from staff s where s.agency_id = here and s.deactivated_at is null
          and (s.staff_id = c.planned_by or s.staff_id = any(c.staff_ids)) order by s.staff_id = c.planned_by desc, s.staff_id limit 1)
      from review_attendee w join attendee a using (agency_id, attendee_id) join conference c using (agency_id, conference_id)
      where w.agency_id = here and w.client_id = wanted_client and w.class <> 'general' and w.invited_at is not null
        and c.state in ('scheduled', 'in-session')
    loop
      if planner is not null and planner <> auth.actor() then
        perform auth.put_in_queue(gen_random_uuid(), job_name, jsonb_build_object('clientId', wanted_client),
          jsonb_build_object('agency', here, 'actor', planner, 'service', null, 'purpose', 'care-coordination'));
      end if;
    end loop;
  end $$;
revoke all on function auth.ask_beyond_sight(uuid, text) from public;
grant execute on function auth.ask_beyond_sight(uuid, text) to roundtable_app, roundtable_worker;

call auth.guard_class('care_team_member');
create policy knows_class on review_attendee as restrictive for select to roundtable_app, roundtable_worker using (
  class = 'general' or class = any((select auth.cleared())::text[]) or auth.sits_in(review_id));
do $$
begin
  execute format('alter policy may_read on care_team_member using (%s)', auth.readable('care_team_member', false, true, null, true));
end $$;
alter policy may_read on review_attendee using (exists (select from auth.in_reach r
  where r.agency_id = review_attendee.agency_id and r.client_id = review_attendee.client_id and r.reads_content
    and (review_attendee.class = 'general' or r.manages or r.oversees or r.by_glass or auth.sits_in(review_attendee.review_id))));

-- Whoever may not know who serves a client there does not say so either: that somebody is there already would tell.
create policy knows_who_serves on care_team_member as restrictive for insert to roundtable_app, roundtable_worker with check (
  class = 'general' or class::text = any(auth.knows_classes(client_id)));

-- What was written before carries it too.
do $$
declare told record;
begin
  for told in select v.agency_id, array_agg(v.provider_id) as providers from organization o join provider_version v using (agency_id, organization_id)
      where o.class <> 'general' and v.superseded_at is null and v.valid_to is null group by v.agency_id loop
    perform auth.raise_who_serves(told.agency_id, told.providers);
  end loop;
  for told in select o.agency_id, o.organization_id from organization o where o.class <> 'general' loop
    perform auth.raise_organization(told.agency_id, told.organization_id);
  end loop;
end $$;
