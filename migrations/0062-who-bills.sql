-- Who bills for one client's review: at most one member of the staff, whatever two of them press at the same moment (REQ-090). What was
-- billed stays as it was billed; taken back, it stays and says so. No words: why is a code, so that nothing restricted can stand here.
create table review_billing (
  agency_id uuid not null,
  billing_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  conference_id uuid not null,
  billed_by uuid not null,
  billed_from timestamptz not null,
  billed_until timestamptz not null,
  check (billed_until > billed_from),
  minutes integer not null check (minutes between 1 and 720),
  -- Null where the program has chosen no unit.
  units integer check (units >= 0),
  policy_version integer not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_why code check (withdrawn_why in ('in-error', 'somebody-else-bills', 'not-covered', 'review-void')),
  check (num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_why) in (0, 3)),
  primary key (agency_id, billing_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id),
  foreign key (agency_id, conference_id) references conference,
  foreign key (agency_id, billed_by) references staff (agency_id, staff_id),
  foreign key (agency_id, withdrawn_by) references staff (agency_id, staff_id)
);
create unique index one_biller on review_billing (agency_id, review_id) where withdrawn_at is null;
create index on review_billing (agency_id, review_id);
create index on review_billing (agency_id, conference_id) where withdrawn_at is null;
create index on review_billing (agency_id, billed_by, billed_from) where withdrawn_at is null;

-- Preparation is general administration: written down apart, it is part of no bill (REQ-122).
create table review_preparation (
  agency_id uuid not null,
  preparation_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  prepared_by uuid not null,
  minutes integer not null check (minutes between 1 and 480),
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (agency_id, preparation_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id),
  foreign key (agency_id, prepared_by) references staff (agency_id, staff_id)
);
create unique index on review_preparation (agency_id, review_id, prepared_by) where superseded_at is null;

call auth.protect_content('review_billing', false);
call auth.protect_content('review_preparation', false);
call auth.require_author('review_billing', 'billed_by');
call auth.require_author('review_preparation', 'prepared_by');
create trigger in_own_name before update on review_billing for each row execute function auth.in_own_name('withdrawn_by');
grant select, insert on review_billing, review_preparation to roundtable_app, roundtable_worker;
grant update (withdrawn_at, withdrawn_by, withdrawn_why) on review_billing to roundtable_app, roundtable_worker;
grant update (superseded_at) on review_preparation to roundtable_app, roundtable_worker;

-- The month's list is asked by the day on which a conference was held.
create index on review_closing_version (agency_id, valid_from) where superseded_at is null;

