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

-- Each opening as a row of its own, written with its line of the trail from which it follows: the list of a week asks for few pairs of a
-- person and a client, and the trail is the largest table.
create table auth.opening (
  agency_id uuid not null,
  staff_id uuid not null,
  client_id uuid not null,
  at timestamptz not null,
  audit_id uuid not null,
  primary key (agency_id, staff_id, client_id, at, audit_id)
);
create function auth.note_opening() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into auth.opening select new.agency_id, new.actor_id, c.client_id, new.at, new.audit_id
      from client c where c.agency_id = new.agency_id and c.client_id = any(new.ids);
    return null;
  end $$;
revoke all on function auth.note_opening() from public;
create trigger notes_opening after insert on audit for each row
  when (new.outcome = 'done' and new.actor_id is not null and auth.is_opening(new.operation))
  execute function auth.note_opening();
insert into auth.opening select a.agency_id, a.actor_id, c.client_id, a.at, a.audit_id
  from audit a join client c on c.agency_id = a.agency_id and c.client_id = any(a.ids)
  where a.outcome = 'done' and a.actor_id is not null and auth.is_opening(a.operation);

-- The openings of some weeks, never the asker's own, and of clients whom the asker oversees. The names of the staff come as search compares
-- them. What was opened after it was judged is judged again.
create function auth.openings_of_weeks(names jsonb, weeks date[])
  returns table (week_on date, kind text, staff_id uuid, client_id uuid, times integer, first_at timestamptz, last_at timestamptz,
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
    select min(w)::timestamp at time zone zone, (max(w) + 7)::timestamp at time zone zone into since, until from unnest(weeks) w;
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
          from staff s join client c on c.agency_id = here and lower(c.email) = lower(s.email) and c.email <> ''
          where s.agency_id = here and s.email <> ''
        ) p
        where p.staff_id <> me
        group by p.staff_id, p.client_id
      ), opened as (
        select o.week_on, case when n.is_own then 'own' else 'surname' end as kind, n.staff_id, n.client_id, o.times, o.first_at, o.last_at,
          null::text as outcome, null::uuid as reviewed_by, null::timestamptz as reviewed_at
        from near n cross join lateral (
          select date_trunc('week', a.at at time zone zone)::date as week_on, count(*)::integer as times, min(a.at) as first_at, max(a.at) as last_at
          from auth.opening a where a.agency_id = here and a.staff_id = n.staff_id and a.client_id = n.client_id and a.at >= since and a.at < until
          group by 1
        ) o
        union all
        select date_trunc('week', g.opened_at at time zone zone)::date, 'emergency', g.staff_id, g.client_id, 1, g.opened_at, g.opened_at,
          g.outcome::text, g.reviewed_by, g.reviewed_at
        from break_glass g where g.agency_id = here and g.opened_at >= since and g.opened_at < until and g.staff_id <> me
      ), known_of as (
        select o.week_on, o.kind, o.staff_id, o.client_id, o.times, o.first_at, o.last_at, coalesce(o.outcome, r.outcome::text) as outcome,
          coalesce(o.reviewed_by, r.reviewed_by) as reviewed_by, coalesce(o.reviewed_at, r.reviewed_at) as reviewed_at
        from opened o
          join client c on c.agency_id = here and c.client_id = o.client_id
          left join lateral (select v.outcome, v.reviewed_by, v.reviewed_at from opening_review v
            where o.kind <> 'emergency' and v.agency_id = here and v.client_id = o.client_id and v.staff_id = o.staff_id and v.week_on = o.week_on
              and v.reviewed_at >= o.last_at order by v.reviewed_at desc limit 1) r on true
        where o.week_on = any(weeks) and (is_admin or c.program_ids && mine)
      )
      select l.week_on, l.kind, l.staff_id, l.client_id, l.times, l.first_at, l.last_at, l.outcome, l.reviewed_by, l.reviewed_at,
        l.all_of, l.reviewed_of
      from (select k.*, (count(*) over week)::integer as all_of, (count(k.reviewed_at) over week)::integer as reviewed_of,
          row_number() over (partition by k.week_on order by k.reviewed_at is not null, k.first_at desc, k.staff_id, k.client_id) as place
        from known_of k window week as (partition by k.week_on)) l
      where l.place <= 200 order by l.week_on, l.place;
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
    select max(o.at) into last_at from auth.opening o
      where o.agency_id = here and o.client_id = of_client and o.staff_id = opener
        and o.at >= week::timestamp at time zone zone and o.at < (week + 7)::timestamp at time zone zone;
    if last_at is null then return 'not-found'; end if;
    if exists (select from opening_review r where r.agency_id = here and r.client_id = of_client and r.staff_id = opener
        and r.week_on = week and r.reviewed_at >= last_at) then
      return 'opening-reviewed-already';
    end if;
    insert into opening_review (agency_id, opening_review_id, client_id, staff_id, week_on, outcome, reviewed_by, reviewed_at)
      values (here, gen_random_uuid(), of_client, opener, week, word, me, auth.now());
    return null;
  end $$;
revoke all on function auth.openings_of_weeks(jsonb, date[]), auth.review_opening(uuid, uuid, date, text) from public;
-- Asked by whoever writes a line.
grant execute on function auth.is_opening(text) to roundtable_app, roundtable_worker;
grant execute on function auth.openings_of_weeks(jsonb, date[]), auth.review_opening(uuid, uuid, date, text) to roundtable_app;

-- Whoever manages a case is not told who judges what they opened; the agency's trail holds it.
do $$
declare
  definition text := pg_get_functiondef('auth.who_looked(uuid, timestamptz, uuid, integer)'::regprocedure);
  known constant text := $part$a.outcome = 'done' and a.actor_id is not null$part$;
begin
  if strpos(definition, known) = 0 then raise exception 'who looked is read otherwise'; end if;
  execute replace(definition, known, known || $patch$ and a.operation not like '%/api/openings%'$patch$);
end $$;
