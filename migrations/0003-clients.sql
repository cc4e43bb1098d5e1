-- Clients, and who of the staff may see each. The scope columns are kept by triggers, so that a policy
-- compares columns with small arrays and never runs a function for each row.
create table client (
  agency_id uuid not null references agency,
  client_id uuid not null,
  client_number integer not null,
  legal_given name_text not null,
  legal_family name_text not null,
  preferred_name name_text not null default '',
  pronouns name_text not null default '',
  born_on date,
  deceased_on date,
  languages text[] not null default '{English}',
  interpreter_needed boolean not null default false,
  email text not null default '',
  phone text not null default '',
  -- Safe contact: which channels may be used. What else the client asked us to heed is words, and stands apart.
  may_email boolean not null default false,
  may_text boolean not null default false,
  may_call boolean not null default true,
  may_leave_message boolean not null default false,
  -- Normalised prefixes for search (decision 15): LIKE is not leakproof under row security.
  given_key code not null,
  family_key code not null,
  preferred_key code not null,
  -- Who may see the client: on the care team; who may see restricted classes: the assigned case managers.
  staff_ids uuid[] not null default '{}',
  manager_ids uuid[] not null default '{}',
  team_ids uuid[] not null default '{}',
  program_ids uuid[] not null default '{}',
  -- The first date on which staff_ids and manager_ids no longer hold. From then on nobody sees by them, until a service that
  -- runs each hour has written them anew.
  scope_changes_on date not null default 'infinity',
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (agency_id, client_id)
);
create unique index on client (agency_id, client_number);
-- The keys are of collation C, so that one index serves both the range of a prefix and the order of the list.
create index on client (agency_id, family_key, given_key, client_id);
create index on client (agency_id, given_key);
create index on client (agency_id, preferred_key) where preferred_key <> '';
create index on client (agency_id, born_on);
create index on client using gin (staff_ids);
create index on client using gin (team_ids);
create index on client using gin (program_ids);
create index on client (agency_id, scope_changes_on) where scope_changes_on < 'infinity';

-- What to heed before somebody makes contact, in words that may tell why: for those who work with the client.
create table client_contact_note (
  agency_id uuid not null,
  client_id uuid not null,
  body bytea not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (agency_id, client_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, written_by) references staff (agency_id, staff_id)
);

create table client_identifier (
  agency_id uuid not null,
  client_id uuid not null,
  system code not null,
  value code not null,
  value_key code generated always as (lower(regexp_replace(value, '[^A-Za-z0-9]', '', 'g'))) stored,
  primary key (agency_id, system, value),
  foreign key (agency_id, client_id) references client
);
create index on client_identifier (agency_id, client_id);
create index on client_identifier (agency_id, value_key);

create table support (
  agency_id uuid not null,
  support_id uuid not null,
  client_id uuid not null,
  full_name name_text not null,
  relationship name_text not null,
  email text not null default '',
  phone text not null default '',
  language name_text not null default 'English',
  -- A household member who is a client too; the name is read through that client's own row security.
  other_client_id uuid,
  created_at timestamptz not null,
  primary key (agency_id, support_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, other_client_id) references client
);
create index on support (agency_id, client_id);
create index on support (agency_id, other_client_id);

-- The restricted classes that a case holds. A row is itself restricted information.
create table client_class (
  agency_id uuid not null,
  client_id uuid not null,
  class code not null check (class in ('hiv', 'sud', 'mental_health', 'dv')),
  source code not null,
  recorded_at timestamptz not null,
  primary key (agency_id, client_id, class),
  foreign key (agency_id, client_id) references client
);

create table enrollment (
  agency_id uuid not null,
  enrollment_id uuid not null,
  client_id uuid not null,
  program_id uuid not null,
  created_at timestamptz not null,
  primary key (agency_id, enrollment_id),
  -- What names an enrollment beside a client names the enrollment's own: row security asks about that client.
  unique (agency_id, enrollment_id, client_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, program_id) references program
);
create index on enrollment (agency_id, client_id);
create index on enrollment (agency_id, program_id);

