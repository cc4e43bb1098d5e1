-- A file with what is said about clients that somebody took out of the product: who, what kind, what for. The file bears its number.
create table taken_out (
  agency_id uuid not null,
  export_id uuid not null,
  staff_id uuid not null,
  at timestamptz not null,
  what code not null check (what in ('due-list', 'past-due-list', 'texts-to-file', 'accounting', 'record')),
  reason code check (reason in ('team-meeting', 'supervision', 'outreach', 'report', 'no-connection')),
  -- Whoever takes many clients along says what for.
  check (reason is not null or what not in ('due-list', 'past-due-list')),
  primary key (agency_id, export_id),
  foreign key (agency_id, staff_id) references staff
);
create index on taken_out (agency_id, at desc, export_id desc);
call auth.protect('taken_out', 'agency_id = (select auth.agency()) and (staff_id = (select auth.actor()) or (select auth.has_role(''auditor'')) '
  'or (select auth.has_role(''administrator'')) or (select auth.has_role(''supervisor'')))',
  'agency_id = (select auth.agency()) and staff_id = (select auth.actor())', 'false');
call auth.require_author('taken_out', 'staff_id');
revoke all on taken_out from roundtable_app, roundtable_worker;
grant select, insert on taken_out to roundtable_app;
