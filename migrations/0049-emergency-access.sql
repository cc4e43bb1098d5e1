-- Emergency access ("break-glass"): one client, for sixty minutes, to read and nothing else, in sight of everybody who answers for it.
-- When somebody last showed, in this session, that it is they: by their password, or a code of their app.
alter table auth.session_scope add column proved_at timestamptz not null default auth.now();

create table break_glass (
  agency_id uuid not null,
  glass_id uuid not null,
  client_id uuid not null,
  staff_id uuid not null,
  reason code not null check (reason in ('danger-to-life', 'danger-to-others', 'urgent-care', 'worker-unreachable')),
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  review_by timestamptz not null,
  outcome code check (outcome in ('justified', 'not-justified', 'reported')),
  reviewed_by uuid,
  reviewed_at timestamptz,
  check (ends_at = opened_at + interval '60 minutes'),
  check (review_by = opened_at + interval '72 hours'),
  check (num_nonnulls(outcome, reviewed_by, reviewed_at) in (0, 3)),
  check (reviewed_by <> staff_id),
  primary key (agency_id, glass_id),
  unique (agency_id, glass_id, client_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, reviewed_by) references staff (agency_id, staff_id)
);
create index on break_glass (agency_id, staff_id, opened_at desc);
create index on break_glass (agency_id, client_id);
create index on break_glass (agency_id, opened_at desc) where reviewed_at is null;
create unique index on break_glass (agency_id, staff_id, opened_at);

-- Why, in their own words, and what the second person found.
create table break_glass_words (
  agency_id uuid not null,
  glass_id uuid not null,
  client_id uuid not null,
  kind code not null check (kind in ('reason', 'review')),
  class code not null,
  body bytea not null,
  author_id uuid not null,
  written_at timestamptz not null,
  primary key (agency_id, glass_id, kind),
  foreign key (agency_id, glass_id, client_id) references break_glass (agency_id, glass_id, client_id),
  foreign key (agency_id, author_id) references staff (agency_id, staff_id)
);

-- The clients whom this transaction may read for an emergency; none but where it was entered for that.
create function auth.glass() returns uuid[] language sql stable set search_path = pg_catalog, pg_temp
  as $$ select auth.ids('glass') $$;
create function auth.is_emergency() returns boolean language sql stable set search_path = pg_catalog, pg_temp
  as $$ select coalesce(auth.purpose() = 'emergency', false) $$;
grant execute on function auth.glass(), auth.is_emergency() to roundtable_app, roundtable_worker;

do $$
declare
  seen constant text := 'agency_id = (select auth.agency()) and (staff_id = (select auth.actor()) or (select auth.has_role(''administrator'')) '
    'or (select auth.has_role(''supervisor'')) and exists (select from client c where c.agency_id = break_glass.agency_id '
    'and c.client_id = break_glass.client_id))';
begin
  call auth.protect('break_glass', seen, 'false', seen);
end $$;
call auth.protect_content('break_glass_words', true, 'author_id');
call auth.require_author('break_glass_words', 'author_id');
create trigger class_new_words before insert on break_glass_words for each row execute function auth.class_new_words();
create trigger in_own_name before update on break_glass for each row execute function auth.in_own_name('reviewed_by');
revoke all on break_glass, break_glass_words from roundtable_app, roundtable_worker;
grant select on break_glass to roundtable_app, roundtable_worker;
grant update (ended_at, outcome, reviewed_by, reviewed_at) on break_glass to roundtable_app, roundtable_worker;
grant select, insert on break_glass_words to roundtable_app, roundtable_worker;

-- Its terms stay; whoever opened it may only end it sooner, and somebody else judges it, once.
create function auth.keep_glass() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
  as $$
  begin
    if auth.agency() is null then return new; end if;
    if old.reviewed_at is not null
      or new.ended_at is distinct from old.ended_at
        and (auth.actor() <> old.staff_id or old.ended_at is not null or new.ended_at is distinct from auth.now() or new.ended_at > old.ends_at)
      or new.reviewed_at is distinct from old.reviewed_at
        and (auth.actor() = old.staff_id or new.reviewed_at is distinct from auth.now()) then
      raise exception 'this stays as it is' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
revoke all on function auth.keep_glass() from public;
create trigger keep_glass before update on break_glass for each row execute function auth.keep_glass();

-- What a transaction entered for an emergency reads: that client, and of what is said about them the classes that the person was cleared
-- for. Training and titles stay asked for: the law gives nobody HIV information without them.
create policy by_glass on client for select to roundtable_app, roundtable_worker
  using (agency_id = (select auth.agency()) and client_id = any((select auth.glass())::uuid[]));
