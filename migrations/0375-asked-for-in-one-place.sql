-- The letters that the day's round asks for were put in the queue by the same loop in each function, and who reviews an emergency was said twice. Each is said
-- once here, by functions that run as whoever calls them: only functions of the owner may.

-- A job for each of these people, which enters as its reader. Answers how many.
create function auth.ask_for_letters(readers uuid[], job_name text, wanted_purpose text) returns integer
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    reader uuid;
  begin
    foreach reader in array array(select distinct r from unnest(readers) r order by r) loop
      perform auth.put_in_queue(gen_random_uuid(), job_name, jsonb_build_object('staffId', reader),
        jsonb_build_object('agency', here, 'actor', reader, 'service', null, 'purpose', wanted_purpose));
    end loop;
    return cardinality(array(select distinct r from unnest(readers) r));
  end $$;
revoke all on function auth.ask_for_letters(uuid[], text, text) from public;

-- Who is to hear of emergency access to a client and to judge it: the supervisors of the client's programs, and the administrators; never whoever
-- opened it.
create function auth.emergency_reviewers(here uuid, of_client uuid, opener uuid) returns setof uuid
  language sql stable set search_path = pg_catalog, public, pg_temp
  as $$
    select distinct s.staff_id from client c
      join staff s on s.agency_id = c.agency_id and s.staff_id <> opener and s.deactivated_at is null and s.user_id is not null
      join staff_role r on r.agency_id = s.agency_id and r.staff_id = s.staff_id
    where c.agency_id = here and c.client_id = of_client
      and (r.role = 'administrator' or r.role = 'supervisor' and exists (
        select from team_member m join team_member_version v using (agency_id, team_member_id) join team t using (agency_id, team_id)
        where m.agency_id = s.agency_id and m.staff_id = s.staff_id and v.team_role = 'supervisor' and v.superseded_at is null
          and v.valid_to is null and t.program_id = any(c.program_ids)))
  $$;
revoke all on function auth.emergency_reviewers(uuid, uuid, uuid) from public;
create or replace function auth.glass_reviewers(wanted uuid) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select auth.emergency_reviewers(g.agency_id, g.client_id, g.staff_id) from break_glass g
    where g.agency_id = (select auth.agency()) and g.glass_id = wanted and g.staff_id = (select auth.actor())
  $$;

create or replace function auth.ask_for_training_reminders(on_date date, job_name text) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    letters uuid[];
  begin
    if auth.context() ->> 'service' is distinct from 'daily-projection' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    with ending as (
      select t.training_id, t.staff_id,
        case when t.expires_on - on_date <= 14 then 14 when t.expires_on - on_date <= 30 then 30 else 60 end as days_before
      from staff_training t join staff s using (agency_id, staff_id)
        join class_access a on a.agency_id = t.agency_id and a.restricted = t.about and a.training_from is not null
      where t.agency_id = here and t.withdrawn_at is null and s.deactivated_at is null and t.expires_on between on_date and on_date + 60
        -- Whoever was trained anew since needs no word.
        and not exists (select from staff_training n where n.agency_id = here and n.staff_id = t.staff_id and n.about = t.about
          and n.withdrawn_at is null and n.expires_on > t.expires_on)),
    readers as (
      select e.training_id, e.days_before, e.staff_id from ending e
      union
      select e.training_id, e.days_before, r.staff_id from ending e
        join staff_role r on r.agency_id = here and r.role = 'administrator'),
    told as (
      insert into training_reminder (agency_id, training_id, staff_id, days_before, asked_at)
        select here, r.training_id, r.staff_id, r.days_before, auth.now() from readers r
          join staff s on s.agency_id = here and s.staff_id = r.staff_id
        where s.deactivated_at is null and s.user_id is not null and s.email <> ''
      on conflict do nothing returning staff_id)
    select array_agg(staff_id) into letters from told;
    return auth.ask_for_letters(letters, job_name, 'administration');
  end $$;

create or replace function auth.ask_to_tell_refused(programs uuid[], versions integer[], job_name text) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    letters uuid[];
  begin
    if auth.context() ->> 'service' is distinct from 'daily-projection' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    delete from refused_rules_told t where t.agency_id = here
      and not exists (select from unnest(programs, versions) r(program_id, version) where r.program_id = t.program_id and r.version = t.version);
    with told as (
      insert into refused_rules_told (agency_id, program_id, version, staff_id, asked_at)
        select here, r.program_id, r.version, s.staff_id, auth.now()
        from unnest(programs, versions) r(program_id, version)
          join staff_role o on o.agency_id = here and o.role = 'administrator'
          join staff s on s.agency_id = here and s.staff_id = o.staff_id
        where s.deactivated_at is null and s.user_id is not null and s.email <> ''
      on conflict do nothing returning staff_id)
    select array_agg(staff_id) into letters from told;
    return auth.ask_for_letters(letters, job_name, 'administration');
  end $$;

