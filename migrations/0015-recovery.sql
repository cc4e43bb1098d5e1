-- Ways back in for somebody who cannot sign in: a code that works once, of which only the hash is kept.
create table auth.recovery (
  recovery_id uuid primary key,
  user_id text not null references sign_in."user" on delete cascade,
  agency_id uuid not null,
  staff_id uuid not null,
  made_by code not null check (made_by in ('mail', 'administrator', 'machine')),
  -- Null until the mail with the code is handed to the mail server.
  code_hash text unique,
  drops_second_factor boolean not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz
);
create index on auth.recovery (user_id);

alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check
  check (kind in ('invitation', 'change', 'cancellation', 'document', 'recovery', 'sign-in-changed'));
alter table mail add check ((kind in ('recovery', 'sign-in-changed')) <= (conference_id is null and staff_id is not null));
-- What is about a person's own sign-in is sent in that person's name, whatever their role.
create policy own_sign_in_read on mail for select to roundtable_app, roundtable_worker
  using (agency_id = (select auth.agency()) and staff_id = (select auth.actor()) and kind in ('recovery', 'sign-in-changed'));
create policy own_sign_in_add on mail for insert to roundtable_app, roundtable_worker
  with check (agency_id = (select auth.agency()) and conference_id is null and (staff_id = (select auth.actor()) and kind in ('recovery', 'sign-in-changed')
    or kind = 'sign-in-changed' and (select auth.has_role('administrator'))));
create policy own_sign_in_change on mail for update to roundtable_app, roundtable_worker
  using (agency_id = (select auth.agency()) and staff_id = (select auth.actor()) and kind in ('recovery', 'sign-in-changed'))
  with check (agency_id = (select auth.agency()) and staff_id = (select auth.actor()) and kind in ('recovery', 'sign-in-changed'));

