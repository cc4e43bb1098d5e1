-- A program hears of another enrollment of its clients where its rules name the rules of that other program, and of no further one: what
-- runs now or ran before, and the draft whose effect is looked at before it is published.
do $$
declare
  definition text := pg_get_functiondef('auth.clock_events(uuid[], timestamptz)'::regprocedure);
  every_other constant text := $patch$
        where s.program_id = any((select auth.programs_asking((select auth.agency()), 'beside'))::uuid[])
          and exists (select from program_policy y where y.agency_id = x.agency_id and y.program_id = x.program_id and y.status = 'active')$patch$;
  its_rules constant text := $patch$'policyId', (select y.document ->> 'policyId' from program_policy y where y.agency_id = x.agency_id
            and y.program_id = x.program_id and y.status = 'active' order by y.version desc limit 1))$patch$;
  begins constant text := $patch$
    facts as ($patch$;
begin
  if strpos(definition, every_other) = 0 or strpos(definition, its_rules) = 0 or strpos(definition, begins) = 0 then
    raise exception 'the events of the clock are not as they were';
  end if;
  definition := replace(definition, every_other, $patch$
          join asked a on a.program_id = s.program_id and a.other_id = x.program_id$patch$);
  definition := replace(definition, its_rules, $patch$'policyId', a.policy_id)$patch$);
  execute replace(definition, begins, $patch$
    named as materialized (
      select distinct y.program_id, r.rule ->> 'otherPolicyId' as policy_id
      from program_policy y cross join lateral jsonb_array_elements(coalesce(y.document -> 'crossProgram', '[]')) as r(rule)
      where y.agency_id = (select auth.agency()) and y.program_id in (select s.program_id from seen s)),
    asked as materialized (
      select n.program_id, p.program_id as other_id, n.policy_id
      from named n join program p on p.agency_id = (select auth.agency())
      where n.policy_id = (select y.document ->> 'policyId' from program_policy y where y.agency_id = p.agency_id
        and y.program_id = p.program_id and y.status = 'active' order by y.version desc limit 1)),$patch$ || begins);
end $$;
