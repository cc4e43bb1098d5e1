-- The due list of a past date, worked out once for whoever asked and read in pages. The rows hold codes and dates; what they say in
-- words is made again from the facts, which still tell what was known at that moment.
create table due_snapshot (
  agency_id uuid not null references agency,
  snapshot_id uuid not null,
  as_of date not null,
  -- 'today': with what is known when it is asked for; 'then': with what was known at the end of that date.
  knowledge code not null check (knowledge in ('today', 'then')),
  known_at timestamptz not null,
  program_id uuid,
  state code not null default 'waiting' check (state in ('waiting', 'running', 'done', 'cancelled')),
  total integer,
  looked_at integer not null default 0,
  -- Where the next step goes on, so that a step that failed is repeated and no other.
  after_enrollment uuid,
  asked_by uuid not null,
  asked_at timestamptz not null,
  finished_at timestamptz,
  primary key (agency_id, snapshot_id),
  foreign key (agency_id, program_id) references program,
  foreign key (agency_id, asked_by) references staff (agency_id, staff_id)
);
create index on due_snapshot (agency_id, asked_by, asked_at desc);

create table due_snapshot_row (
  agency_id uuid not null,
  snapshot_id uuid not null,
  enrollment_id uuid not null,
  obligation_key code not null,
  client_id uuid not null,
  client_number integer not null,
  program_id uuid not null,
  status code not null,
  strength code not null,
  due_on date,
  due_key date not null generated always as (coalesce(due_on, 'infinity'::date)) stored,
  class code not null,
  asked_by uuid not null,
  primary key (agency_id, snapshot_id, enrollment_id, obligation_key),
  foreign key (agency_id, snapshot_id) references due_snapshot on delete cascade
);
create index on due_snapshot_row (agency_id, snapshot_id, due_key, enrollment_id, obligation_key);

do $$
declare
  own constant text := 'agency_id = (select auth.agency()) and asked_by = (select auth.actor())';
  overseen constant text := own || ' and ((select auth.has_role(''auditor'')) or (select auth.has_role(''administrator'')) '
    'or program_id = any((select auth.supervised())::uuid[]))';
begin
  call auth.protect('due_snapshot', own, own, own);
  -- A restricted change that was open then is for the program's supervisor, as it is today.
  call auth.protect('due_snapshot_row',
    overseen || ' and (class = ''general'' or program_id = any((select auth.supervised())::uuid[]))', own, 'false');
end $$;
grant select, insert, delete on due_snapshot to roundtable_app, roundtable_worker;
grant update (state, total, looked_at, after_enrollment, finished_at) on due_snapshot to roundtable_app, roundtable_worker;
grant select, insert on due_snapshot_row to roundtable_app, roundtable_worker;

-- The enrollments that ran on that date, as it was known at that moment, after the one given: what a look back goes through. The
-- number is the client's, which is all that an auditor reads of who it is.
create function auth.enrollments_on(wanted uuid, on_date date, known_until timestamptz, after uuid, how_many integer)
  returns table (enrollment_id uuid, client_number integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select e.enrollment_id, c.client_number
    from enrollment e join client c using (agency_id, client_id)
    where e.agency_id = (select auth.agency()) and (select auth.purpose()) = 'oversight'
      and ((select auth.has_role('auditor')) or (select auth.has_role('administrator')) or e.program_id = any((select auth.supervised())::uuid[]))
      and (wanted is null or e.program_id = wanted) and (after is null or e.enrollment_id > after)
      and exists (select from enrollment_version v where v.agency_id = e.agency_id and v.enrollment_id = e.enrollment_id
        and v.recorded_at <= known_until and (v.superseded_at is null or v.superseded_at > known_until)
        and v.valid_from <= on_date and (v.valid_to is null or v.valid_to > on_date))
    order by e.enrollment_id limit how_many
  $$;
grant execute on function auth.enrollments_on(uuid, date, timestamptz, uuid, integer) to roundtable_app, roundtable_worker;
