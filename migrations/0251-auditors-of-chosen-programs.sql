-- An auditor may come for some programs (EP-17): null stands for every program. What such an auditor reads is about enrollments in these,
-- and about clients who are or were enrolled in them: past due lists, their files, and the lines of the trail.
alter table staff_role add column program_ids uuid[];
alter table staff_role add check (program_ids is null or role = 'auditor' and cardinality(program_ids) > 0);
alter table staff_change add column program_ids uuid[], add column program_ids_before uuid[];

do $$
declare
  definition text := pg_get_functiondef('auth.guard_role()'::regprocedure);
  before constant text := 'if auth.opens_records(array[new.role::text])';
begin
  if strpos(definition, before) = 0 then raise exception 'the guard is not as it was'; end if;
  execute replace(definition, before, $patch$if exists (select from unnest(new.program_ids) w where not exists (
        select from program p where p.agency_id = new.agency_id and p.program_id = w)) then
      raise exception 'an auditor comes for programs of the agency' using errcode = 'insufficient_privilege';
    end if;
    $patch$ || before);
end $$;

-- For which programs somebody comes is said anew with each of their roles as a whole, as their last day is.
do $$
declare
  definition text := pg_get_functiondef('auth.confirm_staff_change(uuid, uuid[])'::regprocedure);
  kept constant text := 'r.ends_on is distinct from change.ends_on';
  columns constant text := 'granted_at, granted_by, ends_on)';
  given constant text := $part$case when w = 'auditor' then change.ends_on end$part$;
begin
  if strpos(definition, kept) = 0 or strpos(definition, columns) = 0 or strpos(definition, given) = 0 then
    raise exception 'the confirmation is not as it was';
  end if;
  definition := replace(definition, kept, '(r.ends_on, r.program_ids) is distinct from (change.ends_on, change.program_ids)');
  definition := replace(definition, columns, 'granted_at, granted_by, ends_on, program_ids)');
  execute replace(definition, given, given || $patch$, case when w = 'auditor' then change.program_ids end$patch$);
end $$;

-- The door says it with the role. Nobody who is no auditor any more has any of it.
do $$
declare
  definition text := pg_get_functiondef('auth.mint(uuid, uuid, text, text)'::regprocedure);
  before constant text := $patch$'roles', case when service$patch$;
begin
  if strpos(definition, before) = 0 then raise exception 'the door is not as it was'; end if;
  execute replace(definition, before, $patch$'audited', case when held ? 'auditor' then (select to_jsonb(r.program_ids) from staff_role r
        where r.agency_id = agency and r.staff_id = staff and r.role = 'auditor') end,
      $patch$ || before);
end $$;
create function auth.audits_every_program() returns boolean language sql stable
  return coalesce(auth.context() -> 'roles' ? 'auditor' and auth.context() ->> 'audited' is null, false);
create function auth.audited() returns uuid[] language sql stable
  return auth.ids('audited');
grant execute on function auth.audits_every_program(), auth.audited() to roundtable_app, roundtable_worker;

-- Wherever an auditor was asked for, the program is.
do $$
declare
  named regprocedure;
  definition text;
  anybody constant text := $part$(select auth.has_role('auditor')) or (select auth.has_role('administrator')) or e.program_id$part$;
begin
  foreach named in array array['auth.clock_scope(uuid[])'::regprocedure,
      'auth.enrollments_on(uuid, date, timestamptz, uuid, integer)'::regprocedure] loop
    definition := pg_get_functiondef(named);
    if strpos(definition, anybody) = 0 then raise exception 'the past is looked at otherwise'; end if;
    execute replace(definition, anybody, $patch$(select auth.audits_every_program()) or e.program_id = any((select auth.audited())::uuid[])
          or (select auth.has_role('administrator')) or e.program_id$patch$);
  end loop;
  definition := pg_get_functiondef('auth.audited_programs()'::regprocedure);
  if strpos(definition, $part$(select auth.has_role('auditor'))$part$) = 0 then raise exception 'an auditor is told otherwise'; end if;
  execute replace(definition, $part$(select auth.has_role('auditor'))$part$,
    '((select auth.audits_every_program()) or p.program_id = any((select auth.audited())::uuid[]))');
end $$;
alter policy may_read on due_snapshot_row using (agency_id = (select auth.agency()) and asked_by = (select auth.actor())
  and ((select auth.audits_every_program()) or program_id = any((select auth.audited())::uuid[])
    or (select auth.has_role('administrator')) or program_id = any((select auth.supervised())::uuid[]))
  and (class = 'general' or program_id = any((select auth.supervised())::uuid[])));
-- A list that was asked for one program is read by whoever may read its rows.
alter policy may_read on due_snapshot using (agency_id = (select auth.agency()) and asked_by = (select auth.actor())
  and (program_id is null or (select auth.audits_every_program()) or program_id = any((select auth.audited())::uuid[])
    or (select auth.has_role('administrator')) or program_id = any((select auth.supervised())::uuid[])));
