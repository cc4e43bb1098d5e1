-- The first conference is counted from enrollment: a version that counts it from a first plan, whose day nobody records, is no longer to be
-- read. Such rules were refused, but not from the first day on: a version that was published before counts from enrollment as well.
alter table program_policy disable trigger keep_policy;
alter table program_policy disable trigger seal_policy;
update program_policy p set document = x.document,
    published_digest = case when p.published_digest = auth.policy_digest(p.document) then auth.policy_digest(x.document) else p.published_digest end
  from (select y.agency_id, y.program_id, y.version, jsonb_set(y.document, '{cadence}', (
      select coalesce(jsonb_agg(case when rule #>> '{firstDue,from}' = 'initial_plan_date'
        then jsonb_set(rule, '{firstDue,from}', '"enrollment_start"') else rule end order by place), '[]')
      from jsonb_array_elements(y.document -> 'cadence') with ordinality as r(rule, place))) as document
    from program_policy y
    where jsonb_typeof(y.document -> 'cadence') = 'array' and y.document -> 'cadence' @> '[{"firstDue": {"from": "initial_plan_date"}}]') x
  where p.agency_id = x.agency_id and p.program_id = x.program_id and p.version = x.version;
alter table program_policy enable trigger keep_policy;
alter table program_policy enable trigger seal_policy;
-- What was stored under such a rule is derived anew.
insert into auth.unjudged select distinct o.agency_id, o.enrollment_id, auth.now() from obligation o
  where o.explanation #>> '{basis,code}' = 'awaits_initial_plan' or o.explanation #>> '{anchor,kind}' = 'initial_plan'
  on conflict do nothing;
delete from obligation o using auth.unjudged u where o.agency_id = u.agency_id and o.enrollment_id = u.enrollment_id;
