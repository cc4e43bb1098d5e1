-- Of what the letter of the day has told somebody already. A step of a rule is told once to each person, on its day or, where the machine
-- was off or the date came to lie in the past (a void, a correction, new rules), on the first day after. What is no longer open is
-- forgotten, so that it is told again should it come back. Ids, dates and codes, without a word.
create table letter_told (
  agency_id uuid not null,
  staff_id uuid not null,
  about_kind code not null check (about_kind in ('duty', 'statement', 'consent')),
  -- The enrollment of a duty, the statement, the consent.
  about_id uuid not null,
  -- Which duty of the enrollment.
  about_key code not null,
  -- The date that the step is counted from, and the days to it.
  counted_from date not null,
  step integer not null,
  told_at timestamptz not null,
  primary key (agency_id, staff_id, about_id, about_key, counted_from, step),
  foreign key (agency_id, staff_id) references staff (agency_id, staff_id)
);
create index on letter_told (agency_id, about_kind, about_id);
call auth.protect('letter_told', 'agency_id = (select auth.agency()) and staff_id = (select auth.actor())',
  'agency_id = (select auth.agency()) and staff_id = (select auth.actor())', 'false');
grant select, insert on letter_told to roundtable_worker;

-- All that somebody is to be told of until this day, by step: a rule's own, those of a statement, which from its last day on comes every day.
drop function auth.count_my_escalations(date);
drop function auth.escalations_on(uuid, date);
create function auth.escalations_until(here uuid, on_date date)
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
      and s.rule_id = o.explanation ->> 'ruleId'
    where o.agency_id = here and o.state = 'open' and not o.is_backlog and o.due_on + s.days <= on_date
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
  $$;

-- Asks for today's letters of the agency, each by a job that enters as its reader: it counts what that person may see. Answers how many.
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
    delete from letter_told t where t.agency_id = here and not case t.about_kind
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

-- Writes down of what the asker is told now, of that which row security shows them, and answers how many things it is: each once,
-- however many of its steps have passed.
create function auth.tell_my_escalations(on_date date) returns integer
  language sql volatile security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with told as (
      insert into letter_told (agency_id, staff_id, about_kind, about_id, about_key, counted_from, step, told_at)
      select distinct (select auth.agency()), (select auth.actor()), h.about_kind::code, h.about_id, h.about_key::code, h.counted_from, h.step, auth.now()
      from auth.escalations_until((select auth.agency()), on_date) h
      where (h.class = 'general' or h.class = any((select auth.cleared())::text[]))
        and ((h.target = 'worker' and h.worker_id = (select auth.actor()))
          or (h.target = 'supervisor' and h.program_id = any((select auth.supervised())::uuid[]))
          or (h.target = 'program_admin' and (select auth.has_role('administrator')) and h.class = 'general'))
      on conflict do nothing
      returning about_id, about_key)
    select count(distinct (about_id, about_key))::integer from told
  $$;
revoke all on function auth.escalations_until(uuid, date), auth.tell_my_escalations(date) from public;
grant execute on function auth.tell_my_escalations(date) to roundtable_worker;
