-- A version of an enrollment was readable to whoever may read the enrollment: who asks, the client and the programs that are not told were thought of twice for each
-- statement that reads both, and most of what a chart reads of an enrollment stands in its versions. A version says now whose it is, and is asked once; a foreign
-- key holds it to what its enrollment says.
alter table enrollment add unique (agency_id, enrollment_id, client_id, program_id);
alter table enrollment_version add client_id uuid, add program_id uuid;
-- What was known does not change by it.
alter table enrollment_version disable trigger user;
update enrollment_version v set client_id = e.client_id, program_id = e.program_id
  from enrollment e where e.agency_id = v.agency_id and e.enrollment_id = v.enrollment_id;
alter table enrollment_version enable trigger user;
alter table enrollment_version alter client_id set not null, alter program_id set not null,
  drop constraint enrollment_version_agency_id_enrollment_id_fkey,
  add foreign key (agency_id, enrollment_id, client_id, program_id) references enrollment (agency_id, enrollment_id, client_id, program_id);
create index on enrollment_version (agency_id, client_id);

create or replace view auth.in_reach with (security_barrier) as
  select c.agency_id, c.client_id, h.actor,
    h.roles && array['case-manager', 'supervisor'] as reads_content,
    c.manager_ids && array[h.actor] and c.scope_changes_on > h.today as manages,
    c.overseeing_ids && h.supervised as oversees,
    c.client_id = any(h.glass) as by_glass,
    h.untold
  from auth.asking h join public.client c on c.agency_id = h.agency
  where h.xid = pg_current_xact_id_if_assigned() and h.backend = pg_backend_pid() and h.began = transaction_timestamp()
    and h.lapses_at > clock_timestamp()
    and ('administrator' = any(h.roles) or c.staff_ids && array[h.actor] and c.scope_changes_on > h.today
      or c.team_ids && h.teams or c.program_ids && h.supervised or c.client_id = any(h.glass))
    and (h.purpose <> 'emergency' or c.client_id = any(h.glass));

-- Of a program that is not told, who may know of the enrollment is asked of the enrollment.
alter policy may_read on enrollment_version using (exists (select from auth.in_reach r
  where r.agency_id = enrollment_version.agency_id and r.client_id = enrollment_version.client_id
    and (enrollment_version.program_id <> all(r.untold) or auth.may_know_enrollment(enrollment_version.enrollment_id))));
