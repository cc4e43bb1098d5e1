-- Who of the staff may know what is restricted: 10 NYCRR 63.9 asks for training before access, a list of who was trained, and a list of
-- the job titles that may see HIV information, for which function and within which limits.
create table class_access (
  agency_id uuid not null references agency,
  restricted code not null check (restricted in ('hiv', 'sud', 'mental_health', 'dv')),
  -- From this day on nobody sees rows of the class without current training, or under a title that is not listed; null asks for none.
  training_from date,
  titles_from date,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (agency_id, restricted)
);
create table authorized_title (
  agency_id uuid not null references agency,
  title_id uuid not null,
  title name_text not null,
  title_key code not null generated always as (lower(regexp_replace(btrim(title::text), '\s+', ' ', 'g'))) stored,
  duties name_text not null,
  limits name_text not null,
  restricted text[] not null check (cardinality(restricted) > 0 and restricted <@ array['hiv', 'sud', 'mental_health', 'dv']),
  added_at timestamptz not null,
  added_by uuid not null,
  removed_at timestamptz,
  removed_by uuid,
  primary key (agency_id, title_id),
  foreign key (agency_id, added_by) references staff (agency_id, staff_id),
  foreign key (agency_id, removed_by) references staff (agency_id, staff_id)
);
create unique index on authorized_title (agency_id, title_key) where removed_at is null;
create table staff_training (
  agency_id uuid not null,
  training_id uuid not null,
  staff_id uuid not null,
  about code not null check (about in ('hiv', 'sud', 'mental_health', 'dv')),
  completed_on date not null,
  -- The last day on which it holds.
  expires_on date not null,
  check (expires_on >= completed_on),
  recorded_at timestamptz not null,
  recorded_by uuid,
  -- A row that was wrong is taken back, never rewritten: the list of who was trained is asked for years later.
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  primary key (agency_id, training_id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, recorded_by) references staff (agency_id, staff_id),
  foreign key (agency_id, withdrawn_by) references staff (agency_id, staff_id)
);
create index on staff_training (agency_id, staff_id, about) where withdrawn_at is null;
call auth.protect_agency_rows('class_access');
call auth.protect_agency_rows('authorized_title');
do $$
declare
  own constant text := 'agency_id = (select auth.agency())';
  managed constant text := own || ' and (select auth.has_role(''administrator''))';
begin
  call auth.protect('staff_training', managed || ' or ' || own || ' and staff_id = (select auth.actor())', managed, managed);
end $$;
call auth.require_author('authorized_title', 'added_by');
call auth.require_author('staff_training', 'recorded_by');
create trigger in_own_name before update on authorized_title for each row execute function auth.in_own_name('removed_by');
create trigger in_own_name before update on staff_training for each row execute function auth.in_own_name('withdrawn_by');
revoke update on authorized_title, staff_training from roundtable_app, roundtable_worker;
grant select, insert, update on class_access to roundtable_app, roundtable_worker;
grant select, insert on authorized_title, staff_training to roundtable_app, roundtable_worker;
grant update (removed_at, removed_by) on authorized_title to roundtable_app, roundtable_worker;
grant update (withdrawn_at, withdrawn_by) on staff_training to roundtable_app, roundtable_worker;

-- The law asks for training about HIV; the rest is the agency's own policy. Agencies that work already have a month to write down who
-- was trained, so that nobody loses their caseload overnight.
create function auth.begin_class_access() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into class_access (agency_id, restricted, training_from, changed_at)
      select new.agency_id, c, case when c = 'hiv' then (auth.now() at time zone new.time_zone)::date end, auth.now()
      from unnest(array['hiv', 'sud', 'mental_health', 'dv']) c;
    return null;
  end $$;
revoke all on function auth.begin_class_access() from public;
create trigger begin_class_access after insert on agency for each row execute function auth.begin_class_access();
insert into class_access (agency_id, restricted, training_from, changed_at)
  select a.agency_id, c, case when c = 'hiv' then (auth.now() at time zone a.time_zone)::date + 30 end, auth.now()
  from agency a, unnest(array['hiv', 'sud', 'mental_health', 'dv']) c;