-- Whether somebody bills for that time already, for whomever: asked after their own row is written, one after the other.
create function auth.bills_at_that_time(wanted uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    perform pg_advisory_xact_lock(hashtextextended('bills ' || auth.actor(), 0));
    return exists (select from review_billing b join review_billing o on o.agency_id = b.agency_id and o.billed_by = b.billed_by
        and o.billing_id <> b.billing_id and o.withdrawn_at is null
        and o.billed_from < b.billed_until and o.billed_until > b.billed_from
      where b.agency_id = auth.agency() and b.billing_id = wanted and b.billed_by = auth.actor());
  end $$;
revoke all on function auth.bills_at_that_time(uuid) from public;
grant execute on function auth.bills_at_that_time(uuid) to roundtable_app;

-- Whether somebody other than whoever bills for this review, or else than the asker, bills for another client of its conference: also
-- for one whom the asker does not see. Only that it is so, and only to somebody who sees this review's client.
create function auth.billed_beside(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from client_review r
        join client c on c.agency_id = r.agency_id and c.client_id = r.client_id
        join review_billing o on o.agency_id = r.agency_id and o.conference_id = r.conference_id and o.review_id <> r.review_id
        left join review_billing b on b.agency_id = r.agency_id and b.review_id = r.review_id and b.withdrawn_at is null
      where r.agency_id = (select auth.agency()) and r.review_id = wanted and (select auth.reads_content())
        and (c.staff_ids && array[(select auth.actor())] and c.scope_changes_on > (select auth.today())
          or c.team_ids && (select auth.teams()) or c.program_ids && (select auth.supervised()))
        and o.withdrawn_at is null and o.billed_by <> coalesce(b.billed_by, (select auth.actor())))
  $$;
revoke all on function auth.billed_beside(uuid) from public;
grant execute on function auth.billed_beside(uuid) to roundtable_app;

-- Whose reviews somebody may see in the list of what is billed. Being in a program can tell a class by itself: of such a one a biller
-- hears only with a training of their own about that class or a job title that is listed for it, also where the agency asks neither of
-- those who know the client. A supervisor's list ends at their own programs.
create function auth.billing_programs() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select p.program_id from program p
    where p.agency_id = (select auth.agency())
      and (p.class = 'general' or p.class::text = any((select auth.cleared())::text[]))
      and ((select auth.has_role('supervisor')) and p.program_id = any((select auth.supervised())::uuid[])
        or (select auth.has_role('biller')) and (p.class = 'general'
          or exists (select from staff_training t where t.agency_id = p.agency_id and t.staff_id = (select auth.actor())
            and t.about::text = p.class::text and t.withdrawn_at is null and (select auth.today()) between t.completed_on and t.expires_on)
          or exists (select from staff_version v join authorized_title w on w.agency_id = v.agency_id and w.removed_at is null
              and p.class::text = any(w.restricted)
              and w.title_key = lower(regexp_replace(btrim(v.title::text), '\s+', ' ', 'g')) collate "C"
            where v.agency_id = p.agency_id and v.staff_id = (select auth.actor()) and v.superseded_at is null and v.valid_to is null)))
  $$;
revoke all on function auth.billing_programs() from public;

-- The closed reviews of a span of days in the programs that bill each of them. Numbers and times, no name of a client and no word; who
-- the client is, for the trail of who looked alone.
create function auth.billing_reviews(first_on date, last_on date, after_on date, after_id uuid, how_many integer)
  returns table (review_id uuid, client_id uuid, client_number integer, enrollment_id uuid, program_id uuid, program_name text, conference_number integer,
    held_on date, time_zone text, billing_id uuid, billed_by uuid, billed_from timestamptz, billed_until timestamptz,
    minutes integer, units integer, beside boolean, prepared integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select r.review_id, r.client_id, c.client_number, e.enrollment_id, p.program_id, p.name::text, n.conference_number, v.valid_from, p.time_zone::text,
      b.billing_id, b.billed_by, b.billed_from, b.billed_until, b.minutes, b.units,
      exists (select from review_billing o where o.agency_id = r.agency_id and o.conference_id = r.conference_id
        and o.review_id <> r.review_id and o.withdrawn_at is null and o.billed_by <> b.billed_by),
      coalesce((select sum(x.minutes) from review_preparation x
        where x.agency_id = r.agency_id and x.review_id = r.review_id and x.superseded_at is null), 0)::integer
    from review_closing_version v
      join review_closing k on k.agency_id = v.agency_id and k.review_closing_id = v.review_closing_id
      join client_review r on r.agency_id = k.agency_id and r.review_id = k.review_id
      join conference n on n.agency_id = r.agency_id and n.conference_id = r.conference_id
      join client c on c.agency_id = r.agency_id and c.client_id = r.client_id
      join enrollment e on e.agency_id = r.agency_id and e.enrollment_id = r.enrollment_id
      join program p on p.agency_id = e.agency_id and p.program_id = e.program_id
      left join review_billing b on b.agency_id = r.agency_id and b.review_id = r.review_id and b.withdrawn_at is null
    where v.agency_id = (select auth.agency()) and v.superseded_at is null and v.valid_from between first_on and last_on
      and p.program_id in (select auth.billing_programs())
      and exists (select from program_policy y where y.agency_id = p.agency_id and y.program_id = p.program_id and y.status = 'active'
        and (y.document -> 'billing' ->> 'enabled')::boolean and y.document -> 'billing' ->> 'method' in ('timed', 'per_event'))
      and (after_on is null or (v.valid_from, r.review_id) > (after_on, after_id))
    order by v.valid_from, r.review_id limit least(how_many, 1001)
  $$;
revoke all on function auth.billing_reviews(date, date, date, uuid, integer) from public;
grant execute on function auth.billing_reviews(date, date, date, uuid, integer) to roundtable_app;

create function auth.billing_scope(wanted uuid[]) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(e.enrollment_id), '{}') from enrollment e
    where e.agency_id = (select auth.agency()) and e.enrollment_id = any(wanted) and e.program_id in (select auth.billing_programs())
  $$;
revoke all on function auth.billing_scope(uuid[]) from public;

-- What the clock reads of a review is what billing reads of it; only whose reviews those are is asked otherwise. The same texts, so
-- that they cannot say different things.
do $$
declare
  facts text := pg_get_functiondef('auth.clock_reviews(uuid[], timestamptz)'::regprocedure);
  incidents text := pg_get_functiondef('auth.reviews_with_incident(uuid[], timestamptz)'::regprocedure);
begin
  if strpos(facts, 'auth.clock_scope(wanted)') = 0 or strpos(incidents, 'auth.clock_scope(wanted)') = 0 then
    raise exception 'the clock reads its reviews differently';
  end if;
  execute replace(replace(facts, 'auth.clock_scope(wanted)', 'auth.billing_scope(wanted)'), 'auth.clock_reviews(', 'auth.billing_facts(');
  execute replace(replace(incidents, 'auth.clock_scope(wanted)', 'auth.billing_scope(wanted)'),
    'auth.reviews_with_incident(', 'auth.billing_incidents(');
end $$;
revoke all on function auth.billing_facts(uuid[], timestamptz), auth.billing_incidents(uuid[], timestamptz) from public;
grant execute on function auth.billing_facts(uuid[], timestamptz), auth.billing_incidents(uuid[], timestamptz) to roundtable_app;
