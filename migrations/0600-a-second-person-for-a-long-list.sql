-- A list above the cap is asked for, and leaves once, soon after a second person approved. What is asked, what is answered and what was taken
-- are rows that are only ever added: one answer to a request, one file for it.
create table list_request (
  agency_id uuid not null,
  request_id uuid not null,
  staff_id uuid not null,
  at timestamptz not null,
  what code not null check (what in ('due-list', 'past-due-list', 'billing-list')),
  -- The filter as a query, by the names of its fields: what leaves is what was approved.
  asked code not null check (length(asked) <= 2000),
  lines integer not null check (lines > 0),
  reason code not null,
  report_to code,
  primary key (agency_id, request_id),
  foreign key (agency_id, staff_id) references staff
);
create index on list_request (agency_id, at desc, request_id desc);
create index on list_request (agency_id, staff_id, at desc);

create table list_answer (
  agency_id uuid not null,
  request_id uuid not null,
  settled_by uuid not null,
  at timestamptz not null,
  approved boolean not null,
  primary key (agency_id, request_id),
  foreign key (agency_id, request_id) references list_request,
  foreign key (agency_id, settled_by) references staff (agency_id, staff_id)
);
create index on list_answer (agency_id, settled_by);

call auth.protect('list_request', 'agency_id = (select auth.agency()) and (staff_id = (select auth.actor()) '
  'or (select auth.has_role(''administrator'')) or (select auth.has_role(''supervisor'')))',
  'agency_id = (select auth.agency()) and staff_id = (select auth.actor()) and at = auth.now()', 'false');
call auth.require_author('list_request', 'staff_id');
call auth.require_moment('list_request', array['at']);
-- Whoever approves oversees, may take lists out, and is not who asked.
call auth.protect('list_answer', 'agency_id = (select auth.agency()) and exists (select from list_request r '
  'where r.agency_id = list_answer.agency_id and r.request_id = list_answer.request_id)',
  'agency_id = (select auth.agency()) and settled_by = (select auth.actor()) and at = auth.now() '
  'and ((select auth.has_role(''administrator'')) or (select auth.has_role(''supervisor''))) '
  'and exists (select from staff s where s.agency_id = list_answer.agency_id and s.staff_id = (select auth.actor()) and s.may_take_lists) '
  'and exists (select from list_request r where r.agency_id = list_answer.agency_id and r.request_id = list_answer.request_id '
  'and r.staff_id <> (select auth.actor()) and r.at > auth.now() - interval ''24 hours'')', 'false');
call auth.require_author('list_answer', 'settled_by');
call auth.require_moment('list_answer', array['at']);
revoke all on list_request, list_answer from roundtable_app, roundtable_worker;
grant select, insert on list_request, list_answer to roundtable_app;

alter table taken_out add column request_id uuid;
alter table taken_out add foreign key (agency_id, request_id) references list_request;
create unique index on taken_out (agency_id, request_id);
create policy may_take_on_request on taken_out as restrictive for insert to roundtable_app with check (request_id is null
  or exists (select from list_request r join list_answer a using (agency_id, request_id)
    where r.agency_id = taken_out.agency_id and r.request_id = taken_out.request_id and r.staff_id = (select auth.actor())
      and r.what = taken_out.what and a.approved and a.at > auth.now() - interval '15 minutes'));
