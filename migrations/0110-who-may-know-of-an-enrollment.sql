-- Some programs tell a class by their name: who is enrolled there is told by it. Who may know that of a client: the people of the
-- program, the enrollment's own worker, and whoever may know that class of this client. To everybody else it looks as if it were not
-- there. The programs in question are few, and the door finds those that are not the asker's own; for most people there are none.
create index on program (agency_id) where class <> 'general';
do $$
declare
  definition text := pg_get_functiondef('auth.mint(uuid, uuid, text, text)'::regprocedure);
  before constant text := $patch$'roles', case when service$patch$;
  untold constant text := $patch$'untold', case when service is not null then '[]'::jsonb else
        coalesce((select jsonb_agg(p.program_id) from program p where p.agency_id = agency and p.class <> 'general' and not exists (
          select from team t join team_member m using (agency_id, team_id) join team_member_version v using (agency_id, team_member_id)
          where t.agency_id = agency and t.program_id = p.program_id and m.staff_id = staff and v.superseded_at is null
            and v.valid_from <= today and (v.valid_to is null or v.valid_to >= today))), '[]') end,
      $patch$;
begin
  if strpos(definition, before) = 0 then raise exception 'the door is not as it was'; end if;
  execute replace(definition, before, untold || before);
end $$;

-- The programs that tell a class by their name and are not the asker's own.
create function auth.untold_programs() returns uuid[] language sql stable set search_path = pg_catalog, pg_temp
  as $$ select auth.ids('untold') $$;
-- Of those, the enrollments that the asker is the worker of.
create function auth.own_enrollments() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(e.enrollment_id), '{}')
    from enrollment_version v join enrollment e using (agency_id, enrollment_id)
    where v.agency_id = (select auth.agency()) and v.worker_id = (select auth.actor()) and v.superseded_at is null
      and (v.valid_to is null or v.valid_to >= (select auth.today())) and e.program_id = any((select auth.untold_programs())::uuid[])
  $$;
-- Whether the asker may know of this client that they are, or are not, in this program.
create function auth.may_know_of(wanted_client uuid, wanted_program uuid) returns boolean
  language sql stable set search_path = pg_catalog, public, pg_temp
  as $$
    select wanted_program <> all(auth.untold_programs()) or exists (
      select from client c join program p on p.agency_id = c.agency_id
      where c.agency_id = auth.agency() and c.client_id = wanted_client and p.program_id = wanted_program
        and p.class::text = any(auth.cleared())
        and (c.manager_ids && array[auth.actor()] and c.scope_changes_on > auth.today()
          or c.overseeing_ids && auth.supervised() or c.client_id = any(auth.glass())))
  $$;
revoke all on function auth.untold_programs(), auth.own_enrollments(), auth.may_know_of(uuid, uuid) from public;
grant execute on function auth.untold_programs(), auth.own_enrollments(), auth.may_know_of(uuid, uuid), auth.is_importing()
  to roundtable_app, roundtable_worker;

-- In the very transaction that writes it, or it could not be written; and an import knows of it from its file.
create policy knows_program on enrollment as restrictive for select to roundtable_app, roundtable_worker using (
  program_id <> all((select auth.untold_programs())::uuid[])
  or created_at = (select auth.now())
  or enrollment_id = any((select auth.own_enrollments())::uuid[])
  or (select auth.is_importing())
  or exists (select from client c join program p on p.agency_id = c.agency_id
    where c.agency_id = enrollment.agency_id and c.client_id = enrollment.client_id and p.program_id = enrollment.program_id
      and p.class::text = any((select auth.cleared())::text[])
      and (c.manager_ids && array[(select auth.actor())] and c.scope_changes_on > (select auth.today())
        or c.overseeing_ids && (select auth.supervised()) or c.client_id = any((select auth.glass())::uuid[]))));

-- What is a fact of one enrollment is there for whoever may know of it. A review is a fact of all of the client's enrollments, and stays.
create procedure auth.guard_enrollment(target regclass)
  language plpgsql as $$
  begin
    execute format('create policy knows_program on %1$s as restrictive for select to roundtable_app, roundtable_worker using ('
      '(select cardinality(auth.untold_programs()) = 0) or exists (select from enrollment e '
      'where e.agency_id = %1$s.agency_id and e.enrollment_id = %1$s.enrollment_id))', target);
  end $$;
call auth.guard_enrollment('reassessment');
call auth.guard_enrollment('attempt');
call auth.guard_enrollment('exemption');
call auth.guard_enrollment('pause');
call auth.guard_enrollment('snooze');
call auth.guard_enrollment('held_elsewhere');
call auth.guard_enrollment('filing');

