-- Programs whose supervisors read what is restricted of a case: those in which the client is now, or was last. One that has ended
-- opens the client, as before, and nothing that is restricted.
alter table client add column overseeing_ids uuid[] not null default '{}';

-- Who may see these clients on a date: their teams and programs by any enrollment, its worker too; the care team, and who manages
-- the case, between the dates that somebody wrote. Whoever is taken off on their last day leaves at once, not at midnight.
drop function auth.scope_on(date, uuid, uuid[]);
create function auth.scope_on(today date, agency uuid, clients uuid[])
  returns table (client_id uuid, staff_ids uuid[], manager_ids uuid[], team_ids uuid[], program_ids uuid[], overseeing_ids uuid[],
    changes_on date)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select wanted.id,
      coalesce(array_agg(distinct x.staff_id) filter (where x.staff_id is not null), '{}'),
      coalesce(array_agg(distinct x.staff_id) filter (where x.manages), '{}'),
      coalesce(array_agg(distinct x.team_id) filter (where x.team_id is not null), '{}'),
      coalesce(array_agg(distinct x.program_id) filter (where x.program_id is not null), '{}'),
      coalesce(array_agg(distinct x.program_id) filter (where x.place = 1), '{}'),
      coalesce(min(x.changes_on), 'infinity')
    from unnest(clients) wanted(id) left join (
      select e.client_id, v.worker_id as staff_id,
          v.worker_id is not null and (v.valid_to is null or v.valid_to >= today) as manages, v.team_id, e.program_id,
          rank() over (partition by e.client_id order by
            case when v.valid_to is null or v.valid_to >= today and v.valid_to > (v.recorded_at at time zone a.time_zone)::date
              then 'infinity' else v.valid_to end desc) as place,
          case when v.valid_to >= today then v.valid_to + 1 end as changes_on
        from enrollment e join enrollment_version v using (agency_id, enrollment_id) join agency a using (agency_id)
        where e.agency_id = agency and e.client_id = any(clients) and v.superseded_at is null
      union all
      select m.client_id, case when v.valid_from <= today then m.staff_id end, v.is_case_manager and v.valid_from <= today, null, null, null,
          case when v.valid_from > today then v.valid_from else v.valid_to + 1 end
        from care_team_member m join care_team_member_version v using (agency_id, care_team_member_id) join agency a using (agency_id)
        where m.agency_id = agency and m.client_id = any(clients) and m.staff_id is not null and v.superseded_at is null
          and (v.valid_to is null or v.valid_to >= today and v.valid_to > (v.recorded_at at time zone a.time_zone)::date)
    ) x on x.client_id = wanted.id
    group by wanted.id
  $$;
revoke all on function auth.scope_on(date, uuid, uuid[]) from public;
-- It is this migration's until it ends, and what runs as the owner asks it before.
grant execute on function auth.scope_on(date, uuid, uuid[]) to roundtable_owner;

