-- What policies ask of the context is one expression each. Written so, and without a setting of its own, the planner puts it in the place
-- of the call: two calls of a statement for each table become one. Names and operators in such a body are bound when it is made, so that
-- no search path of a caller can turn them.
create or replace function auth.agency() returns uuid language sql stable
  return (auth.context() ->> 'agency')::uuid;
create or replace function auth.actor() returns uuid language sql stable
  return (auth.context() ->> 'actor')::uuid;
create or replace function auth.purpose() returns text language sql stable
  return auth.context() ->> 'purpose';
create or replace function auth.today() returns date language sql stable
  return (auth.context() ->> 'today')::date;
create or replace function auth.is_emergency() returns boolean language sql stable
  return coalesce(auth.context() ->> 'purpose' = 'emergency', false);
create or replace function auth.has_role(wanted text) returns boolean language sql stable
  return coalesce(auth.context() -> 'roles' ? wanted, false);
create or replace function auth.sees_all_clients() returns boolean language sql stable
  return coalesce(auth.context() -> 'roles' ? 'administrator', false);
create or replace function auth.reads_content() returns boolean language sql stable
  return coalesce(auth.context() -> 'roles' ?| array['case-manager', 'supervisor'], false);
-- Ids and the codes of classes hold no sign that a list in braces would read otherwise.
create or replace function auth.ids(field text) returns uuid[] language sql stable
  return coalesce(translate(auth.context() ->> field, '[]', '{}')::uuid[], '{}');
create or replace function auth.teams() returns uuid[] language sql stable
  return coalesce(translate(auth.context() ->> 'teams', '[]', '{}')::uuid[], '{}');
create or replace function auth.supervised() returns uuid[] language sql stable
  return coalesce(translate(auth.context() ->> 'supervised', '[]', '{}')::uuid[], '{}');
create or replace function auth.glass() returns uuid[] language sql stable
  return coalesce(translate(auth.context() ->> 'glass', '[]', '{}')::uuid[], '{}');
create or replace function auth.cleared() returns text[] language sql stable
  return coalesce(translate(auth.context() ->> 'cleared', '[]', '{}')::text[], '{}');

-- Asked at the door by each request, and in policies: the same answers in a language that keeps their plans for as long as a connection
-- lasts, where a function in SQL is planned anew.
create or replace function auth.now() returns timestamptz
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
  declare shift interval;
  begin
    select c.ahead into strict shift from auth.clock c;
    return transaction_timestamp() + shift;
  end $$;
create or replace function auth.signature(payload text) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
  declare key bytea;
  begin
    select s.context_key into strict key from auth.secret s;
    return encode(sha256(key || sha256(key || convert_to(
      payload || '|' || pg_backend_pid() || '|' || extract(epoch from transaction_timestamp()), 'UTF8'))), 'hex');
  end $$;
create or replace function auth.agency_today(wanted uuid) returns date
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare zone text;
  begin
    select a.time_zone into zone from agency a where a.agency_id = wanted;
    return (auth.now() at time zone zone)::date;
  end $$;
create or replace function auth.cleared_on(agency uuid, person uuid, today date) returns text[]
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
  as $$
  begin
    return (select coalesce(array_agg(a.restricted::text order by a.restricted), '{}') from class_access a
      where a.agency_id = agency
        and (a.training_from is null or a.training_from > today or exists (select from staff_training t
          where t.agency_id = agency and t.staff_id = person and t.about = a.restricted and t.withdrawn_at is null
            and today between t.completed_on and t.expires_on))
        and (a.titles_from is null or a.titles_from > today or exists (select from staff_version v
          join authorized_title w on w.agency_id = v.agency_id and w.removed_at is null and a.restricted::text = any(w.restricted)
            and w.title_key = lower(regexp_replace(btrim(v.title::text), '\s+', ' ', 'g')) collate "C"
          where v.agency_id = agency and v.staff_id = person and v.superseded_at is null and v.valid_to is null)));
  end $$;
create or replace function auth.is_idle(used timestamptz) returns boolean language sql stable
  return used < auth.now() - interval '16 minutes';

-- Every question of these two is by key, so that one plan is as good as another; left to itself the planner makes a new one for each
-- request, at ten times the price of running it.
create or replace function auth.mint(agency uuid, staff uuid, wanted_purpose text, service text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
  as $$
  declare
    moment constant timestamptz := auth.now();
    today constant date := auth.agency_today(agency);
    held jsonb;
    teams jsonb;
    supervised jsonb;
    glass jsonb := '[]';
    answer jsonb;
    payload text;
  begin
    if wanted_purpose is null
      or wanted_purpose not in ('care-coordination', 'administration', 'oversight', 'own-account', 'emergency') then
      raise exception 'unknown purpose' using errcode = 'invalid_parameter_value';
    end if;
    select coalesce(jsonb_agg(r.role order by r.role), '[]') into held
      from staff_role r where r.agency_id = agency and r.staff_id = staff;
    select coalesce(jsonb_agg(distinct m.team_id), '[]'),
        coalesce(jsonb_agg(distinct t.program_id) filter (where v.team_role = 'supervisor' and held ? 'supervisor'), '[]')
      into teams, supervised
      from team_member m join team_member_version v using (agency_id, team_member_id) join team t using (agency_id, team_id)
      where m.agency_id = agency and m.staff_id = staff and v.superseded_at is null
        and v.valid_from <= today and (v.valid_to is null or v.valid_to >= today);
    if wanted_purpose = 'emergency' then
      select coalesce(jsonb_agg(g.client_id), '[]') into glass from break_glass g
        where g.agency_id = agency and g.staff_id = staff and g.ended_at is null and g.opened_at <= moment and g.ends_at > moment;
    end if;
    answer := jsonb_build_object(
      'agency', agency, 'actor', staff, 'purpose', wanted_purpose, 'service', service, 'today', today,
      -- A service does work that no person sees.
      'cleared', case when service is not null then array['hiv', 'sud', 'mental_health', 'dv'] else auth.cleared_on(agency, staff, today) end,
      'glass', glass,
      'roles', case when service is not null then '["administrator"]'::jsonb else held end,
      'teams', teams, 'supervised', supervised);
    payload := answer::text;
    perform set_config('roundtable.context', auth.signature(payload) || '.' || payload, true);
    return answer || jsonb_build_object('at', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
  end $$;
alter function auth.enter(text, text) set plan_cache_mode = force_generic_plan;