-- A line of the record follows what it is about.
create policy knows_program on record_entry as restrictive for select to roundtable_app, roundtable_worker using (
  kind not in ('enrollment', 'held-elsewhere', 'attempt', 'reassessment', 'exemption', 'pause')
  or about_id is null or (select cardinality(auth.untold_programs()) = 0)
  or case kind
    when 'enrollment' then exists (select from enrollment x where x.agency_id = record_entry.agency_id and x.enrollment_id = about_id)
    when 'held-elsewhere' then exists (select from held_elsewhere x where x.agency_id = record_entry.agency_id and x.held_elsewhere_id = about_id)
    when 'attempt' then exists (select from attempt x where x.agency_id = record_entry.agency_id and x.attempt_id = about_id)
    when 'reassessment' then exists (select from reassessment x where x.agency_id = record_entry.agency_id and x.reassessment_id = about_id)
    when 'exemption' then exists (select from exemption x where x.agency_id = record_entry.agency_id and x.exemption_id = about_id)
    else exists (select from pause x where x.agency_id = record_entry.agency_id and x.pause_id = about_id) end);

-- The lists carry the program themselves (decision 14). Of the worklist everybody but an administrator sees only what is their own, their
-- team's or their program's: so the question is asked of administrators alone, and costs nobody else anything.
do $$
declare
  before constant text := pg_get_expr(polqual, polrelid) from pg_policy where polrelid = 'obligation'::regclass and polname = 'may_read';
  everybody constant text := '( SELECT auth.sees_all_clients() AS sees_all_clients)';
begin
  if strpos(before, everybody) = 0 then raise exception 'the worklist is read differently'; end if;
  execute format('alter policy may_read on obligation using (%s)', replace(before, everybody,
    '(' || everybody || ' and program_id <> all((select auth.untold_programs())::uuid[]))'));
end $$;
create policy knows_program on policy_effect as restrictive for select to roundtable_app, roundtable_worker using (
  program_id <> all((select auth.untold_programs())::uuid[]) or worker_id = (select auth.actor()));

-- An auditor hears of such a program, by the clients' numbers, as a biller does (0062): with a training of their own or a listed title.
create function auth.audited_programs() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(p.program_id), '{}') from program p
    where p.agency_id = (select auth.agency()) and (select auth.has_role('auditor'))
      and p.program_id = any((select auth.untold_programs())::uuid[]) and p.class::text = any((select auth.cleared())::text[])
      and (exists (select from staff_training t where t.agency_id = p.agency_id and t.staff_id = (select auth.actor())
          and t.about::text = p.class::text and t.withdrawn_at is null and (select auth.today()) between t.completed_on and t.expires_on)
        or exists (select from staff_version v join authorized_title w on w.agency_id = v.agency_id and w.removed_at is null
            and p.class::text = any(w.restricted)
            and w.title_key = lower(regexp_replace(btrim(v.title::text), '\s+', ' ', 'g')) collate "C"
          where v.agency_id = p.agency_id and v.staff_id = (select auth.actor()) and v.superseded_at is null and v.valid_to is null))
  $$;
revoke all on function auth.audited_programs() from public;
grant execute on function auth.audited_programs() to roundtable_app, roundtable_worker;
create policy knows_program on due_snapshot_row as restrictive for select to roundtable_app, roundtable_worker using (
  program_id <> all((select auth.untold_programs())::uuid[]) or program_id = any((select auth.audited_programs())::uuid[]));

create or replace function auth.clock_scope(wanted uuid[]) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select case when (select auth.purpose()) is distinct from 'oversight' then auth.visible_enrollments(wanted)
      else (select coalesce(array_agg(e.enrollment_id), '{}') from enrollment e
        where e.agency_id = (select auth.agency()) and e.enrollment_id = any(wanted)
          and (e.program_id <> all((select auth.untold_programs())::uuid[]) or e.program_id = any((select auth.audited_programs())::uuid[]))
          and ((select auth.has_role('auditor')) or (select auth.has_role('administrator')) or e.program_id = any((select auth.supervised())::uuid[])))
      end
  $$;
