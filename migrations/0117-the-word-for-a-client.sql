-- What the programs that somebody works for call the people they serve: of their own seats today, or of all open ones for whoever has none.
create function auth.client_words(wanted_agency uuid, wanted_staff uuid) returns jsonb
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with own as (
      select distinct t.program_id from team_member m join team t using (agency_id, team_id)
        join team_member_version v using (agency_id, team_member_id) join agency a using (agency_id)
      where m.agency_id = wanted_agency and m.staff_id = wanted_staff and v.superseded_at is null
        and (v.valid_to is null or v.valid_to >= (auth.now() at time zone a.time_zone)::date))
    select coalesce(jsonb_agg(distinct (select y.document #>> '{vocabulary,client}' from program_policy y
        where y.agency_id = p.agency_id and y.program_id = p.program_id and y.status = 'active'
        order by greatest(y.effective_from - (auth.now() at time zone p.time_zone)::date, 0), y.effective_from desc, y.version desc limit 1)),
      '[]') - 'null'
    from program p
    where p.agency_id = wanted_agency and p.closed_on is null
      and (p.program_id in (select o.program_id from own o) or not exists (select from own))
  $$;
revoke all on function auth.client_words(uuid, uuid) from public;

create or replace function auth.describe_session(token_hash text) returns jsonb
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select jsonb_build_object('sessionId', s.id, 'userId', s."userId", 'email', u.email, 'chosen', case when f.staff_id is not null then
      jsonb_build_object('locked', sc.locked or auth.is_idle(sc.used_at), 'staffId', f.staff_id, 'fullName', v.full_name, 'title', v.title,
        'email', f.email, 'agencyId', a.agency_id, 'agencyName', a.name, 'timeZone', a.time_zone, 'isSample', a.is_sample,
        'clientWords', auth.client_words(f.agency_id, f.staff_id),
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

-- The same for a file that the asker takes out.
create function auth.own_client_words() returns jsonb
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select auth.client_words(auth.agency(), auth.actor()) $$;
revoke all on function auth.own_client_words() from public;
grant execute on function auth.own_client_words() to roundtable_app, roundtable_worker;
