-- An auditor may come for the records of a period (EP-17): of the trail they read what was written on its days, they ask who was due on one of
-- them, and what happened after its last day is no fact to them. Null stands for any day.
alter table staff_role add column covers_from date, add column covers_until date;
alter table staff_role add check ((covers_from is null) = (covers_until is null)
  and (covers_from is null or role = 'auditor' and covers_from <= covers_until and isfinite(covers_from) and isfinite(covers_until)));
alter table staff_change add column covers_from date, add column covers_until date,
  add column covers_from_before date, add column covers_until_before date;

-- Whoever oversees by another role reads past every such limit: it would be there for show.
do $$
declare
  definition text := pg_get_functiondef('auth.guard_role()'::regprocedure);
  before constant text := 'if auth.opens_records(array[new.role::text])';
begin
  if strpos(definition, before) = 0 then raise exception 'the guard is not as it was'; end if;
  execute replace(definition, before, $patch$if exists (select from staff_role r where r.agency_id = new.agency_id and r.staff_id = new.staff_id
        and (new.covers_from is not null and r.role in ('supervisor', 'administrator')
          or new.role in ('supervisor', 'administrator') and r.covers_from is not null)) then
      raise exception 'an auditor of a part oversees by no other role' using errcode = 'insufficient_privilege';
    end if;
    $patch$ || before);
end $$;
do $$
declare
  definition text := pg_get_functiondef('auth.confirm_staff_change(uuid, uuid[])'::regprocedure);
  kept constant text := '(r.ends_on, r.program_ids) is distinct from (change.ends_on, change.program_ids)';
  columns constant text := 'ends_on, program_ids)';
  given constant text := $part$case when w = 'auditor' then change.program_ids end$part$;
begin
  if strpos(definition, kept) = 0 or strpos(definition, columns) = 0 or strpos(definition, given) = 0 then
    raise exception 'the confirmation is not as it was';
  end if;
  definition := replace(definition, kept, '(r.ends_on, r.program_ids, r.covers_from, r.covers_until) is distinct from '
    '(change.ends_on, change.program_ids, change.covers_from, change.covers_until) ');
  definition := replace(definition, 'granted_by, ' || columns, 'granted_by, ends_on, program_ids, covers_from, covers_until)');
  execute replace(definition, given, given || $patch$,
          case when w = 'auditor' then change.covers_from end, case when w = 'auditor' then change.covers_until end$patch$);
end $$;

-- The door says it with the role, as days and as moments in the agency's zone.
alter table auth.asking add column covers_from date, add column covers_until date, add column covers_since timestamptz, add column covers_before timestamptz;
alter type auth.asker add attribute covers_from date, add attribute covers_until date, add attribute covers_since timestamptz,
  add attribute covers_before timestamptz;
do $$
declare
  definition text := pg_get_functiondef('auth.who_asks()'::regprocedure);
begin
  if strpos(definition, 'a.audited into asker') = 0 then raise exception 'who asks is not as it was'; end if;
  execute replace(definition, 'a.audited into asker', 'a.audited, a.covers_from, a.covers_until, a.covers_since, a.covers_before into asker');
  definition := pg_get_functiondef('auth.write_down(jsonb)'::regprocedure);
  if strpos(definition, 'audited, proved)') = 0 or strpos(definition, 'excluded.audited, ') = 0 then raise exception 'it is written otherwise'; end if;
  execute replace(replace(definition, ' audited, proved)', ' audited, covers_from, covers_until, covers_since, covers_before, proved)'),
    'excluded.audited, ', 'excluded.audited, excluded.covers_from, excluded.covers_until, excluded.covers_since, excluded.covers_before, ');
  definition := pg_get_functiondef('auth.mint(uuid, uuid, text, text)'::regprocedure);
  if strpos(definition, 'perform auth.write_down(answer);') = 0 then raise exception 'the door is not as it was'; end if;
  execute replace(definition, 'perform auth.write_down(answer);', $patch$if held ? 'auditor' then
      answer := answer || coalesce((select jsonb_build_object('covers_from', r.covers_from, 'covers_until', r.covers_until,
          'covers_since', r.covers_from::timestamp at time zone a.time_zone, 'covers_before', (r.covers_until + 1)::timestamp at time zone a.time_zone)
        from staff_role r join agency a on a.agency_id = r.agency_id
        where r.agency_id = agency and r.staff_id = staff and r.role = 'auditor' and r.covers_from is not null), '{}');
    end if;
    perform auth.write_down(answer);$patch$);
end $$;
create function auth.covers_any_day() returns boolean language sql stable
  return (auth.who_asks()).covers_from is null;
create function auth.covered_from() returns date language sql stable
  return coalesce((auth.who_asks()).covers_from, '-infinity');
create function auth.covered_until() returns date language sql stable
  return coalesce((auth.who_asks()).covers_until, 'infinity');
