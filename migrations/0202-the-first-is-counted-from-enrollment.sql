-- The first conference is counted from enrollment: a draft that counts it from a first plan, whose day nobody records, is no longer to be
-- read. No published version says so, because it was always refused.
update program_policy set document = jsonb_set(document, '{cadence}', (
    select coalesce(jsonb_agg(case when rule #>> '{firstDue,from}' = 'initial_plan_date'
      then jsonb_set(rule, '{firstDue,from}', '"enrollment_start"') else rule end order by place), '[]')
    from jsonb_array_elements(document -> 'cadence') with ordinality as r(rule, place)))
  where status = 'draft' and jsonb_typeof(document -> 'cadence') = 'array'
    and document -> 'cadence' @> '[{"firstDue": {"from": "initial_plan_date"}}]';