create table enrollment_version (
  agency_id uuid not null,
  enrollment_id uuid not null,
  version_id uuid not null,
  worker_id uuid,
  team_id uuid not null,
  -- From when on this worker and team have the enrollment; null where they had it from its start.
  assigned_on date,
  valid_from date not null,
  valid_to date,
  end_reason code,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  check (valid_to is null or valid_to >= valid_from),
  primary key (agency_id, version_id),
  foreign key (agency_id, enrollment_id) references enrollment,
  foreign key (agency_id, worker_id) references staff (agency_id, staff_id),
  foreign key (agency_id, team_id) references team
);
create unique index on enrollment_version (agency_id, enrollment_id) where superseded_at is null;
create index on enrollment_version (agency_id, enrollment_id, recorded_at);

create table care_team_member (
  agency_id uuid not null,
  care_team_member_id uuid not null,
  client_id uuid not null,
  staff_id uuid,
  provider_id uuid,
  support_id uuid,
  check (num_nonnulls(staff_id, provider_id, support_id) = 1),
  primary key (agency_id, care_team_member_id),
  unique (agency_id, client_id, staff_id),
  unique (agency_id, client_id, provider_id),
  unique (agency_id, client_id, support_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, provider_id) references provider,
  foreign key (agency_id, support_id) references support
);
create index on care_team_member (agency_id, staff_id);
create index on care_team_member (agency_id, provider_id);

create table care_team_member_version (
  agency_id uuid not null,
  care_team_member_id uuid not null,
  version_id uuid not null,
  is_case_manager boolean not null default false,
  is_key_provider boolean not null default false,
  serves_as name_text not null default '',
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (agency_id, version_id),
  foreign key (agency_id, care_team_member_id) references care_team_member
);
create index on care_team_member_version (agency_id, care_team_member_id);
create unique index on care_team_member_version (agency_id, care_team_member_id) where superseded_at is null and valid_to is null;

create table consent (
  agency_id uuid not null,
  consent_id uuid not null,
  client_id uuid not null,
  provider_id uuid,
  support_id uuid,
  organization_id uuid,
  check (num_nonnulls(provider_id, support_id, organization_id) = 1),
  classes text[] not null,
  purpose code not null,
  valid_from date not null,
  valid_until date,
  check (valid_until is null or valid_until >= valid_from),
  signed_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (agency_id, consent_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, provider_id) references provider,
  foreign key (agency_id, support_id) references support,
  foreign key (agency_id, organization_id) references organization
);
create index on consent (agency_id, client_id);

create function auth.agency_today(wanted uuid) returns date
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select (auth.now() at time zone a.time_zone)::date from agency a where a.agency_id = wanted $$;

-- Who may see these clients on a date: their teams and programs by any enrollment, its worker too; the care team, and who manages
-- the case, between the dates that somebody wrote.
create function auth.scope_on(today date, agency uuid, clients uuid[])
  returns table (client_id uuid, staff_ids uuid[], manager_ids uuid[], team_ids uuid[], program_ids uuid[], changes_on date)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select wanted.id,
      coalesce(array_agg(distinct x.staff_id) filter (where x.staff_id is not null), '{}'),
      coalesce(array_agg(distinct x.staff_id) filter (where x.manages), '{}'),
      coalesce(array_agg(distinct x.team_id) filter (where x.team_id is not null), '{}'),
      coalesce(array_agg(distinct x.program_id) filter (where x.program_id is not null), '{}'),
      coalesce(min(x.changes_on), 'infinity')
    from unnest(clients) wanted(id) left join (
      select e.client_id, v.worker_id as staff_id,
          v.worker_id is not null and (v.valid_to is null or v.valid_to >= today) as manages, v.team_id, e.program_id,
          case when v.worker_id is not null and v.valid_to >= today then v.valid_to + 1 end as changes_on
        from enrollment e join enrollment_version v using (agency_id, enrollment_id)
        where e.agency_id = agency and e.client_id = any(clients) and v.superseded_at is null
      union all
      select m.client_id, case when v.valid_from <= today then m.staff_id end, v.is_case_manager and v.valid_from <= today, null, null,
          case when v.valid_from > today then v.valid_from else v.valid_to + 1 end
        from care_team_member m join care_team_member_version v using (agency_id, care_team_member_id)
        where m.agency_id = agency and m.client_id = any(clients) and m.staff_id is not null
          and v.superseded_at is null and (v.valid_to is null or v.valid_to >= today)
    ) x on x.client_id = wanted.id
    group by wanted.id
  $$;