create policy glass_alone on client as restrictive for select to roundtable_app, roundtable_worker
  using (not (select auth.is_emergency()) or client_id = any((select auth.glass())::uuid[]));
do $$
declare target regclass;
begin
  for target in
    select p.polrelid::regclass from pg_policy p
      join pg_attribute a on a.attrelid = p.polrelid and a.attname = 'client_id' and not a.attisdropped
    where p.polname = 'may_read' and pg_get_expr(p.polqual, p.polrelid) ~ 'c\.manager_ids'
  loop
    execute format('create policy by_glass on %s for select to roundtable_app, roundtable_worker using (agency_id = (select auth.agency()) '
      'and (select auth.reads_content()) and client_id = any((select auth.glass())::uuid[]))', target);
  end loop;
end $$;

-- Read-only: nothing is written in such a transaction but that it was. A table that is protected from now on is closed with the others.
create procedure auth.close_to_glass()
  language plpgsql as $$
  declare target regclass;
  begin
    for target in
      select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relrowsecurity and c.relname not in ('audit', 'stale_enrollment')
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'no_adding_by_glass')
    loop
      execute format('create policy no_adding_by_glass on %s as restrictive for insert to roundtable_app, roundtable_worker '
        'with check (not (select auth.is_emergency()))', target);
      execute format('create policy no_changing_by_glass on %s as restrictive for update to roundtable_app, roundtable_worker '
        'using (not (select auth.is_emergency()))', target);
      execute format('create policy no_removing_by_glass on %s as restrictive for delete to roundtable_app, roundtable_worker '
        'using (not (select auth.is_emergency()))', target);
    end loop;
  end $$;
call auth.close_to_glass();
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
    call auth.close_to_glass();
  end $$;