-- The classes that somebody may know on a day, whatever else row security then asks of them.
create function auth.cleared_on(agency uuid, person uuid, today date) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(a.restricted::text order by a.restricted), '{}') from class_access a
    where a.agency_id = agency
      and (a.training_from is null or a.training_from > today or exists (select from staff_training t
        where t.agency_id = agency and t.staff_id = person and t.about = a.restricted and t.withdrawn_at is null
          and today between t.completed_on and t.expires_on))
      and (a.titles_from is null or a.titles_from > today or exists (select from staff_version v
        join authorized_title w on w.agency_id = v.agency_id and w.removed_at is null and a.restricted::text = any(w.restricted)
          and w.title_key = lower(regexp_replace(btrim(v.title::text), '\s+', ' ', 'g')) collate "C"
        where v.agency_id = agency and v.staff_id = person and v.superseded_at is null and v.valid_to is null))
  $$;
revoke all on function auth.cleared_on(uuid, uuid, date) from public;

create or replace function auth.mint(agency uuid, staff uuid, wanted_purpose text, service text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    moment timestamptz := auth.now();
    today date := auth.agency_today(agency);
    answer jsonb;
  begin
    if wanted_purpose is null or wanted_purpose not in ('care-coordination', 'administration', 'oversight', 'own-account') then
      raise exception 'unknown purpose' using errcode = 'invalid_parameter_value';
    end if;
    answer := jsonb_build_object(
      'agency', agency, 'actor', staff, 'purpose', wanted_purpose, 'service', service, 'today', today,
      -- A service does work that no person sees.
      'cleared', case when service is not null then array['hiv', 'sud', 'mental_health', 'dv'] else auth.cleared_on(agency, staff, today) end,
      'roles', case when service is not null then '["administrator"]'::jsonb else
        coalesce((select jsonb_agg(r.role order by r.role) from staff_role r where r.agency_id = agency and r.staff_id = staff), '[]') end,
      'teams', coalesce((select jsonb_agg(distinct m.team_id) from team_member m join team_member_version v using (agency_id, team_member_id)
        where m.agency_id = agency and m.staff_id = staff and v.superseded_at is null
          and v.valid_from <= today and (v.valid_to is null or v.valid_to >= today)), '[]'),
      'supervised', coalesce((select jsonb_agg(distinct t.program_id)
        from team_member m join team_member_version v using (agency_id, team_member_id) join team t using (agency_id, team_id)
        where m.agency_id = agency and m.staff_id = staff and v.team_role = 'supervisor' and v.superseded_at is null
          and v.valid_from <= today and (v.valid_to is null or v.valid_to >= today)
          and exists (select 1 from staff_role r where r.agency_id = agency and r.staff_id = staff and r.role = 'supervisor')), '[]'));
    perform set_config('roundtable.context', auth.signature(answer::text) || '.' || answer::text, true);
    return answer || jsonb_build_object('at', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
  end $$;

-- Read once per statement, and compared as any other small array of the context.
create function auth.cleared() returns text[] language sql stable set search_path = pg_catalog, pg_temp
  as $$ select coalesce(array(select jsonb_array_elements_text(auth.context() -> 'cleared')), '{}') $$;
grant execute on function auth.cleared() to roundtable_app, roundtable_worker;

-- Lays the condition over a table whose rows have a class, beside whatever lets them through: it only ever takes away. In the very transaction that
-- writes them, words of one's own can be seen, or they could not be saved.
create procedure auth.guard_class(target regclass)
  language plpgsql as $$
  declare
    known constant text := 'class = ''general'' or class = any((select auth.cleared())::text[])';
    author name;
    stamp name;
  begin
    select a.attname into author from pg_attribute a where a.attrelid = target and not a.attisdropped
      and a.attname in ('author_id', 'written_by', 'lowered_by', 'created_by', 'recorded_by', 'opened_by')
      order by array_position(array['author_id', 'written_by', 'lowered_by', 'created_by', 'recorded_by', 'opened_by']::name[], a.attname) limit 1;
    select a.attname into stamp from pg_attribute a where a.attrelid = target and not a.attisdropped
      and a.attname in ('written_at', 'confirmed_at', 'lowered_at', 'created_at', 'recorded_at', 'opened_at')
      order by array_position(array['written_at', 'confirmed_at', 'lowered_at', 'created_at', 'recorded_at', 'opened_at']::name[], a.attname) limit 1;
    execute format('create policy knows_class on %s as restrictive for select to roundtable_app, roundtable_worker using (%s%s)', target, known,
      case when author is null or stamp is null then ''
        else format(' or %I = (select auth.actor()) and %I = (select auth.now())', author, stamp) end);
  end $$;
-- Every table with classes that has no guard yet. What a program is called is no row about a client.
create procedure auth.guard_classes()
  language plpgsql as $$
  declare target regclass;
  begin
    for target in
      select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'class' and not a.attisdropped
      where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'program'
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'knows_class')
    loop
      call auth.guard_class(target);
    end loop;
  end $$;
call auth.guard_classes();
-- A table that is protected from now on is guarded with it.
create or replace procedure auth.protect(target regclass, readable text, addable text, changeable text)
  language plpgsql as $$
  begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy owner_all on %s to roundtable_owner using (true) with check (true)', target);
    execute format('create policy may_read on %s for select to roundtable_app, roundtable_worker using (%s)', target, readable);
    execute format('create policy may_add on %s for insert to roundtable_app, roundtable_worker with check (%s)', target, addable);
    execute format('create policy may_change on %s for update to roundtable_app, roundtable_worker using (%s) with check (%s)', target, changeable, changeable);
    execute format('create policy may_remove on %s for delete to roundtable_app, roundtable_worker using (%s)', target, changeable);
    call auth.guard_classes();
  end $$;

-- Two questions that pass row security by, and so ask for the class themselves: a search by what is due, and the day's letter.
do $$
declare
  definition text := pg_get_functiondef('auth.find_clients(jsonb, integer)'::regprocedure);
  guarded text := replace(replace(definition,
    '(o.class = ''''general'''' or o.worker_id = $2 or o.program_id = any($4))',
    '(o.class = ''''general'''' or o.class = any($19) and (o.worker_id = $2 or o.program_id = any($4)))'),
    'after_client, how_many, auth.today()', 'after_client, how_many, auth.today(), auth.cleared()');
begin
  if position('any($19)' in guarded) = 0 or position('auth.cleared()' in guarded) = 0 then
    raise exception 'the search is not as it was';
  end if;
  execute guarded;
end $$;
create or replace function auth.count_my_escalations(on_date date) returns integer
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select count(*)::integer from auth.escalations_on((select auth.agency()), on_date) h
    where (h.class = 'general' or h.class = any((select auth.cleared())::text[]))
      and ((h.target = 'worker' and h.worker_id = (select auth.actor()))
        or (h.target = 'supervisor' and h.program_id = any((select auth.supervised())::uuid[]))
        or (h.target = 'program_admin' and (select auth.has_role('administrator')) and h.class = 'general'))
  $$;

-- Of these staff, those who may know what a change tells by its class: nobody else hears of it.
create function auth.staff_cleared_for(wanted_change uuid, wanted_staff uuid[]) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select s.id from unnest(wanted_staff) s(id) join change_event x on x.agency_id = (select auth.agency()) and x.change_event_id = wanted_change
    where x.class = 'general' or x.class::text = any(auth.cleared_on(x.agency_id, s.id, (select auth.today())))
  $$;
revoke all on function auth.staff_cleared_for(uuid, uuid[]) from public;
grant execute on function auth.staff_cleared_for(uuid, uuid[]) to roundtable_app;