create or replace function auth.rescope(agency uuid, clients uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    today date := auth.agency_today(agency);
    me uuid := auth.actor();
  begin
    -- Two changes about one client take turns, and the later one reads what the earlier one wrote: from a reading of its own it
    -- would write back whoever the earlier one took off.
    perform from client c where c.agency_id = agency and c.client_id = any(clients) order by c.client_id for no key update;
    -- Whoever manages or oversees a case reads what nobody else may: who does is for its manager, for a supervisor who oversees it
    -- already, or for an administrator to say; and for whoever makes the client, while they do.
    if me is not null and not auth.has_role('administrator') and exists (
        select from auth.scope_on(today, agency, clients) s join client c on c.agency_id = agency and c.client_id = s.client_id
        where c.created_at is distinct from auth.now()
          and (c.manager_ids is distinct from s.manager_ids or not s.overseeing_ids <@ c.overseeing_ids)
          and not (c.manager_ids && array[me] and c.scope_changes_on > today)
          and not c.overseeing_ids && auth.supervised()) then
      raise exception 'not theirs to assign' using errcode = 'insufficient_privilege';
    end if;
    update client c set staff_ids = s.staff_ids, manager_ids = s.manager_ids, team_ids = s.team_ids, program_ids = s.program_ids,
        overseeing_ids = s.overseeing_ids, scope_changes_on = s.changes_on
      from auth.scope_on(today, agency, clients) s
      where c.agency_id = agency and c.client_id = s.client_id
        and (c.staff_ids, c.manager_ids, c.team_ids, c.program_ids, c.overseeing_ids, c.scope_changes_on)
          is distinct from (s.staff_ids, s.manager_ids, s.team_ids, s.program_ids, s.overseeing_ids, s.changes_on);
  end $$;

select auth.rescope(a.agency_id, array(select c.client_id from client c where c.agency_id = a.agency_id)) from agency a;

-- Every policy about a restricted class names the case's managers: the supervisors it names beside them are those who oversee it.
do $$
declare
  rule record;
  parts text;
begin
  for rule in
    select polname, polrelid::regclass as target, polcmd,
      replace(pg_get_expr(polqual, polrelid), 'c.program_ids &&', 'c.overseeing_ids &&') as readable,
      replace(pg_get_expr(polwithcheck, polrelid), 'c.program_ids &&', 'c.overseeing_ids &&') as writable
    from pg_policy
    where concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) ~ 'c\.manager_ids.*c\.program_ids &&'
  loop
    parts := coalesce(format(' using (%s)', rule.readable), '');
    if rule.writable is not null then parts := parts || format(' with check (%s)', rule.writable); end if;
    execute format('alter policy %I on %s%s', rule.polname, rule.target, parts);
  end loop;
end $$;

create or replace procedure auth.protect_content(target regclass, has_class boolean, author text default null)
  language plpgsql as $$
  declare
    own text := format(
      'agency_id = (select auth.agency()) and exists (select 1 from client c where c.agency_id = %1$s.agency_id and c.client_id = %1$s.client_id)',
      target);
    seen text := format(
      'agency_id = (select auth.agency()) and (select auth.reads_content()) and exists (select 1 from client c where c.agency_id = %1$s.agency_id and c.client_id = %1$s.client_id%2$s)',
      target, case when has_class then
        format(' and (%s.class = ''general'' or c.manager_ids && array[(select auth.actor())] and c.scope_changes_on > (select auth.today()) or c.overseeing_ids && (select auth.supervised())%s)',
          target, case when author is null then '' else format(' or %s.%I = (select auth.actor())', target, author) end)
      else '' end);
  begin
    call auth.protect(target, seen, own, seen);
  end $$;

-- An incident is read like any other content of its class, and judged by a supervisor who oversees the case.
do $$
declare
  own constant text := 'agency_id = (select auth.agency()) and exists (select 1 from client c '
    'where c.agency_id = privacy_incident.agency_id and c.client_id = privacy_incident.client_id%s)';
  judged constant text := '(select auth.has_role(''supervisor'')) and '
    || format(own, ' and c.overseeing_ids && (select auth.supervised())');
begin
  execute format('alter policy may_read on privacy_incident using ((select auth.reads_content()) and %s)',
    format(own, ' and (privacy_incident.class = ''general'' or c.manager_ids && array[(select auth.actor())] '
      'and c.scope_changes_on > (select auth.today()) or c.overseeing_ids && (select auth.supervised()))'));
  execute format('alter policy may_change on privacy_incident using (%1$s) with check (%1$s)', judged);
end $$;

-- Who is told of a change by mail may open what it leads to.
do $$
declare
  body constant text := pg_get_functiondef('auth.staff_to_tell(uuid)'::regprocedure);
  told constant text := 'and e.scope_changes_on > p.today or p.supervised && e.program_ids))';
begin
  if strpos(body, told) = 0 then raise exception 'staff_to_tell reads differently'; end if;
  execute replace(body, told, 'and e.scope_changes_on > p.today or p.supervised && e.overseeing_ids))');
end $$;
