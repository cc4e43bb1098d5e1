-- Openings of a record that somebody else looks at, week by week: by a person who bears the client's name or may be the client, and under
-- emergency access. They are read from the trail; what is stored is that somebody has judged one, in a word that tells nothing of the client.
create table opening_review (
  agency_id uuid not null,
  opening_review_id uuid not null,
  client_id uuid not null,
  staff_id uuid not null,
  week_on date not null check (extract(isodow from week_on) = 1),
  outcome code not null check (outcome in ('part-of-work', 'by-chance', 'spoken-to', 'reported')),
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  check (reviewed_by <> staff_id),
  primary key (agency_id, opening_review_id),
  unique (agency_id, client_id, staff_id, week_on, reviewed_at),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, reviewed_by) references staff (agency_id, staff_id)
);
-- The names that a client bore before, as search compares them: nobody leaves the list by writing a name differently.
create table client_former_name (
  agency_id uuid not null,
  client_id uuid not null,
  given_key code not null,
  preferred_key code not null,
  family_key code not null,
  primary key (agency_id, family_key, given_key, preferred_key, client_id),
  foreign key (agency_id, client_id) references client
);
create function auth.keep_former_name() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into client_former_name (agency_id, client_id, given_key, preferred_key, family_key)
      values (old.agency_id, old.client_id, old.given_key, old.preferred_key, old.family_key) on conflict do nothing;
    return null;
  end $$;
revoke all on function auth.keep_former_name() from public;
create trigger keeps_former_name after update of given_key, preferred_key, family_key on client for each row
  when ((old.given_key, old.preferred_key, old.family_key) is distinct from (new.given_key, new.preferred_key, new.family_key))
  execute function auth.keep_former_name();
-- Read and written through functions of the owner alone.
call auth.protect('opening_review', 'false', 'false', 'false');
call auth.protect('client_former_name', 'false', 'false', 'false');
revoke all on opening_review, client_former_name from roundtable_app, roundtable_worker;

-- Whether a request was for one thing of a client, by its address: what is listed together with others was not opened.
create function auth.is_opening(operation text) returns boolean language sql immutable
  return operation like '%/:%Id%' and operation !~ '/:(import|snapshot|person|provider|organization|mail)Id';

-- The openings of one week, never the asker's own, and of clients whom the asker oversees. The names of the staff come as search compares
-- them. What was opened after it was judged is judged again.
create function auth.openings_of_week(names jsonb, week date)
  returns table (kind text, staff_id uuid, client_id uuid, times integer, first_at timestamptz, last_at timestamptz,
    outcome text, reviewed_by uuid, reviewed_at timestamptz, all_of integer, reviewed_of integer)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
  #variable_conflict use_column
  declare
    here uuid := auth.agency();
    me uuid := auth.actor();
    is_admin boolean := auth.has_role('administrator');
    mine uuid[] := auth.supervised();
    zone text;
    since timestamptz;
    until timestamptz;
  begin
    if here is null or not (is_admin or auth.has_role('supervisor')) then
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
          from known k join (
            select n.client_id, n.given_key, n.preferred_key, n.family_key from client n where n.agency_id = here
            union all
            select f.client_id, f.given_key, f.preferred_key, f.family_key from client_former_name f where f.agency_id = here
          ) c on c.family_key = k.surname
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
        where a.agency_id = here and a.at >= since and a.at < until and a.outcome = 'done' and auth.is_opening(a.operation)
        group by n.is_own, n.staff_id, n.client_id
        union all
        select 'emergency', g.staff_id, g.client_id, 1, g.opened_at, g.opened_at, g.outcome::text, g.reviewed_by, g.reviewed_at
        from break_glass g where g.agency_id = here and g.opened_at >= since and g.opened_at < until and g.staff_id <> me
      )
      select o.kind, o.staff_id, o.client_id, o.times, o.first_at, o.last_at,
        coalesce(o.outcome, r.outcome::text), coalesce(o.reviewed_by, r.reviewed_by), coalesce(o.reviewed_at, r.reviewed_at),
        (count(*) over ())::integer, (count(coalesce(o.reviewed_at, r.reviewed_at)) over ())::integer
      from opened o
        join client c on c.agency_id = here and c.client_id = o.client_id
        left join lateral (select v.outcome, v.reviewed_by, v.reviewed_at from opening_review v
          where o.kind <> 'emergency' and v.agency_id = here and v.client_id = o.client_id and v.staff_id = o.staff_id and v.week_on = week
            and v.reviewed_at >= o.last_at order by v.reviewed_at desc limit 1) r on true
      where is_admin or c.program_ids && mine
      order by coalesce(o.reviewed_at, r.reviewed_at) is not null, o.first_at desc, o.staff_id, o.client_id limit 200;
  end $$;

-- A second person judges what somebody opened of a client until now, once. Answers why not, or nothing.
create function auth.review_opening(opener uuid, of_client uuid, week date, word text) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    me uuid := auth.actor();
    is_admin boolean := auth.has_role('administrator');
    mine uuid[] := auth.supervised();
    zone text;
    last_at timestamptz;
  begin
    if here is null or me is null or not (is_admin or auth.has_role('supervisor')) then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    if opener = me then return 'not-your-own-opening'; end if;
    if not exists (select from client c where c.agency_id = here and c.client_id = of_client and (is_admin or c.program_ids && mine)) then
      return 'not-found';
    end if;
    -- Two who judge the same at once do so one after the other.
    perform pg_advisory_xact_lock(hashtextextended(format('opening %s %s %s %s', here, of_client, opener, week), 0));
    select a.time_zone into zone from agency a where a.agency_id = here;
    select max(a.at) into last_at from audit a
      where a.agency_id = here and a.ids @> array[of_client] and a.actor_id = opener and a.outcome = 'done'
        and auth.is_opening(a.operation) and a.at >= week::timestamp at time zone zone and a.at < (week + 7)::timestamp at time zone zone;
    if last_at is null then return 'not-found'; end if;
    if exists (select from opening_review r where r.agency_id = here and r.client_id = of_client and r.staff_id = opener
        and r.week_on = week and r.reviewed_at >= last_at) then
      return 'opening-reviewed-already';
    end if;
    insert into opening_review (agency_id, opening_review_id, client_id, staff_id, week_on, outcome, reviewed_by, reviewed_at)
      values (here, gen_random_uuid(), of_client, opener, week, word, me, auth.now());
    return null;
  end $$;
revoke all on function auth.is_opening(text), auth.openings_of_week(jsonb, date), auth.review_opening(uuid, uuid, date, text) from public;
grant execute on function auth.openings_of_week(jsonb, date), auth.review_opening(uuid, uuid, date, text) to roundtable_app;

-- Whoever manages a case is not told who judges what they opened; the agency's trail holds it.
do $$
declare
  definition text := pg_get_functiondef('auth.who_looked(uuid, timestamptz, uuid, integer)'::regprocedure);
  known constant text := $part$a.outcome = 'done' and a.actor_id is not null$part$;
begin
  if strpos(definition, known) = 0 then raise exception 'who looked is read otherwise'; end if;
  execute replace(definition, known, known || $patch$ and a.operation not like '%/api/openings%'$patch$);
end $$;
