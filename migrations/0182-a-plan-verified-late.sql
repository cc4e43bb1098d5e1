-- A plan that a program requires to be verified and that nobody verified in time (REQ-158): the letter of the day tells the worker and the
-- supervisor of it, once, on the day after the last one. What was looked for and is missing there is as late as what nobody looked for.
alter table letter_told drop constraint letter_told_about_kind_check;
alter table letter_told add constraint letter_told_about_kind_check check (about_kind in ('duty', 'statement', 'consent', 'verification'));

-- The closed conferences whose plan is late, each for the enrollment for which it was called, under the rules of the day on which it was
-- held: the first version speaks for what was before it, too. After ninety days it stands in the list and no letter tells of it any more.
create function auth.late_verifications(here uuid, on_date date)
  returns table (program_id uuid, worker_id uuid, class text, review_id uuid, enrollment_id uuid, verify_by date)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with versions as materialized (
      select y.program_id, y.document -> 'planUpdate' as rule,
        case when row_number() over begun = 1 then '-infinity' else y.effective_from end as first_day,
        coalesce(lead(y.effective_from) over begun, 'infinity') as next_first_day
      from program_policy y where y.agency_id = here and y.status = 'active'
      window begun as (partition by y.program_id order by y.effective_from, y.version)),
    rules as materialized (
      select v.program_id, v.first_day, v.next_first_day, (v.rule ->> 'verifyWithinDays')::integer as days
      from versions v where v.rule ->> 'verification' = 'required')
    select p.program_id, w.worker_id, p.class::text, k.review_id, k.enrollment_id, x.valid_from + r.days
    from review_closing_version x
      join review_closing k on k.agency_id = x.agency_id and k.review_closing_id = x.review_closing_id
      join enrollment e on e.agency_id = k.agency_id and e.enrollment_id = k.enrollment_id
      join program p on p.agency_id = e.agency_id and p.program_id = e.program_id
      join rules r on r.program_id = e.program_id and x.valid_from >= r.first_day and x.valid_from < r.next_first_day
      join client_review v on v.agency_id = k.agency_id and v.review_id = k.review_id
      join conference c on c.agency_id = v.agency_id and c.conference_id = v.conference_id and not c.is_internal
      left join enrollment_version w on w.agency_id = e.agency_id and w.enrollment_id = e.enrollment_id and w.superseded_at is null
    where x.agency_id = here and x.superseded_at is null and not x.is_void
      and x.valid_from between on_date - r.days - 90 and on_date - r.days - 1
      and not exists (select from plan_verification f where f.agency_id = k.agency_id and f.review_id = k.review_id
        and f.enrollment_id = k.enrollment_id and f.superseded_at is null and f.result <> 'missing')
  $$;
revoke all on function auth.late_verifications(uuid, date) from public;

-- All that somebody is to be told of until this day, as before, and that.
create or replace function auth.escalations_until(here uuid, on_date date)
  returns table (program_id uuid, worker_id uuid, class text, target text, about_kind text, about_id uuid, about_key text, counted_from date, step integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with steps as materialized (
      select p.program_id, p.version, r ->> 'ruleId' as rule_id, (e ->> 'offsetDays')::integer as days, t.target
      from program_policy p
        cross join lateral jsonb_array_elements(p.document -> 'cadence') r
        cross join lateral jsonb_array_elements(r -> 'escalations') e
        cross join lateral jsonb_array_elements_text(e -> 'to') t(target)
      where p.agency_id = here)
    select o.program_id, o.worker_id, o.class, s.target, 'duty', o.enrollment_id, o.obligation_key, o.due_on, s.days
    from obligation o join steps s on s.program_id = o.program_id and s.version = (o.explanation ->> 'policyVersion')::integer
      and s.rule_id = case o.kind when 'key_providers' then substr(o.explanation ->> 'ruleId', length('key-providers-') + 1)
        else o.explanation ->> 'ruleId' end
    where o.agency_id = here and o.state = 'open' and not o.is_backlog and o.due_on + s.days <= on_date
    union all
    select o.program_id, o.worker_id, o.class, t.target, 'duty', o.enrollment_id, o.obligation_key, o.due_on, 1
    from obligation o cross join (values ('worker'), ('supervisor')) t(target)
    where o.agency_id = here and o.state = 'open' and o.kind = 'joint' and not o.is_backlog and o.due_on < on_date
    union all
    select e.program_id, v.worker_id, s.class, t.target, 'statement', s.statement_id, '', d.counted_from, d.step
    from owed_statement s
      join enrollment e on e.agency_id = s.agency_id and e.enrollment_id = s.enrollment_id
      left join enrollment_version v on v.agency_id = e.agency_id and v.enrollment_id = e.enrollment_id and v.superseded_at is null
      cross join lateral (
        select s.escalate_on, 0 where s.escalate_on <= on_date
        union all
        select s.due_on, on_date - s.due_on where s.due_on <= on_date) d(counted_from, step)
      cross join (values ('worker'), ('supervisor')) t(target)
    where s.agency_id = here and s.state = 'open'
    union all
    select l.program_id, l.worker_id, l.class, t.target, 'verification', l.review_id, l.enrollment_id::text, l.verify_by, 1
    from auth.late_verifications(here, on_date) l cross join (values ('worker'), ('supervisor')) t(target)
  $$;

-- As before; what is verified since is forgotten, so that it is told again should that be taken back.
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
    for reader in
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
          from renewals w join supervisors m on m.program_id = any(w.overseeing_ids) where w.step = -14 or w.manager_ids = '{}')
      select distinct s.staff_id from readers n join staff s on s.agency_id = here and s.staff_id = n.staff_id
        where s.deactivated_at is null and s.email <> '' and not exists (select from letter_told t
          where t.agency_id = here and t.staff_id = n.staff_id and t.about_id = n.about_id and t.about_key = n.about_key
            and t.counted_from = n.counted_from and t.step = n.step)
        order by s.staff_id
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