create or replace function auth.mint(agency uuid, staff uuid, wanted_purpose text, service text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    moment timestamptz := auth.now();
    today date := auth.agency_today(agency);
    in_emergency boolean := wanted_purpose = 'emergency';
    answer jsonb;
  begin
    if wanted_purpose is null
      or wanted_purpose not in ('care-coordination', 'administration', 'oversight', 'own-account', 'emergency') then
      raise exception 'unknown purpose' using errcode = 'invalid_parameter_value';
    end if;
    answer := jsonb_build_object(
      'agency', agency, 'actor', staff, 'purpose', wanted_purpose, 'service', service, 'today', today,
      -- A service does work that no person sees.
      'cleared', case when service is not null then array['hiv', 'sud', 'mental_health', 'dv'] else auth.cleared_on(agency, staff, today) end,
      'glass', case when in_emergency then coalesce((select jsonb_agg(g.client_id) from break_glass g
        where g.agency_id = agency and g.staff_id = staff and g.ended_at is null and g.opened_at <= moment and g.ends_at > moment), '[]')
        else '[]' end,
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

-- Adds to what the door has signed when the holder of this session last showed that it is they; asked for where it matters alone.
create function auth.note_proof(token_hash text) returns timestamptz
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    answer jsonb := auth.context();
    shown timestamptz;
  begin
    select sc.proved_at into shown from sign_in.session s join auth.session_scope sc on sc.session_id = s.id
      where encode(sha256(s.token::bytea), 'hex') = token_hash and s."expiresAt" > auth.now() and not sc.locked
        and sc.agency_id = auth.agency() and sc.staff_id = auth.actor();
    if shown is null then return null; end if;
    answer := answer || jsonb_build_object('proved', shown);
    perform set_config('roundtable.context', auth.signature(answer::text) || '.' || answer::text, true);
    return shown;
  end $$;
revoke all on function auth.note_proof(text) from public;
grant execute on function auth.note_proof(text) to roundtable_app;

create or replace function auth.lock_session(token_hash text, wanted boolean) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update auth.session_scope set locked = wanted, used_at = auth.now(), proved_at = case when wanted then proved_at else auth.now() end
      where session_id = (select id from sign_in.session where encode(sha256(token::bytea), 'hex') = token_hash and "expiresAt" > auth.now());
    return found;
  end $$;
create function auth.prove_session(token_hash text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update auth.session_scope set proved_at = auth.now() where not locked and session_id =
      (select id from sign_in.session where encode(sha256(token::bytea), 'hex') = token_hash and "expiresAt" > auth.now());
    return found;
  end $$;
revoke all on function auth.prove_session(text) from public;
grant execute on function auth.prove_session(text) to roundtable_auth;

-- Who is to hear of it and to judge it: the supervisors of the client's programs, and the administrators; never whoever opened it.
create function auth.glass_reviewers(wanted uuid) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select distinct s.staff_id from break_glass g
      join client c using (agency_id, client_id)
      join staff s on s.agency_id = g.agency_id and s.staff_id <> g.staff_id and s.deactivated_at is null and s.user_id is not null
      join staff_role r on r.agency_id = s.agency_id and r.staff_id = s.staff_id
    where g.agency_id = (select auth.agency()) and g.glass_id = wanted and g.staff_id = (select auth.actor())
      and (r.role = 'administrator' or r.role = 'supervisor' and exists (
        select from team_member m join team_member_version v using (agency_id, team_member_id) join team t using (agency_id, team_id)
        where m.agency_id = s.agency_id and m.staff_id = s.staff_id and v.team_role = 'supervisor' and v.superseded_at is null
          and v.valid_to is null and t.program_id = any(c.program_ids)))
  $$;

-- Opens it, and finds the client for whoever cannot see them: by number, identifier or full name together with the birth date, all of it
-- right and of one client only. Answers the refusal, or the client.
create function auth.break_glass(new_id uuid, sought jsonb, chosen text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    me uuid := auth.actor();
    found_ids uuid[];
  begin
    if here is null or me is null or not auth.reads_content() or auth.purpose() <> 'care-coordination' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    if coalesce((auth.context() ->> 'proved')::timestamptz, '-infinity') < auth.now() - interval '5 minutes' then
      return jsonb_build_object('refusal', 'step-up-needed');
    end if;
    perform from staff s where s.agency_id = here and s.staff_id = me for update;
    if exists (select from break_glass g where g.agency_id = here and g.staff_id = me and g.ended_at is null and g.ends_at > auth.now()) then
      return jsonb_build_object('refusal', 'glass-open-already');
    end if;
    if exists (select from break_glass g where g.agency_id = here and g.staff_id = me and g.reviewed_at is null and g.review_by <= auth.now())
      or (select count(*) from break_glass g where g.agency_id = here and g.staff_id = me and g.reviewed_at is null) >= 3 then
      return jsonb_build_object('refusal', 'glass-review-owed');
    end if;
    if (select count(*) from audit a where a.agency_id = here and a.actor_id = me and a.at > auth.now() - interval '1 hour'
        and a.outcome = 'denied' and a.operation = 'POST /api/emergency/open') >= 10 then
      return jsonb_build_object('refusal', 'glass-tries-over');
    end if;
    found_ids := array(select c.client_id from client c
      where c.agency_id = here and c.born_on = (sought ->> 'bornOn')::date
        and (c.client_number = (sought ->> 'number')::integer
          or c.family_key = sought ->> 'family' and c.given_key = sought ->> 'given'
          or sought ->> 'identifier' <> '' and exists (select from client_identifier i
            where i.agency_id = here and i.client_id = c.client_id and i.value_key = sought ->> 'identifier'))
      limit 2);
    if cardinality(found_ids) <> 1 then return jsonb_build_object('refusal', 'not-found'); end if;
    insert into break_glass (agency_id, glass_id, client_id, staff_id, reason, opened_at, ends_at, review_by)
      values (here, new_id, found_ids[1], me, chosen, auth.now(), auth.now() + interval '60 minutes', auth.now() + interval '72 hours');
    return jsonb_build_object('clientId', found_ids[1]);
  end $$;
-- The words of whoever opened it, in the transaction that did: the client is not theirs to see in any other way.
create function auth.say_why_glass(wanted uuid, sealed bytea) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into break_glass_words
      select g.agency_id, g.glass_id, g.client_id, 'reason', auth.highest_class(g.agency_id, g.client_id), sealed, g.staff_id, auth.now()
      from break_glass g where g.agency_id = auth.agency() and g.glass_id = wanted and g.staff_id = auth.actor() and g.opened_at = auth.now();
    if not found then raise exception 'not theirs to say' using errcode = 'insufficient_privilege'; end if;
  end $$;
revoke all on function auth.glass_reviewers(uuid), auth.break_glass(uuid, jsonb, text), auth.say_why_glass(uuid, bytea) from public;
grant execute on function auth.glass_reviewers(uuid), auth.break_glass(uuid, jsonb, text), auth.say_why_glass(uuid, bytea) to roundtable_app;