alter policy may_read on audit using (agency_id = (select auth.agency()) and ((select auth.has_role('supervisor'))
  or (select auth.audits_every_program()) or (select auth.has_role('administrator'))));
-- A file names no program: of the files of others nobody knows whether they are about these.
alter policy may_read on taken_out using (agency_id = (select auth.agency()) and (staff_id = (select auth.actor())
  or (select auth.audits_every_program()) or (select auth.has_role('administrator')) or (select auth.has_role('supervisor'))));

-- Of the trail such an auditor reads their own lines and those about a client of these programs; who reads all lines reads them as before.
-- That a number stands there tells that the client is in one of them: so a program that tells a class counts where they may know it.
-- The largest table is not read for a page: their lines are walked from the latest on, as far as a page would reach in which every
-- two-hundredth is theirs. Beyond that they have few lines: those of few clients are found by the index over the ids, client by client, since what
-- it has not sorted in yet is gone through for each. For more clients than that the walk goes on.
create index on audit (agency_id, actor_id, at desc);
create or replace function auth.audit_page(who uuid, of_client integer, since timestamptz, before timestamptz, before_id uuid, how_many integer)
  returns table (audit_id uuid, at timestamptz, actor_id uuid, service text, operation text, outcome text, clients integer[])
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  #variable_conflict use_column
  declare
    here uuid := auth.agency();
    me uuid := auth.actor();
    sees_all boolean := auth.audits_every_program() or auth.has_role('administrator');
    reads_all boolean := sees_all or auth.has_role('supervisor');
    mine uuid[] := auth.supervised();
    audited uuid[] := array(select p from unnest(auth.audited()) p
      where p <> all(auth.untold_programs()) or p = any(auth.audited_programs()));
    wanted uuid;
    page integer := least(how_many, 2001);
    too_many constant integer := 100;
    those uuid[];
    found uuid[];
    -- Executed and not written out, so that what is not asked for is no part of the plan.
    asked constant text := $part$(select a.at, a.audit_id, a.actor_id, a.ids from audit a where a.agency_id = $1 and ($2 is null or a.actor_id = $2)
      and ($3 is null or a.ids @> array[$3]) and ($4 is null or a.at >= $4)
      and ($5 is null or (a.at, a.audit_id) < ($5, coalesce($6, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))) %s)$part$;
    latest constant text := ' order by a.at desc, a.audit_id desc limit ';
    theirs constant text := $part$ a where a.actor_id = $7 or exists (select from enrollment e
      where e.agency_id = $1 and e.client_id = any(a.ids) and e.program_id = any($8))$part$;
    way text;
  begin
    if here is null or not (reads_all or auth.has_role('auditor')) then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    if of_client is not null then
      select c.client_id into wanted from client c
        where c.agency_id = here and c.client_number = of_client and (sees_all or c.program_ids && mine
          or exists (select from enrollment e where e.agency_id = here and e.client_id = c.client_id and e.program_id = any(audited)));
      if wanted is null then return; end if;
    end if;
    way := case when reads_all then format(asked, latest || page) || ' a'
      else format(asked, latest || 200 * page) || theirs || latest || page end;
    execute 'select array(select a.audit_id from ' || way || ')' into found using here, who, wanted, since, before, before_id, me, audited;
    if not reads_all and cardinality(found) < page then
      those := array(select e.client_id from enrollment e where e.agency_id = here and e.program_id = any(audited) limit too_many + 1);
      way := case when cardinality(those) > too_many then format(asked, '') || theirs
        else '(' || format(asked, 'and a.actor_id = $7' || latest || page) || ' union '
          || '(select a.* from unnest($9) w cross join lateral ' || format(asked, 'and a.ids @> array[w] offset 0') || ' a' || latest || page
          || ')) a' end || latest || page;
      execute 'select array(select a.audit_id from ' || way || ')' into found
        using here, who, wanted, since, before, before_id, me, audited, those;
    end if;
    return query
      select a.audit_id, a.at, a.actor_id, a.service::text, a.operation::text, a.outcome::text,
        coalesce((select array_agg(c.client_number order by c.client_number) from client c
          where c.agency_id = here and c.client_id = any(a.ids) and (sees_all or c.program_ids && mine
            or exists (select from enrollment e where e.agency_id = here and e.client_id = c.client_id and e.program_id = any(audited)))), '{}')
      from audit a where a.agency_id = here and a.audit_id = any(found)
      order by a.at desc, a.audit_id desc;
  end $$;

-- A role is given and taken, never rewritten: a trigger looks at those that are given. One column stays: whoever locks the rows needs the right to update some.
revoke update on staff_role from roundtable_app, roundtable_worker;
grant update (granted_at) on staff_role to roundtable_app, roundtable_worker;