-- The part of auth.enqueue that does not ask who is there.
create function auth.put_in_queue(id uuid, job_name text, payload jsonb, ticket jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into auth.job_ticket values (id, (ticket ->> 'agency')::uuid, (ticket ->> 'actor')::uuid, ticket ->> 'service',
      ticket ->> 'purpose', auth.now());
    insert into queue.job (id, name, data, start_after, created_on, expire_seconds, deletion_seconds, keep_until,
        retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds)
      select id, q.name, payload, queue.job_now(), queue.job_now(), q.expire_seconds, q.deletion_seconds,
        queue.job_now() + q.retention_seconds * interval '1s',
        q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.dead_letter, q.heartbeat_seconds
      from queue.queue q where q.name = job_name;
    if not found then raise exception 'no queue named %', job_name; end if;
  end $$;
create or replace function auth.enqueue(id uuid, job_name text, payload jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if auth.agency() is null then raise exception 'no context' using errcode = 'insufficient_privilege'; end if;
    perform auth.put_in_queue(id, job_name, payload, auth.context());
  end $$;

-- A new way in ends those before it. Anybody can ask for a mail, so a mail ends mails alone, never what was handed over in person.
create function auth.begin_recovery(new_id uuid, person staff, maker text, new_hash text, drops boolean, lasts interval) returns timestamptz
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    perform 1 from sign_in."user" where id = person.user_id for update;
    update auth.recovery set ended_at = auth.now()
      where user_id = person.user_id and used_at is null and ended_at is null and (maker <> 'mail' or made_by = 'mail');
    insert into auth.recovery values (new_id, person.user_id, person.agency_id, person.staff_id, maker, new_hash, drops,
      auth.now(), auth.now() + lasts);
    return auth.now() + lasts;
  end $$;

-- Whether an agency alone has to do with a sign-in: only then may its administrator renew it.
create function auth.is_sign_in_of_one(wanted_user text, wanted_agency uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select not exists (select 1 from staff where user_id = wanted_user and agency_id <> wanted_agency and deactivated_at is null)
  $$;

-- What may still be used, decided anew at each look.
create function auth.open_recovery(given_hash text) returns setof auth.recovery
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select r.* from auth.recovery r
      join staff f on f.agency_id = r.agency_id and f.staff_id = r.staff_id and f.user_id = r.user_id and f.deactivated_at is null
    where r.code_hash = given_hash and r.used_at is null and r.ended_at is null and r.expires_at > auth.now()
      and (r.made_by <> 'administrator' or auth.is_sign_in_of_one(r.user_id, r.agency_id))
  $$;

-- A stranger asks in somebody's name. Says nothing, so that nobody learns from it who has a sign-in.
create function auth.ask_recovery(new_id uuid, job_id uuid, wanted_email text) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare person staff;
  begin
    delete from auth.recovery where made_at < auth.now() - interval '2 days';
    select f.* into person from sign_in."user" u
      join staff f on f.user_id = u.id and f.deactivated_at is null join agency a on a.agency_id = f.agency_id
      where u.email = wanted_email order by a.name, a.agency_id limit 1 for update of u;
    if not found then return; end if;
    if (select count(*) from auth.recovery
        where user_id = person.user_id and made_by = 'mail' and made_at > auth.now() - interval '1 hour') >= 3 then
      return;
    end if;
    perform auth.begin_recovery(new_id, person, 'mail', null, false, interval '30 minutes');
    perform auth.put_in_queue(job_id, 'write-recovery-mail', jsonb_build_object('recoveryId', new_id),
      jsonb_build_object('agency', person.agency_id, 'actor', person.staff_id, 'purpose', 'own-account'));
  end $$;

-- The code of a mail is made when the mail leaves, so that it is nowhere else. Each try to send has one of its own.
create function auth.issue_recovery(new_hash text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update auth.recovery set code_hash = new_hash
      where agency_id = auth.agency() and staff_id = auth.actor() and made_by = 'mail'
        and used_at is null and ended_at is null and expires_at > auth.now();
    return found;
  end $$;

-- Where mail about a sign-in goes: the address that it was made with, which no administrator can change.
create function auth.sign_in_email(wanted_staff uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select u.email from staff f join sign_in."user" u on u.id = f.user_id
    where f.agency_id = auth.agency() and f.staff_id = wanted_staff and (wanted_staff = auth.actor() or auth.has_role('administrator'))
  $$;

-- An administrator's link for a colleague; null where another agency has to do with that sign-in too.
create function auth.recover_staff(new_id uuid, wanted_staff uuid, new_hash text, drops boolean) returns timestamptz
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare person staff;
  begin
    if not auth.has_role('administrator') or wanted_staff = auth.actor() then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    select * into person from staff
      where agency_id = auth.agency() and staff_id = wanted_staff and user_id is not null and deactivated_at is null;
    if not found or not auth.is_sign_in_of_one(person.user_id, person.agency_id) then return null; end if;
    return auth.begin_recovery(new_id, person, 'administrator', new_hash, drops, interval '1 day');
  end $$;

-- For whoever runs the product; no login may call it.
create function auth.recover_at_machine(new_id uuid, wanted_email text, new_hash text) returns timestamptz
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare person staff;
  begin
    select f.* into person from sign_in."user" u join staff f on f.user_id = u.id and f.deactivated_at is null
      where u.email = lower(wanted_email) order by f.created_at limit 1;
    if not found then return null; end if;
    return auth.begin_recovery(new_id, person, 'machine', new_hash, true, interval '1 hour');
  end $$;

create function auth.find_recovery(given_hash text) returns table (user_id text, email text, full_name text, made_by text,
    drops_second_factor boolean, has_codes boolean, has_passkeys boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select r.user_id, u.email, v.full_name::text, r.made_by::text, r.drops_second_factor, coalesce(u."twoFactorEnabled", false),
      exists (select 1 from sign_in.passkey p where p."userId" = r.user_id)
    from auth.open_recovery(given_hash) r join sign_in."user" u on u.id = r.user_id
      join staff_version v on v.agency_id = r.agency_id and v.staff_id = r.staff_id and v.superseded_at is null and v.valid_to is null
  $$;

-- Whoever holds the code comes in as its person, for their own account and nothing else.
create function auth.enter_recovery(given_hash text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare way auth.recovery;
  begin
    select * into way from auth.open_recovery(given_hash);
    if not found then return null; end if;
    return auth.mint(way.agency_id, way.staff_id, 'own-account', null) || jsonb_build_object('user', way.user_id);
  end $$;

-- Sets the password and ends everything that the old one had opened, steps that were half done too.
create function auth.use_recovery(given_hash text, password_hash text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare way auth.recovery;
  begin
    -- The person first, as whoever makes a new way in does: the other order could have the two wait for each other.
    perform 1 from auth.recovery r join sign_in."user" u on u.id = r.user_id where r.code_hash = given_hash for update of u;
    update auth.recovery set used_at = auth.now()
      where recovery_id = (select recovery_id from auth.open_recovery(given_hash)) and code_hash = given_hash
        and used_at is null and ended_at is null
      returning * into way;
    if not found then return false; end if;
    update sign_in.account set password = password_hash, "updatedAt" = auth.now()
      where "userId" = way.user_id and "providerId" = 'credential';
    if not found then raise exception 'that sign-in has no password'; end if;
    if way.drops_second_factor then
      delete from sign_in."twoFactor" where "userId" = way.user_id;
      delete from sign_in.passkey where "userId" = way.user_id;
      update sign_in."user" set "twoFactorEnabled" = false where id = way.user_id;
    end if;
    delete from sign_in.session where "userId" = way.user_id;
    delete from sign_in.verification where value = way.user_id;
    delete from sign_in.lockout l using sign_in."user" u where u.id = way.user_id and l.email = u.email;
    update auth.recovery set ended_at = auth.now() where user_id = way.user_id and used_at is null and ended_at is null;
    return true;
  end $$;

grant execute on function auth.enter_recovery(text), auth.use_recovery(text, text), auth.recover_staff(uuid, uuid, text, boolean)
  to roundtable_app;
grant execute on function auth.sign_in_email(uuid) to roundtable_app, roundtable_worker;
grant execute on function auth.issue_recovery(text) to roundtable_worker;
grant execute on function auth.ask_recovery(uuid, uuid, text), auth.find_recovery(text) to roundtable_auth;
