-- Whoever holds the login of the application could enter, and keep the transaction open for days: who asks, their roles and the moment stayed as they
-- were, whatever session ended or consent was revoked meanwhile. What entering wrote down lapses, by the clock of the world and not by that of
-- the statement: one statement can last for days.
create function auth.longest_visit(login name) returns interval language sql immutable
  return case when login = 'roundtable_worker' then interval '12 hours' else interval '15 minutes' end;
revoke all on function auth.longest_visit(name) from public;
alter table auth.asking add column lapses_at timestamptz not null default transaction_timestamp() + interval '15 minutes';
alter type auth.asker add attribute lapses_at timestamptz;

create or replace function auth.write_down(answer jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
  as $$
  begin
    -- From its beginning: whoever enters a second time in it stays no longer.
    -- And worked out once, not once for each column as `(f(x)).*` would be.
    insert into auth.asking select a.* from jsonb_populate_record(null::auth.asking,
        answer || jsonb_build_object('xid', pg_current_xact_id(), 'backend', pg_backend_pid(), 'began', transaction_timestamp(),
          'lapses_at', transaction_timestamp() + auth.longest_visit(session_user))) a
      on conflict (xid) do update set (backend, began, agency, actor, purpose, service, today, roles, teams, supervised, glass, cleared, untold,
          audited, covers_from, covers_until, covers_since, covers_before, sampled, proved, lapses_at) =
        (excluded.backend, excluded.began, excluded.agency, excluded.actor, excluded.purpose, excluded.service, excluded.today, excluded.roles,
          excluded.teams, excluded.supervised, excluded.glass, excluded.cleared, excluded.untold, excluded.audited, excluded.covers_from,
          excluded.covers_until, excluded.covers_since, excluded.covers_before, excluded.sampled, excluded.proved, excluded.lapses_at);
  end $$;

-- It fails, and does not answer nobody: a null stands for every program or any day, and half of a statement may have been asked before.
create or replace function auth.who_asks() returns auth.asker
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
  declare asker auth.asker;
  begin
    select a.agency, a.actor, a.purpose, a.today, a.roles, a.teams, a.supervised, a.glass, a.service, a.cleared, a.untold, a.audited,
        a.covers_from, a.covers_until, a.covers_since, a.covers_before, a.sampled, a.lapses_at into asker
      from auth.asking a
      where a.xid = pg_current_xact_id_if_assigned() and a.backend = pg_backend_pid() and a.began = transaction_timestamp();
    if asker.lapses_at <= clock_timestamp() then
      raise exception 'this transaction was entered too long ago' using errcode = 'insufficient_privilege';
    end if;
    return asker;
  end $$;
create or replace function auth.context() returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
  declare
    found jsonb;
    lapses_at timestamptz;
  begin
    select to_jsonb(a) - array['xid', 'backend', 'began', 'lapses_at'], a.lapses_at into found, lapses_at
      from auth.asking a
      where a.xid = pg_current_xact_id_if_assigned() and a.backend = pg_backend_pid() and a.began = transaction_timestamp();
    if lapses_at <= clock_timestamp() then
      raise exception 'this transaction was entered too long ago' using errcode = 'insufficient_privilege';
    end if;
    return found;
  end $$;

create or replace view auth.in_reach with (security_barrier) as
  select c.agency_id, c.client_id, h.actor,
    h.roles && array['case-manager', 'supervisor'] as reads_content,
    c.manager_ids && array[h.actor] and c.scope_changes_on > h.today as manages,
    c.overseeing_ids && h.supervised as oversees,
    c.client_id = any(h.glass) as by_glass
  from auth.asking h join public.client c on c.agency_id = h.agency
  where h.xid = pg_current_xact_id_if_assigned() and h.backend = pg_backend_pid() and h.began = transaction_timestamp()
    and h.lapses_at > clock_timestamp()
    and ('administrator' = any(h.roles) or c.staff_ids && array[h.actor] and c.scope_changes_on > h.today
      or c.team_ids && h.teams or c.program_ids && h.supervised or c.client_id = any(h.glass))
    and (h.purpose <> 'emergency' or c.client_id = any(h.glass));