create function auth.covered_since() returns timestamptz language sql stable
  return coalesce((auth.who_asks()).covers_since, '-infinity');
create function auth.covered_before() returns timestamptz language sql stable
  return coalesce((auth.who_asks()).covers_before, 'infinity');
-- Care and billing are not looked at for an audit: what an auditor does by another role has no such days.
create function auth.told_until() returns date language sql stable
  return case when auth.purpose() = 'oversight' then auth.covered_until() else 'infinity' end;
grant execute on function auth.covers_any_day(), auth.covered_from(), auth.covered_until(), auth.covered_since(), auth.covered_before(),
  auth.told_until() to roundtable_app, roundtable_worker;

-- Lists of days outside it are neither asked for nor read, nor are their rows.
alter policy may_read on due_snapshot using (agency_id = (select auth.agency()) and asked_by = (select auth.actor())
  and as_of >= (select auth.covered_from()) and as_of <= (select auth.covered_until())
  and (program_id is null or (select auth.audits_every_program()) or program_id = any((select auth.audited())::uuid[])
    or (select auth.has_role('administrator')) or program_id = any((select auth.supervised())::uuid[])));
alter policy may_add on due_snapshot with check (agency_id = (select auth.agency()) and asked_by = (select auth.actor())
  and as_of >= (select auth.covered_from()) and as_of <= (select auth.covered_until()));
create policy of_its_list on due_snapshot_row as restrictive for select to roundtable_app, roundtable_worker using (
  (select auth.covers_any_day()) or snapshot_id = any(array(select s.snapshot_id from due_snapshot s
    where s.agency_id = (select auth.agency()) and s.asked_by = (select auth.actor()))));
alter policy may_read on audit using (agency_id = (select auth.agency()) and ((select auth.has_role('supervisor'))
  or (select auth.audits_every_program()) and at >= (select auth.covered_since()) and at < (select auth.covered_before())
  or (select auth.has_role('administrator'))));
alter policy may_read on audit_seal using (agency_id = (select auth.agency()) and ((select auth.has_role('supervisor'))
  or (select auth.audits_every_program()) and (select auth.covers_any_day()) or (select auth.has_role('administrator'))));
alter policy may_read on taken_out using (agency_id = (select auth.agency()) and (staff_id = (select auth.actor())
  or (select auth.audits_every_program()) and at >= (select auth.covered_since()) and at < (select auth.covered_before())
  or (select auth.has_role('administrator')) or (select auth.has_role('supervisor'))));

-- What the past is derived from: enrollments that ran on a day of it, and what happened until its last day. What came before it is evidence.
do $$
declare
  definition text;
  each text[];
