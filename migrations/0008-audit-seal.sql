-- The chain of the trail. Requests only add rows; one sealer chains what was committed, so that no request waits for another.
-- What it writes is signed with a key that is not in the database: whoever owns the data can break the chain, not mend it.
create table audit_seal (
  agency_id uuid not null references agency,
  seal_number bigint not null,
  audit_ids uuid[] not null check (cardinality(audit_ids) > 0),
  -- How many rows this seal and all before it hold.
  rows_so_far bigint not null,
  sealed_at timestamptz not null,
  digest bytea not null,
  primary key (agency_id, seal_number)
);
do $$
declare own constant text := 'agency_id = (select auth.agency())';
begin
  call auth.protect('audit_seal', own
    || ' and ((select auth.has_role(''supervisor'')) or (select auth.has_role(''auditor'')) or (select auth.has_role(''administrator'')))',
    'false', 'false');
end $$;
grant select on audit_seal to roundtable_app, roundtable_worker;

-- What waits for its seal: written with the row itself, so that none is forgotten, whichever transaction ends first.
create table auth.audit_waiting (
  agency_id uuid not null,
  audit_id uuid not null,
  primary key (agency_id, audit_id)
);
create function auth.wait_for_seal() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into auth.audit_waiting values (new.agency_id, new.audit_id);
    return null;
  end $$;
create trigger wait_for_seal after insert on audit for each row execute function auth.wait_for_seal();

create function auth.agencies_to_seal() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select a.agency_id from agency a where exists (select from auth.audit_waiting w where w.agency_id = a.agency_id) $$;

create function auth.check_sealer() returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
  as $$
  begin
    if auth.context() ->> 'service' is distinct from 'audit-seal' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
  end $$;

-- The rows that wait, the first written first. Only one sealer works at an agency: another that comes finds nothing.
create function auth.audit_to_seal(how_many integer) returns table (audit_id uuid, hmac bytea)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare here uuid := auth.agency();
  begin
    perform auth.check_sealer();
    if not pg_try_advisory_xact_lock(hashtext('audit-seal'), hashtext(here::text)) then return; end if;
    return query select w.audit_id, a.hmac from auth.audit_waiting w
      join audit a on a.agency_id = w.agency_id and a.audit_id = w.audit_id
      where w.agency_id = here order by w.audit_id limit how_many;
  end $$;

create function auth.seal_audit(number bigint, ids uuid[], sealed timestamptz, chained bytea) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    so_far bigint;
    taken bigint;
  begin
    perform auth.check_sealer();
    select s.rows_so_far into so_far from audit_seal s where s.agency_id = here and s.seal_number = number - 1;
    delete from auth.audit_waiting w where w.agency_id = here and w.audit_id = any(ids);
    get diagnostics taken = row_count;
    if taken <> cardinality(ids) or (so_far is null) <> (number = 1) then raise exception 'these rows do not come next'; end if;
    insert into audit_seal (agency_id, seal_number, audit_ids, rows_so_far, sealed_at, digest)
      values (here, number, ids, coalesce(so_far, 0) + taken, sealed, chained);
  end $$;

-- Rows that no seal holds, with whether the sealer has yet to reach them; and what waits though its row is gone.
create function auth.audit_unsealed() returns table (audit_id uuid, waits boolean, is_there boolean)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare here uuid := auth.agency();
  begin
    perform auth.check_sealer();
    return query
      with sealed as materialized (select unnest(s.audit_ids) as id from audit_seal s where s.agency_id = here)
      select coalesce(a.audit_id, w.audit_id) as id, w.audit_id is not null, a.audit_id is not null
      from (select x.audit_id from audit x where x.agency_id = here) a
        full join (select x.audit_id from auth.audit_waiting x where x.agency_id = here) w on w.audit_id = a.audit_id
      where not exists (select from sealed s where s.id = coalesce(a.audit_id, w.audit_id)) order by id;
  end $$;

-- Whom a wrong password was meant for: the agencies where an account works. Nobody where there is no such account.
create function auth.staff_of_account(account text) returns table (agency_id uuid, staff_id uuid, at text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select s.agency_id, s.staff_id, to_char(auth.now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') from sign_in."user" u join staff s on s.user_id = u.id
    where u.email = account and s.deactivated_at is null
  $$;
-- A denied way in leaves a row with each of those agencies. Nobody has come in, so that nobody is its actor. A row is written
-- anew for an account that does not exist too: how long it takes tells nothing.
create function auth.note_denied(account text, denied jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update sign_in.lockout set last_failure_at = last_failure_at where email = account;
    insert into audit (agency_id, audit_id, at, purpose, operation, outcome, ids, hmac)
      select d.agency_id, d.audit_id, d.at, 'own-account', d.operation, 'denied', array[d.staff_id], decode(d.hmac, 'hex')
      from jsonb_to_recordset(denied) as d(agency_id uuid, audit_id uuid, at timestamptz, operation text, staff_id uuid, hmac text)
        join auth.staff_of_account(account) s on s.agency_id = d.agency_id and s.staff_id = d.staff_id;
  end $$;

grant execute on function auth.agencies_to_seal(), auth.audit_to_seal(integer), auth.seal_audit(bigint, uuid[], timestamptz, bytea),
  auth.audit_unsealed() to roundtable_worker;
grant execute on function auth.staff_of_account(text), auth.note_denied(text, jsonb) to roundtable_auth;
