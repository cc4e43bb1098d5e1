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

-- Which programs a line of the trail concerns: those in which a client whom it names was enrolled by then, in the present or the past. It is
-- written with the line and follows from it, so that a page for an auditor of chosen programs is read in its order and nothing else is.
create table auth.audit_program (
  agency_id uuid not null,
  program_id uuid not null,
  at timestamptz not null,
  audit_id uuid not null,
  actor_id uuid,
  primary key (agency_id, program_id, at, audit_id)
);
create function auth.note_programs() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into auth.audit_program select distinct new.agency_id, e.program_id, new.at, new.audit_id, new.actor_id
      from enrollment e where e.agency_id = new.agency_id and e.client_id = any(new.ids);
    return null;
  end $$;
revoke all on function auth.note_programs() from public;
create trigger notes_programs after insert on audit for each row when (new.ids <> '{}') execute function auth.note_programs();
insert into auth.audit_program select distinct a.agency_id, e.program_id, a.at, a.audit_id, a.actor_id
  from audit a join enrollment e on e.agency_id = a.agency_id and e.client_id = any(a.ids) and e.created_at <= a.at;

-- Of the trail such an auditor reads their own lines and those that concern these programs; who reads all lines reads them as before.
-- That a number stands there tells that the client is in one of them: so a program that tells a class counts where they may know it.
-- Planned anew each time, so that what is not asked for is no part of the plan.
create index on audit (agency_id, actor_id, at desc);
create or replace function auth.audit_page(who uuid, of_client integer, since timestamptz, before timestamptz, before_id uuid, how_many integer)
  returns table (audit_id uuid, at timestamptz, actor_id uuid, service text, operation text, outcome text, clients integer[])
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan
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
    from_id uuid := coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
    found uuid[];
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
    if reads_all or wanted is not null then
      found := array(select a.audit_id from audit a
        where a.agency_id = here and (who is null or a.actor_id = who) and (wanted is null or a.ids @> array[wanted])
          and (since is null or a.at >= since) and (before is null or (a.at, a.audit_id) < (before, from_id))
          and (reads_all or a.actor_id = me or exists (select from auth.audit_program l
            where l.agency_id = here and l.program_id = any(audited) and l.at = a.at and l.audit_id = a.audit_id))
        order by a.at desc, a.audit_id desc limit page);
    else
      found := array(select f.audit_id from (
          select l.at, l.audit_id from unnest(audited) p cross join lateral (select l.at, l.audit_id from auth.audit_program l
            where l.agency_id = here and l.program_id = p and (who is null or l.actor_id = who)
              and (since is null or l.at >= since) and (before is null or (l.at, l.audit_id) < (before, from_id))
            order by l.at desc, l.audit_id desc limit page) l
          union
          (select a.at, a.audit_id from audit a where a.agency_id = here and a.actor_id = me and (who is null or who = me)
              and (since is null or a.at >= since) and (before is null or (a.at, a.audit_id) < (before, from_id))
            order by a.at desc, a.audit_id desc limit page)
        ) f order by f.at desc, f.audit_id desc limit page);
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