-- Keeps the scope columns of every client whose enrollments or care team changed in this statement; one who stays as seen is
-- not written again.
create function auth.rescope(agency uuid, clients uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    today date := auth.agency_today(agency);
    me uuid := auth.actor();
  begin
    -- Two changes about one client take turns, and the later one reads what the earlier one wrote: from a reading of its own it
    -- would write back whoever the earlier one took off.
    perform from client c where c.agency_id = agency and c.client_id = any(clients) order by c.client_id for no key update;
    -- Whoever manages a case reads what nobody else may: it is theirs, the supervisor's or an administrator's to hand over.
    if me is not null and not auth.has_role('administrator') and exists (
        select from auth.scope_on(today, agency, clients) s join client c on c.agency_id = agency and c.client_id = s.client_id
        where cardinality(c.manager_ids) > 0 and c.manager_ids is distinct from s.manager_ids
          and not (c.manager_ids && array[me] and c.scope_changes_on > today)
          and not (c.program_ids || s.program_ids) && auth.supervised()) then
      raise exception 'not theirs to assign' using errcode = 'insufficient_privilege';
    end if;
    update client c set staff_ids = s.staff_ids, manager_ids = s.manager_ids, team_ids = s.team_ids, program_ids = s.program_ids,
        scope_changes_on = s.changes_on
      from auth.scope_on(today, agency, clients) s
      where c.agency_id = agency and c.client_id = s.client_id
        and (c.staff_ids, c.manager_ids, c.team_ids, c.program_ids, c.scope_changes_on)
          is distinct from (s.staff_ids, s.manager_ids, s.team_ids, s.program_ids, s.changes_on);
  end $$;

create function auth.rescope_by_enrollment() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare here uuid;
  begin
    for here in select distinct agency_id from changed loop
      perform auth.rescope(here, array(select distinct e.client_id from enrollment e
        where e.agency_id = here and e.enrollment_id = any(array(select c.enrollment_id from changed c where c.agency_id = here))));
    end loop;
    return null;
  end $$;
create trigger rescope_added after insert on enrollment_version referencing new table as changed
  for each statement execute function auth.rescope_by_enrollment();
create trigger rescope_changed after update on enrollment_version referencing new table as changed
  for each statement execute function auth.rescope_by_enrollment();

create function auth.rescope_by_care_team() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    perform auth.rescope(agency_id, array_agg(distinct client_id))
      from changed join care_team_member using (agency_id, care_team_member_id) group by agency_id;
    return null;
  end $$;
create trigger rescope_added after insert on care_team_member_version referencing new table as changed
  for each statement execute function auth.rescope_by_care_team();
create trigger rescope_changed after update on care_team_member_version referencing new table as changed
  for each statement execute function auth.rescope_by_care_team();

-- A case manager who opens a case must be able to see it before anybody is assigned: the row itself names its maker.
do $$
declare seen constant text := 'agency_id = (select auth.agency()) and ((select auth.sees_all_clients()) '
  'or staff_ids && array[(select auth.actor())] and scope_changes_on > (select auth.today()) '
  'or team_ids && (select auth.teams()) or program_ids && (select auth.supervised()))';
begin
  call auth.protect('client', seen, seen, seen);
end $$;

-- What belongs to one client follows the client's own row security.
create procedure auth.protect_client_rows(target regclass)
  language plpgsql as $$
  declare seen text := format(
    'agency_id = (select auth.agency()) and exists (select 1 from client c where c.agency_id = %1$s.agency_id and c.client_id = %1$s.client_id)',
    target);
  begin
    call auth.protect(target, seen, seen, seen);
  end $$;

-- Content is for case managers and supervisors; a restricted class only for the assigned case manager and the
-- program's supervisor, and its author. Whoever sees the client may add (an import does) without reading it back.
create procedure auth.protect_content(target regclass, has_class boolean, author text default null)
  language plpgsql as $$
  declare
    own text := format(
      'agency_id = (select auth.agency()) and exists (select 1 from client c where c.agency_id = %1$s.agency_id and c.client_id = %1$s.client_id)',
      target);
    seen text := format(
      'agency_id = (select auth.agency()) and (select auth.reads_content()) and exists (select 1 from client c where c.agency_id = %1$s.agency_id and c.client_id = %1$s.client_id%2$s)',
      target, case when has_class then
        format(' and (%s.class = ''general'' or c.manager_ids && array[(select auth.actor())] and c.scope_changes_on > (select auth.today()) or c.program_ids && (select auth.supervised())%s)',
          target, case when author is null then '' else format(' or %s.%I = (select auth.actor())', target, author) end)
      else '' end);
  begin
    call auth.protect(target, seen, own, seen);
  end $$;

-- Whoever asks is who wrote it, and stays so: a row can be neither laid at another's door nor passed on to them. Where words are
-- written over, their writer becomes whoever does it.
create function auth.refuse_other_author() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
  as $$ begin raise exception 'who wrote it stays' using errcode = 'insufficient_privilege'; end $$;
create procedure auth.require_author(target regclass, author text, is_written_over boolean default false)
  language plpgsql as $$
  declare theirs text := format('%I is not distinct from (select auth.actor())', author);
  begin
    execute format('create policy by_its_author on %s as restrictive for insert to roundtable_app, roundtable_worker with check (%s)',
      target, theirs);
    if is_written_over then
      execute format('create policy by_its_writer on %s as restrictive for update to roundtable_app, roundtable_worker '
        'using (true) with check (%s)', target, theirs);
    else
      execute format('create trigger author_stays before update of %1$I on %2$s for each row '
        'when (old.%1$I is distinct from new.%1$I) execute function auth.refuse_other_author()', author, target);
    end if;
  end $$;

-- Version rows follow their identity row.
create procedure auth.protect_versions(target regclass, identity regclass, key text)
  language plpgsql as $$
  declare seen text := format(
    'agency_id = (select auth.agency()) and exists (select 1 from %2$s i where i.agency_id = %1$s.agency_id and i.%3$I = %1$s.%3$I)',
    target, identity, key);
  begin
    call auth.protect(target, seen, seen, seen);
  end $$;

call auth.protect_content('client_contact_note', false);
call auth.require_author('client_contact_note', 'written_by', true);
call auth.protect_client_rows('client_identifier');
call auth.protect_client_rows('support');
call auth.protect_content('client_class', true);
call auth.protect_client_rows('enrollment');
call auth.protect_versions('enrollment_version', 'enrollment', 'enrollment_id');
call auth.protect_client_rows('care_team_member');
call auth.protect_versions('care_team_member_version', 'care_team_member', 'care_team_member_id');
call auth.protect_content('consent', false);
call auth.require_author('consent', 'recorded_by');

-- Finds clients by name, number, identifier or birth date. It applies the gate of the client table itself: the overlap of
-- arrays is not leakproof, so that row security could not use an index for it (decision 15). Ids only; the rows are then read by the asker.
create function auth.find_clients(wanted jsonb, how_many integer) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    me uuid := auth.actor();
    everybody boolean := auth.sees_all_clients();
    mine constant text := '(c.staff_ids && array[$2] and c.scope_changes_on > $18)';
    seen constant text := '(' || mine || ' or c.team_ids && $3 or c.program_ids && $4)';
    start text := wanted ->> 'start';
    past text := start || chr(1114111);
    numbered uuid[];
    after_family text;
    after_given text;
    after_client uuid;
    statement text := 'select c.client_id from client c where c.agency_id = $1 and ';
  begin
    if here is null or me is null then return; end if;
    statement := statement || case wanted ->> 'scope'
      when 'mine' then mine
      when 'team' then 'c.team_ids && $3'
      else case when everybody then 'true' else seen end end;
    if wanted ->> 'programId' is not null then statement := statement || ' and c.program_ids && array[$5]'; end if;
    if start <> '' then
      numbered := array(select i.client_id from client_identifier i
        where i.agency_id = here and wanted ->> 'identifier' <> '' and i.value_key >= wanted ->> 'identifier'
          and i.value_key < (wanted ->> 'identifier') || chr(1114111) limit 500);
      statement := statement || ' and (((c.family_key >= $6 and c.family_key < $7 or c.given_key >= $6 and c.given_key < $7'
        ' or c.preferred_key <> '''' and c.preferred_key >= $6 and c.preferred_key < $7)'
        -- One word is its own split; saying so again would mislead the planner about how many it finds.
        || case when jsonb_array_length(wanted -> 'splits') = 1 then '' else
        ' and exists (select from jsonb_to_recordset($8) as s(head text, tail text) where'
        ' starts_with(c.family_key, s.head) and (starts_with(c.given_key, s.tail) or starts_with(c.preferred_key, s.tail))'
        ' or starts_with(c.family_key, s.tail) and (starts_with(c.given_key, s.head) or starts_with(c.preferred_key, s.head)))' end
        || ')'
        || case when wanted ->> 'number' is null then '' else ' or c.client_number = $9' end
        || case when wanted ->> 'bornOn' is null then '' else ' or c.born_on = $10' end
        || case when cardinality(numbered) = 0 then '' else ' or c.client_id = any($11)' end || ')';
    end if;
    if wanted ->> 'due' is not null then
      statement := statement || ' and exists (select from obligation o where o.agency_id = $1 and o.client_id = c.client_id'
        ' and o.state = ''open'' and ($12 or o.worker_id = $2 or o.team_id = any($3) or o.program_id = any($4))'
        ' and (o.class = ''general'' or o.worker_id = $2 or o.program_id = any($4)) and '
        || case wanted ->> 'due' when 'overdue' then 'o.due_on < $13' else 'o.due_on >= $13 and o.due_soon_on <= $13' end || ')';
    end if;
    if wanted ->> 'after' is not null then
      execute 'select c.family_key, c.given_key, c.client_id from client c where c.agency_id = $1 and c.client_id = $2 and ($3 or '
        || replace(replace(replace(replace(seen, '$18', '$7'), '$4', '$6'), '$3', '$5'), '$2', '$4') || ')'
        into after_family, after_given, after_client
        using here, (wanted ->> 'after')::uuid, everybody, me, auth.teams(), auth.supervised(), auth.today();
      statement := statement || ' and (c.family_key, c.given_key, c.client_id) > ($14, $15, $16)';
    end if;
    return query execute statement || ' order by c.family_key, c.given_key, c.client_id limit $17'
      using here, me, auth.teams(), auth.supervised(), (wanted ->> 'programId')::uuid, start, past, wanted -> 'splits',
        (wanted ->> 'number')::integer, (wanted ->> 'bornOn')::date, numbered, everybody, (wanted ->> 'today')::date,
        after_family, after_given, after_client, how_many, auth.today();
  end $$;
