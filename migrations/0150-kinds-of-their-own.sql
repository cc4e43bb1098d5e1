-- What two programs at once ask for, and that every key provider comes, are kinds of duty of their own: a list that is asked for routine
-- dates does not mean them, and one that is asked for them finds them by an index of the few.
update obligation set kind = 'joint', explanation = jsonb_set(explanation, '{kind}', '"joint"')
  where explanation #>> '{basis,code}' = 'joint';
update obligation set kind = 'key_providers', explanation = jsonb_set(explanation, '{kind}', '"key_providers"')
  where explanation #>> '{basis,code}' = 'key_providers';
do $$
declare
  kind text;
  whose text;
begin
  foreach kind in array array['joint', 'key_providers'] loop
    foreach whose in array array['worker_id, ', 'team_id, ', 'program_id, ', ''] loop
      execute format('create index on obligation (agency_id, %sis_backlog, strength, due_key, enrollment_id, obligation_key) '
        'where state = ''open'' and kind = %L', whose, kind);
    end loop;
  end loop;
end $$;

-- An exemption may name one duty, and a duty may tell something: that a client is in another program too is as restricted as its name.
-- Such an exemption has the class of the duty, and is there for those who may know of that.
alter table exemption add column class code not null default 'general';
drop policy owner_all on exemption;
drop policy may_read on exemption;
drop policy may_add on exemption;
drop policy may_change on exemption;
drop policy may_remove on exemption;
call auth.protect_content('exemption', true, 'recorded_by');
create policy by_glass on exemption for select to roundtable_app, roundtable_worker using (agency_id = (select auth.agency())
  and (select auth.reads_content()) and client_id = any((select auth.glass())::uuid[]));

-- Who is told of what and when, as before; and that every key provider comes follows the steps of the rule whose time it shares. What two
-- programs at once ask for has no steps among the rules: once its day has passed, the worker and the supervisor are told.
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
  $$;
