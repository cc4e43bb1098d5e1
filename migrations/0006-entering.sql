-- How a transaction gets its context: by a session, by a job that somebody asked for, or as a named service.
create function auth.mint(agency uuid, staff uuid, wanted_purpose text, service text) returns jsonb
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

-- Answers null where there is no such session, it has ended, or its holder may not come in any more.
create function auth.enter(token_hash text, wanted_purpose text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare scope record;
  begin
    select sc.agency_id, sc.staff_id, sc.locked, s."userId" as user_id into scope
      from sign_in.session s
      join auth.session_scope sc on sc.session_id = s.id
      join staff on staff.agency_id = sc.agency_id and staff.staff_id = sc.staff_id
        and staff.user_id = s."userId" and staff.deactivated_at is null
      where encode(sha256(s.token::bytea), 'hex') = token_hash and s."expiresAt" > auth.now();
    if not found then return null; end if;
    -- Whoever finds an idle screen reads nothing, not even the account's own page.
    if scope.locked then return jsonb_build_object('locked', true); end if;
    return auth.mint(scope.agency_id, scope.staff_id, wanted_purpose, null) || jsonb_build_object('user', scope.user_id);
  end $$;

create table auth.job_ticket (
  job_id uuid primary key,
  agency_id uuid not null,
  staff_id uuid,
  service text,
  purpose text not null,
  issued_at timestamptz not null
);

-- A job is a row of the caller's transaction and carries who asked, so that it later enters as that person.
create function auth.enqueue(id uuid, job_name text, payload jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if auth.agency() is null then raise exception 'no context' using errcode = 'insufficient_privilege'; end if;
    insert into auth.job_ticket values (id, auth.agency(), auth.actor(), auth.context() ->> 'service', auth.purpose(), auth.now());
    insert into queue.job (id, name, data, start_after, created_on, expire_seconds, deletion_seconds, keep_until,
        retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds)
      select id, q.name, payload, queue.job_now(), queue.job_now(), q.expire_seconds, q.deletion_seconds,
        queue.job_now() + q.retention_seconds * interval '1s',
        q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.dead_letter, q.heartbeat_seconds
      from queue.queue q where q.name = job_name;
    if not found then raise exception 'no queue named %', job_name; end if;
  end $$;

create function auth.enter_job(id uuid) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare ticket auth.job_ticket;
  begin
    -- Only while the queue runs that very job: an old id opens nothing.
    select t.* into ticket from auth.job_ticket t join queue.job j on j.id = t.job_id and j.state = 'active'
      where t.job_id = enter_job.id;
    if not found then return null; end if;
    if ticket.service is null and not exists (select 1 from staff
        where agency_id = ticket.agency_id and staff_id = ticket.staff_id and deactivated_at is null) then
      return null;
    end if;
    return auth.mint(ticket.agency_id, ticket.staff_id, ticket.purpose, ticket.service);
  end $$;

create function auth.enter_service(agency uuid, service_name text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if service_name is null or service_name not in ('daily-projection', 'audit-seal') then raise exception 'no such service'; end if;
    return auth.mint(agency, null, 'administration', service_name);
  end $$;

-- What a passed date has changed about who sees whom, some clients at a time; answers how many they were.
create function auth.rescope_due(how_many integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    due uuid[];
  begin
    if auth.context() ->> 'service' is distinct from 'daily-projection' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    due := array(select c.client_id from client c where c.agency_id = here and c.scope_changes_on <= auth.agency_today(here)
      order by c.scope_changes_on, c.client_id limit how_many);
    perform auth.rescope(here, due);
    return cardinality(due);
  end $$;

create function auth.agencies() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select agency_id from agency $$;

-- Founding: a one-time code printed where the product is started, so that no stranger can be first.
create table auth.founding_code (
  code_hash text primary key,
  made_at timestamptz not null,
  used_at timestamptz
);

create function auth.has_agency() returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select exists (select 1 from agency) $$;

create function auth.founding_code_is_open(given_code_hash text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select exists (select 1 from auth.founding_code where code_hash = given_code_hash and used_at is null) $$;

create function auth.found_agency(given_code_hash text, details jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update auth.founding_code set used_at = auth.now() where code_hash = given_code_hash and used_at is null;
    if not found then raise exception 'the founding code is not valid' using errcode = 'insufficient_privilege'; end if;
    insert into agency (agency_id, name, neutral_name, contact_phone, time_zone, is_sample, created_at)
      values ((details ->> 'agencyId')::uuid, details ->> 'name', details ->> 'neutralName', details ->> 'contactPhone',
        details ->> 'timeZone', coalesce((details ->> 'isSample')::boolean, false), auth.now());
    insert into staff (agency_id, staff_id, user_id, email, created_at)
      values ((details ->> 'agencyId')::uuid, (details ->> 'staffId')::uuid, details ->> 'userId', details ->> 'email', auth.now());
    insert into staff_version (agency_id, staff_id, version_id, full_name, title, valid_from, recorded_at)
      values ((details ->> 'agencyId')::uuid, (details ->> 'staffId')::uuid, (details ->> 'versionId')::uuid, details ->> 'fullName',
        details ->> 'title', (auth.now() at time zone (details ->> 'timeZone'))::date, auth.now());
    insert into staff_role (agency_id, staff_id, role, granted_at)
      values ((details ->> 'agencyId')::uuid, (details ->> 'staffId')::uuid, 'administrator', auth.now());
  end $$;

-- The sign-in login asks which agencies a user works for, and notes the choice.
create function auth.agencies_of(wanted_user text) returns table (agency_id uuid, agency_name text, staff_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select a.agency_id, a.name::text, s.staff_id from staff s join agency a using (agency_id)
    where s.user_id = wanted_user and s.deactivated_at is null order by a.name
  $$;
create function auth.choose_agency(token_hash text, wanted_agency uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into auth.session_scope (session_id, agency_id, staff_id)
      select s.id, f.agency_id, f.staff_id from sign_in.session s
        join staff f on f.user_id = s."userId" and f.agency_id = wanted_agency and f.deactivated_at is null
        where encode(sha256(s.token::bytea), 'hex') = token_hash and s."expiresAt" > auth.now()
      on conflict (session_id) do update set agency_id = excluded.agency_id, staff_id = excluded.staff_id;
    return found;
  end $$;
create function auth.lock_session(token_hash text, wanted boolean) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update auth.session_scope set locked = wanted where session_id =
      (select id from sign_in.session where encode(sha256(token::bytea), 'hex') = token_hash and "expiresAt" > auth.now());
    return found;
  end $$;
-- What a session's holder sees of it before any door: who, for which agency, and whether it is locked.
create function auth.describe_session(token_hash text) returns jsonb
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select jsonb_build_object('sessionId', s.id, 'userId', s."userId", 'email', u.email, 'chosen', case when f.staff_id is not null then
      jsonb_build_object('locked', sc.locked, 'staffId', f.staff_id, 'fullName', v.full_name, 'title', v.title, 'email', f.email,
        'agencyId', a.agency_id, 'agencyName', a.name, 'timeZone', a.time_zone, 'isSample', a.is_sample,
        'roles', coalesce((select jsonb_agg(r.role order by r.role) from staff_role r
          where r.agency_id = f.agency_id and r.staff_id = f.staff_id), '[]')) end)
    from sign_in.session s
      join sign_in."user" u on u.id = s."userId"
      left join auth.session_scope sc on sc.session_id = s.id
      left join staff f on f.agency_id = sc.agency_id and f.staff_id = sc.staff_id and f.user_id = s."userId" and f.deactivated_at is null
      left join agency a on a.agency_id = f.agency_id
      left join staff_version v on v.agency_id = f.agency_id and v.staff_id = f.staff_id and v.superseded_at is null and v.valid_to is null
    where encode(sha256(s.token::bytea), 'hex') = token_hash and s."expiresAt" > auth.now()
  $$;
-- Invited staff get a sign-in when they accept: whoever holds the code of an open invitation, once.
create function auth.link_user(wanted_agency uuid, wanted_staff uuid, wanted_user text, invitation_hash text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update auth.staff_invitation set used_at = auth.now()
      where code_hash = invitation_hash and agency_id = wanted_agency and staff_id = wanted_staff
        and used_at is null and expires_at > auth.now();
    if not found then return false; end if;
    update staff set user_id = wanted_user
      where agency_id = wanted_agency and staff_id = wanted_staff and user_id is null and deactivated_at is null;
    if not found then raise exception 'that person has a sign-in already' using errcode = 'insufficient_privilege'; end if;
    return true;
  end $$;
create table auth.staff_invitation (
  code_hash text primary key,
  agency_id uuid not null,
  staff_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create function auth.invite_staff(invitation_hash text, wanted_staff uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if not auth.has_role('administrator') then raise exception 'not allowed' using errcode = 'insufficient_privilege'; end if;
    delete from auth.staff_invitation where agency_id = auth.agency() and staff_id = wanted_staff;
    insert into auth.staff_invitation values (invitation_hash, auth.agency(), wanted_staff, auth.now() + interval '7 days');
  end $$;
create function auth.find_invitation(invitation_hash text) returns table (agency_id uuid, agency_name text, staff_id uuid, full_name text, email text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select i.agency_id, a.name::text, i.staff_id, v.full_name::text, s.email
    from auth.staff_invitation i join agency a using (agency_id) join staff s using (agency_id, staff_id)
      join staff_version v on v.agency_id = i.agency_id and v.staff_id = i.staff_id and v.superseded_at is null and v.valid_to is null
    where i.code_hash = invitation_hash and i.used_at is null and i.expires_at > auth.now() and s.deactivated_at is null
  $$;
-- Which invitations still wait, for the administrators' list.
create function auth.open_invitations() returns table (staff_id uuid, expires_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select i.staff_id, i.expires_at from auth.staff_invitation i
    where i.agency_id = auth.agency() and auth.has_role('administrator') and i.used_at is null and i.expires_at > auth.now()
  $$;
-- Whose sign-in is locked after wrong passwords, and an administrator's way to open it sooner.
create function auth.locked_staff() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select f.staff_id from staff f join sign_in."user" u on u.id = f.user_id join sign_in.lockout l on l.email = u.email
    where f.agency_id = auth.agency() and auth.has_role('administrator') and l.locked_until > auth.now()
  $$;
create function auth.unlock_staff(wanted_staff uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if not auth.has_role('administrator') then raise exception 'not allowed' using errcode = 'insufficient_privilege'; end if;
    delete from sign_in.lockout l using staff f join sign_in."user" u on u.id = f.user_id
      where f.agency_id = auth.agency() and f.staff_id = wanted_staff and l.email = u.email;
  end $$;
-- A deactivated person's sessions end with the change itself.
create function auth.end_sessions(wanted_staff uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if not auth.has_role('administrator') then raise exception 'not allowed' using errcode = 'insufficient_privilege'; end if;
    delete from sign_in.session s using auth.session_scope sc
      where sc.session_id = s.id and sc.agency_id = auth.agency() and sc.staff_id = wanted_staff;
    delete from auth.staff_invitation where agency_id = auth.agency() and staff_id = wanted_staff;
  end $$;

-- Numbers that people say aloud, one row lock each and no gap that a refusal leaves.
create function auth.next_numbers(which text, how_many integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare first_number integer;
  begin
    if which = 'client' then
      update agency set next_client_number = next_client_number + how_many where agency_id = auth.agency()
        returning next_client_number - how_many into first_number;
    else
      update agency set next_conference_number = next_conference_number + how_many where agency_id = auth.agency()
        returning next_conference_number - how_many into first_number;
    end if;
    return first_number;
  end $$;
