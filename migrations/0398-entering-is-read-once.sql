-- (f(x)).* works f out once for each column: entering read its own answer twenty times over, once more with each column that came.
create or replace function auth.write_down(answer jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
  as $$
  begin
    -- From its beginning: whoever enters a second time in it stays no longer.
    insert into auth.asking select a.* from jsonb_populate_record(null::auth.asking,
        answer || jsonb_build_object('xid', pg_current_xact_id(), 'backend', pg_backend_pid(), 'began', transaction_timestamp(),
          'lapses_at', transaction_timestamp() + auth.longest_visit(session_user))) a
      on conflict (xid) do update set (backend, began, agency, actor, purpose, service, today, roles, teams, supervised, glass, cleared, untold,
          audited, covers_from, covers_until, covers_since, covers_before, sampled, proved, lapses_at) =
        (excluded.backend, excluded.began, excluded.agency, excluded.actor, excluded.purpose, excluded.service, excluded.today, excluded.roles,
          excluded.teams, excluded.supervised, excluded.glass, excluded.cleared, excluded.untold, excluded.audited, excluded.covers_from,
          excluded.covers_until, excluded.covers_since, excluded.covers_before, excluded.sampled, excluded.proved, excluded.lapses_at);
  end $$;

-- The programs that an entry of the trail is about are read with every entry: from the index alone.
drop index enrollment_agency_id_client_id_idx;
create index enrollment_agency_id_client_id_program_id_idx on enrollment (agency_id, client_id) include (program_id);