begin
  foreach each slice 1 in array array[
    ['auth.clock_scope(uuid[])', 'where e.agency_id = (select auth.agency()) and e.enrollment_id = any(wanted)', $patch$
          and ((select auth.covers_any_day()) or exists (select from enrollment_version v where v.agency_id = e.agency_id
            and v.enrollment_id = e.enrollment_id and v.valid_from <= (select auth.covered_until())
            and (v.valid_to is null or v.valid_to > (select auth.covered_from()))))$patch$],
    ['auth.enrollments_on(uuid, date, timestamptz, uuid, integer)', $part$(select auth.purpose()) = 'oversight'$part$,
      $patch$ and on_date >= (select auth.covered_from()) and on_date <= (select auth.covered_until())$patch$],
    ['auth.clock_reviews(uuid[], timestamptz)', $part$where r.state = 'done'$part$, ' and h.held_on <= (select auth.told_until())'],
    ['auth.billing_facts(uuid[], timestamptz)', $part$where r.state = 'done'$part$, ' and h.held_on <= (select auth.told_until())'],
    ['auth.clock_enrollments(uuid[], timestamptz)', 'from held_elsewhere f where f.agency_id = here and f.enrollment_id = any(seen)',
      ' and f.held_on <= until'],
    ['auth.clock_enrollments(uuid[], timestamptz)', 'from enrollment_version v where v.agency_id = here and v.enrollment_id = any(seen)',
      ' and v.valid_from <= until'],
    ['auth.reviews_with_incident(uuid[], timestamptz)', 'and (known_until is null or i.opened_at <= known_until)', $patch$
      and i.opened_at < (select case when auth.purpose() = 'oversight' then auth.covered_before() else 'infinity' end)$patch$],
    ['auth.billing_incidents(uuid[], timestamptz)', 'and (known_until is null or i.opened_at <= known_until)', $patch$
      and i.opened_at < (select case when auth.purpose() = 'oversight' then auth.covered_before() else 'infinity' end)$patch$]]
  loop
    definition := pg_get_functiondef(each[1]::regprocedure);
    if strpos(definition, each[2]) = 0 then raise exception '% is not as it was', each[1]; end if;
    execute replace(definition, each[2], each[2] || each[3]);
  end loop;
  definition := pg_get_functiondef('auth.clock_enrollments(uuid[], timestamptz)'::regprocedure);
  foreach each slice 1 in array array[
    ['seen uuid[] := auth.clock_scope(wanted);', E'seen uuid[] := auth.clock_scope(wanted);\n    until date := auth.told_until();'],
    -- Somebody who left later was still there.
    ['v.valid_from, v.valid_to, null', 'v.valid_from, case when v.valid_to <= until then v.valid_to end, null']]
  loop
    if strpos(definition, each[1]) = 0 then raise exception 'enrollments are told otherwise'; end if;
    definition := replace(definition, each[1], each[2]);
  end loop;
  execute definition;

  definition := pg_get_functiondef('auth.clock_events(uuid[], timestamptz)'::regprocedure);
  foreach each slice 1 in array array[
    ['from facts f', $patch$from facts f cross join lateral (select coalesce(f.event ->> 'occurredOn', f.event ->> 'on', f.event ->> 'from',
      f.event ->> 'startedOn', f.event ->> 'toldOn')::date as happened_on) d$patch$],
    ['where (known_until is null and f.superseded_at is null)', $patch$where coalesce(d.happened_on, '-infinity') <= (select auth.told_until())
      and ((known_until is null and f.superseded_at is null)$patch$],
    ['or (f.recorded_at <= known_until and (f.superseded_at is null or f.superseded_at > known_until))',
      'or (f.recorded_at <= known_until and (f.superseded_at is null or f.superseded_at > known_until)))'],
    ['f.event || jsonb_build_object', $patch$f.event - 'toldOn' || jsonb_build_object$patch$],
    [$part$'reviewId', c.review_id)$part$, $patch$'reviewId', c.review_id, 'toldOn', x.occurred_on)$patch$],
    [$part$'key', x.obligation_key,$part$, $patch$'key', x.obligation_key, 'toldOn', (x.recorded_at at time zone z.time_zone)::date,$patch$],
    [$part$'resumedOn', x.resumed_on$part$, $patch$'resumedOn', case when x.resumed_on <= (select auth.told_until()) then x.resumed_on end$patch$],
    [$part$'endedOn', v.valid_to$part$, $patch$'endedOn', case when v.valid_to <= (select auth.told_until()) then v.valid_to end$patch$],
    [$part$'lastOn', v.valid_to$part$, $patch$'lastOn', case when v.valid_to <= (select auth.told_until()) then v.valid_to end$patch$],
    ['from seen s join snooze x using (agency_id, enrollment_id)',
      'from seen s join snooze x using (agency_id, enrollment_id) join agency z using (agency_id)']]
  loop
    if strpos(definition, each[1]) = 0 then raise exception 'events are told otherwise: %', each[1]; end if;
    definition := replace(definition, each[1], each[2]);
  end loop;
  execute definition;
end $$;

-- Own lines are read whenever they were written.
do $$
declare
  definition text := pg_get_functiondef('auth.audit_page(uuid, integer, timestamptz, timestamptz, uuid, integer)'::regprocedure);
  each text[];
begin
  foreach each slice 1 in array array[
    [$part$sees_all boolean := auth.audits_every_program() or auth.has_role('administrator');$part$,
      $patch$every boolean := auth.audits_every_program();
    covers_since timestamptz := auth.covered_since();
    covers_before timestamptz := auth.covered_before();
    sees_all boolean := every and auth.covers_any_day() or auth.has_role('administrator');$patch$],
    ['(sees_all or c.program_ids && mine', '(sees_all or every or c.program_ids && mine'],
    ['(reads_all or a.actor_id = me or exists (', $patch$(reads_all or a.actor_id = me or a.at >= covers_since and a.at < covers_before and (every or exists ($patch$],
    ['and l.at = a.at and l.audit_id = a.audit_id))', 'and l.at = a.at and l.audit_id = a.audit_id)))'],
    ['where l.agency_id = here and l.program_id = p and', 'where l.agency_id = here and l.program_id = p and l.at >= covers_since and l.at < covers_before and'],
    [E'limit page) l\n          union\n', $patch$limit page) l
          union
          (select a.at, a.audit_id from audit a where every and a.agency_id = here and a.at >= covers_since and a.at < covers_before
              and (who is null or a.actor_id = who)
              and (since is null or a.at >= since) and (before is null or (a.at, a.audit_id) < (before, from_id))
            order by a.at desc, a.audit_id desc limit page)
          union
$patch$]]
  loop
    if strpos(definition, each[1]) = 0 then raise exception 'the trail is read otherwise: %', each[1]; end if;
    definition := replace(definition, each[1], each[2]);
  end loop;
  execute definition;
end $$;
