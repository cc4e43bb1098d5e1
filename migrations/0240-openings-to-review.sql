-- Openings of a record that somebody else looks at, week by week: by a person who bears the client's name or may be the client, and under
-- emergency access. They are read from the trail; what is stored is that somebody has judged one, in a word that tells nothing of the client.
create table opening_review (
  agency_id uuid not null,
  client_id uuid not null,
  staff_id uuid not null,
  week_on date not null check (extract(isodow from week_on) = 1),
  outcome code not null check (outcome in ('part-of-work', 'by-chance', 'spoken-to', 'reported')),
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  check (reviewed_by <> staff_id),
  primary key (agency_id, client_id, staff_id, week_on),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, reviewed_by) references staff (agency_id, staff_id)
);
-- Read and written through the two functions below alone: an auditor is told how many there are, and of whom not.
call auth.protect('opening_review', 'false', 'false', 'false');
revoke all on opening_review from roundtable_app, roundtable_worker;

-- The openings of one week, never the asker's own. The names of the staff come as search compares them. Whoever oversees without knowing
-- who is served sees that there was one and whether it is judged: that two bear one name would tell the name.
create function auth.openings_of_week(names jsonb, week date)
  returns table (kind text, staff_id uuid, client_id uuid, times integer, first_at timestamptz, last_at timestamptz,
    outcome text, reviewed_by uuid, reviewed_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  #variable_conflict use_column
  declare
    here uuid := auth.agency();
    me uuid := auth.actor();
    is_admin boolean := auth.has_role('administrator');
    counts_all boolean := is_admin or auth.has_role('auditor');
    mine uuid[] := auth.supervised();
    zone text;
    since timestamptz;
    until timestamptz;
  begin
    if here is null or not (counts_all or auth.has_role('supervisor')) then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    select a.time_zone into zone from agency a where a.agency_id = here;
    since := week::timestamp at time zone zone;
    until := (week + 7)::timestamp at time zone zone;
    return query
      with known as (
        select (n ->> 'staffId')::uuid as staff_id, n ->> 'surname' as surname, n ->> 'whole' as whole from jsonb_array_elements(names) n
      ), near as materialized (
        select p.staff_id, p.client_id, bool_or(p.is_own) as is_own
        from (
          select k.staff_id, c.client_id, k.whole in (c.given_key || c.family_key, c.preferred_key || c.family_key) as is_own
          from known k join client c on c.agency_id = here and c.family_key = k.surname
          where k.surname <> ''
          union all
          select s.staff_id, c.client_id, true
          from staff s join client c on c.agency_id = here and lower(c.email) = lower(s.email)
          where s.agency_id = here and s.email <> ''
        ) p
        where p.staff_id <> me
        group by p.staff_id, p.client_id
      ), opened as (
        select case when n.is_own then 'own' else 'surname' end as kind, n.staff_id, n.client_id,
          count(distinct a.audit_id)::integer as times, min(a.at) as first_at, max(a.at) as last_at,
          null::text as outcome, null::uuid as reviewed_by, null::timestamptz as reviewed_at
        from audit a cross join lateral unnest(a.ids) i(id) join near n on n.staff_id = a.actor_id and n.client_id = i.id
        where a.agency_id = here and a.at >= since and a.at < until and a.outcome = 'done' and a.operation like '%/:clientId%'
        group by n.is_own, n.staff_id, n.client_id
        union all
        select 'emergency', g.staff_id, g.client_id, 1, g.opened_at, g.opened_at, g.outcome::text, g.reviewed_by, g.reviewed_at
        from break_glass g where g.agency_id = here and g.opened_at >= since and g.opened_at < until and g.staff_id <> me
      )
      select o.kind, case when of.is_named then o.staff_id end, case when of.is_named then o.client_id end, o.times, o.first_at, o.last_at,
        coalesce(o.outcome, r.outcome::text), coalesce(o.reviewed_by, r.reviewed_by), coalesce(o.reviewed_at, r.reviewed_at)
      from opened o
        join client c on c.agency_id = here and c.client_id = o.client_id
        cross join lateral (select is_admin or c.program_ids && mine as is_named) of
        left join opening_review r on o.kind <> 'emergency' and r.agency_id = here and r.client_id = o.client_id
          and r.staff_id = o.staff_id and r.week_on = week
      where of.is_named or counts_all
      order by coalesce(o.reviewed_at, r.reviewed_at) is not null, o.first_at desc, o.staff_id, o.client_id limit 201;
  end $$;

-- A second person judges one opening, once. Answers why not, or nothing.
create function auth.review_opening(opener uuid, of_client uuid, week date, word text) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    me uuid := auth.actor();
    is_admin boolean := auth.has_role('administrator');
    mine uuid[] := auth.supervised();
    zone text;
  begin
    if here is null or me is null or not (is_admin or auth.has_role('supervisor')) then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    if opener = me then return 'not-your-own-opening'; end if;
    select a.time_zone into zone from agency a where a.agency_id = here;
    if not exists (select from client c where c.agency_id = here and c.client_id = of_client and (is_admin or c.program_ids && mine))
      or not exists (select from audit a where a.agency_id = here and a.ids @> array[of_client] and a.actor_id = opener and a.outcome = 'done'
        and a.operation like '%/:clientId%' and a.at >= week::timestamp at time zone zone and a.at < (week + 7)::timestamp at time zone zone) then
      return 'not-found';
    end if;
    insert into opening_review (agency_id, client_id, staff_id, week_on, outcome, reviewed_by, reviewed_at)
      values (here, of_client, opener, week, word, me, auth.now()) on conflict do nothing;
    return case when found then null else 'opening-reviewed-already' end;
  end $$;
revoke all on function auth.openings_of_week(jsonb, date), auth.review_opening(uuid, uuid, date, text) from public;
grant execute on function auth.openings_of_week(jsonb, date), auth.review_opening(uuid, uuid, date, text) to roundtable_app;