create or replace function auth.enrollments_on(wanted uuid, on_date date, known_until timestamptz, after uuid, how_many integer)
  returns table (enrollment_id uuid, client_number integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select e.enrollment_id, c.client_number
    from enrollment e join client c using (agency_id, client_id)
    where e.agency_id = (select auth.agency()) and (select auth.purpose()) = 'oversight'
      and ((select auth.has_role('auditor')) or (select auth.has_role('administrator')) or e.program_id = any((select auth.supervised())::uuid[]))
      and (e.program_id <> all((select auth.untold_programs())::uuid[]) or e.program_id = any((select auth.audited_programs())::uuid[]))
      and (wanted is null or e.program_id = wanted) and (after is null or e.enrollment_id > after)
      and exists (select from enrollment_version v where v.agency_id = e.agency_id and v.enrollment_id = e.enrollment_id
        and v.recorded_at <= known_until and (v.superseded_at is null or v.superseded_at > known_until)
        and v.valid_from <= on_date and (v.valid_to is null or v.valid_to > on_date))
    order by e.enrollment_id limit how_many
  $$;

-- A search passes row security by, so it asks for the program itself: neither the filter by program nor the one by what is due tells.
do $$
declare
  definition text := pg_get_functiondef('auth.find_clients(jsonb, integer)'::regprocedure);
  by_program constant text := $patch$if wanted ->> 'programId' is not null then statement := statement || ' and c.program_ids && array[$5]'; end if;$patch$;
  by_due constant text := $patch$' and (o.class = ''general''$patch$;
  given constant text := 'auth.today(), auth.cleared()';
begin
  if strpos(definition, by_program) = 0 or strpos(definition, by_due) = 0 or strpos(definition, given) = 0 then
    raise exception 'the search is not as it was';
  end if;
  definition := replace(definition, by_program, by_program || $patch$
    if (wanted ->> 'programId')::uuid = any(auth.untold_programs()) then
      statement := statement || ' and (c.client_id = any($20)' || case when exists (select from program p where p.agency_id = here
          and p.program_id = (wanted ->> 'programId')::uuid and p.class::text = any(auth.cleared()))
        then ' or c.manager_ids && array[$2] and c.scope_changes_on > $18 or c.overseeing_ids && $4' else '' end || ')';
    end if;$patch$);
  definition := replace(definition, by_due, $patch$' and (o.program_id <> all($21) or o.worker_id = $2)'
        $patch$ || by_due);
  execute replace(definition, given, given || $patch$,
        array(select e.client_id from enrollment e where e.agency_id = here and e.enrollment_id = any(auth.own_enrollments())
          and e.program_id = (wanted ->> 'programId')::uuid), auth.untold_programs()$patch$);
end $$;

-- What was changed in this very transaction has to be projected by whoever changed it, also where they may not know of it: a conference
-- counts in every program of the client. Ids alone, for the projection.
create function auth.marked_enrollments(wanted_clients uuid[]) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select e.enrollment_id from enrollment e join stale_enrollment s using (agency_id, enrollment_id)
    where e.agency_id = (select auth.agency()) and e.client_id = any(wanted_clients)
  $$;
-- Administrators give a program its rules: how many are enrolled there they may know, and work goes over all of them.
create function auth.enrollments_to_judge(wanted uuid, after uuid, how_many integer) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select e.enrollment_id from enrollment e
    where e.agency_id = (select auth.agency()) and (select auth.has_role('administrator')) and (select auth.purpose()) = 'administration'
      and e.program_id = wanted and (after is null or e.enrollment_id > after)
    order by e.enrollment_id limit how_many
  $$;
create function auth.count_effects(wanted uuid) returns table (effect text, count integer, clients integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select f.effect::text, count(*)::integer, count(distinct f.client_id)::integer from policy_effect f
    where f.agency_id = (select auth.agency()) and f.run_id = wanted and (select auth.has_role('administrator'))
      and (f.class = 'general' or (f.class::text = any((select auth.cleared())::text[])
        and (f.worker_id = (select auth.actor()) or f.program_id = any((select auth.supervised())::uuid[]))))
    group by f.effect
  $$;
revoke all on function auth.marked_enrollments(uuid[]), auth.enrollments_to_judge(uuid, uuid, integer), auth.count_effects(uuid) from public;
grant execute on function auth.marked_enrollments(uuid[]), auth.enrollments_to_judge(uuid, uuid, integer), auth.count_effects(uuid)
  to roundtable_app, roundtable_worker;

-- What is told to somebody outside is judged by the program that a review was called for, whoever acts: the codes of it, for those who
-- see the client.
create function auth.review_classes(wanted uuid) returns table (review_id uuid, class text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select r.review_id, p.class::text from client_review r
      join auth.classes_of_cases(array(select x.client_id from client_review x
        where x.agency_id = (select auth.agency()) and x.conference_id = wanted)) s on s.client_id = r.client_id
      join enrollment e on e.agency_id = r.agency_id and e.enrollment_id = r.enrollment_id
      join program p on p.agency_id = e.agency_id and p.program_id = e.program_id
    where r.agency_id = (select auth.agency()) and r.conference_id = wanted and (select auth.reads_content())
  $$;
revoke all on function auth.review_classes(uuid) from public;
grant execute on function auth.review_classes(uuid) to roundtable_app, roundtable_worker;

-- A review of several programs is filed for each of them: that it was filed for one tells nothing to the other.
do $$
declare
  once constant text := string_agg(indexrelid::regclass::text, ', ') from pg_index
    where indrelid = 'filing'::regclass and indisunique and not indisprimary;
begin
  execute format('drop index %s', once);
end $$;
create unique index on filing (agency_id, coalesce(review_id, attempt_id), artifact, enrollment_id) where superseded_at is null;