create or replace function auth.ask_to_tell_reviews(week date, job_name text) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    moment timestamptz := auth.now();
    letters uuid[];
  begin
    if auth.context() ->> 'service' is distinct from 'daily-projection' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    with reviewers as (
      select distinct s.staff_id from staff s join staff_role r on r.agency_id = s.agency_id and r.staff_id = s.staff_id
      where s.agency_id = here and r.role in ('administrator', 'supervisor')
        and s.deactivated_at is null and s.user_id is not null and s.email <> ''),
    waiting as (
      select w.staff_id, 'week' as about, week::text as about_key from reviewers w
      union
      select w.staff_id, 'emergency', g.glass_id::text
      from break_glass g cross join lateral auth.emergency_reviewers(here, g.client_id, g.staff_id) e(staff_id)
        join reviewers w on w.staff_id = e.staff_id
      where g.agency_id = here and g.reviewed_at is null and moment >= g.opened_at + (g.review_by - g.opened_at) / 2),
    told as (
      insert into review_told (agency_id, staff_id, about, about_key, asked_at)
        select here, w.staff_id, w.about, w.about_key, moment from waiting w
      on conflict do nothing returning staff_id)
    select array_agg(staff_id) into letters from told;
    return auth.ask_for_letters(letters, job_name, 'oversight');
  end $$;

create or replace function auth.ask_for_digests(on_date date, job_name text) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    letters uuid[];
  begin
    if auth.context() ->> 'service' is distinct from 'daily-projection' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    with late as materialized (select * from auth.late_verifications(here, on_date))
    delete from letter_told t where t.agency_id = here and not case t.about_kind
      when 'verification' then exists (select from late l
        where l.review_id = t.about_id and l.enrollment_id::text = t.about_key and l.verify_by = t.counted_from)
      when 'duty' then exists (select from obligation o where o.agency_id = here and o.enrollment_id = t.about_id
        and o.obligation_key = t.about_key and o.state = 'open' and o.due_on = t.counted_from)
      when 'statement' then exists (select from owed_statement s
        where s.agency_id = here and s.statement_id = t.about_id and s.state = 'open')
      else exists (select from consent c where c.agency_id = here and c.consent_id = t.about_id and c.valid_until = t.counted_from
        and num_nonnulls(c.revoked_at, c.withdrawn_at, c.superseded_at, c.ended_on) = 0) end;
    with hits as materialized (select * from auth.escalations_until(here, on_date)),
    renewals as (
      select k.manager_ids, k.overseeing_ids, 'consent' as about_kind, c.consent_id as about_id, '' as about_key,
        c.valid_until as counted_from, -s.days as step
      from consent c join client k on k.agency_id = c.agency_id and k.client_id = c.client_id
        cross join (values (60), (30), (14)) s(days)
      -- A step that was past when the paper was recorded is none; and after ninety days nobody waits for it any more.
      where c.agency_id = here and c.valid_until - s.days between (c.recorded_at at time zone 'UTC')::date + 1 and on_date
        and c.valid_until >= on_date - 90 and not c.is_refusal
        and c.revoked_at is null and c.withdrawn_at is null and c.superseded_at is null and c.ended_on is null
        and not exists (select from renewal_not_needed r where r.agency_id = c.agency_id and r.consent_id = c.consent_id)),
    supervisors as (
      select t.program_id, m.staff_id from team t
        join team_member m using (agency_id, team_id) join team_member_version v using (agency_id, team_member_id)
      where t.agency_id = here and v.team_role = 'supervisor' and v.superseded_at is null
        and v.valid_from <= on_date and (v.valid_to is null or v.valid_to >= on_date)),
    readers as (
      select h.worker_id as staff_id, h.about_id, h.about_key, h.counted_from, h.step from hits h where h.target = 'worker'
      union
      select m.staff_id, h.about_id, h.about_key, h.counted_from, h.step
        from hits h join supervisors m on m.program_id = h.program_id where h.target = 'supervisor'
      union
      select r.staff_id, h.about_id, h.about_key, h.counted_from, h.step
        from hits h join staff_role r on r.agency_id = here and r.role = 'administrator'
        where h.target = 'program_admin' and h.class = 'general'
      union
      select unnest(w.manager_ids), w.about_id, w.about_key, w.counted_from, w.step from renewals w
      union
      select m.staff_id, w.about_id, w.about_key, w.counted_from, w.step
        from renewals w join supervisors m on m.program_id = any(w.overseeing_ids) where w.step = -14 or w.manager_ids = '{}'),
    asked as (
      insert into escalation_digest
        select distinct here, s.staff_id, on_date, auth.now() from readers n join staff s on s.agency_id = here and s.staff_id = n.staff_id
        where s.deactivated_at is null and s.email <> '' and not exists (select from letter_told t
          where t.agency_id = here and t.staff_id = n.staff_id and t.about_id = n.about_id and t.about_key = n.about_key
            and t.counted_from = n.counted_from and t.step = n.step)
      on conflict do nothing returning staff_id)
    select array_agg(staff_id) into letters from asked;
    return auth.ask_for_letters(letters, job_name, 'care-coordination');
  end $$;
