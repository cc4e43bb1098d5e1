-- A policy that asked a function who asks paid some 40 microseconds of each statement for the call; the row that the function looks up costs 15. Most statements
-- are about one client and end within 100, so that this was the most of what the gate cost. A login reads the row of its own transaction, and of it what
-- its policies compare: row security comes before whatever else a statement asks of the row, also before what would fail and tell in its error.
create function auth.lapsed() returns boolean language plpgsql stable set search_path = pg_catalog, pg_temp as $$
  begin
    raise exception 'this transaction was entered too long ago' using errcode = 'insufficient_privilege';
  end $$;
revoke all on function auth.lapsed() from public;
grant execute on function auth.lapsed() to roundtable_app, roundtable_worker;

alter table auth.asking enable row level security;
alter table auth.asking force row level security;
create policy owner_all on auth.asking to roundtable_owner using (true) with check (true);
create policy may_read on auth.asking for select to roundtable_app, roundtable_worker
  using (xid = pg_current_xact_id_if_assigned() and backend = pg_backend_pid() and began = transaction_timestamp()
    and (lapses_at > clock_timestamp() or auth.lapsed()));
grant select (agency, actor, purpose, today, roles, teams, supervised, glass, untold) on auth.asking to roundtable_app, roundtable_worker;

-- What everybody in the agency may read.
alter policy may_read on agency using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on authorized_title using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on class_access using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on notice_text using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on organization using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on program using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on provider using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on provider_kind using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on provider_version using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on sealing_key using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on staff using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on staff_role using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on staff_version using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on team using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on team_member using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on team_member_version using (agency_id = (select a.agency from auth.asking a));
alter policy may_read on program_policy
  using (agency_id = (select a.agency from auth.asking a) and (status = 'active' or (select auth.has_role('administrator'))));

-- These are read by the thousand too: `materialized` keeps the row for all of a statement, as it was when a function gave it.
alter policy may_read on client using (exists (
  with h as materialized (select a.agency, a.actor, a.purpose, a.today, a.roles, a.teams, a.supervised, a.glass from auth.asking a)
  select from h
  where h.agency = client.agency_id
    and ('administrator' = any(h.roles) or client.staff_ids && array[h.actor] and client.scope_changes_on > h.today
      or client.team_ids && h.teams or client.program_ids && h.supervised or client.client_id = any(h.glass))
    and (h.purpose <> 'emergency' or client.client_id = any(h.glass))));
alter policy may_read on conference using (exists (
  with h as materialized (select a.agency, a.actor, a.roles from auth.asking a)
  select from h
  where h.agency = conference.agency_id and h.roles && array['case-manager', 'supervisor']
    and (conference.planned_by = h.actor or conference.staff_ids && array[h.actor]
      or exists (select from client_review r where r.agency_id = conference.agency_id and r.conference_id = conference.conference_id))));
alter policy may_read on obligation using (exists (
  with h as materialized (select a.agency, a.actor, a.roles, a.teams, a.supervised, a.untold from auth.asking a)
  select from h
  where h.agency = obligation.agency_id
    and ('administrator' = any(h.roles) and obligation.program_id <> all(h.untold)
      or obligation.worker_id = h.actor or obligation.team_id = any(h.teams) or obligation.program_id = any(h.supervised))
    and (obligation.class = 'general' or obligation.worker_id = h.actor or obligation.program_id = any(h.supervised))));
alter policy knows_program on enrollment using (
  program_id <> all((select a.untold from auth.asking a)::uuid[]) or created_at = (select auth.now())
  or enrollment_id = any((select auth.own_enrollments())::uuid[]) or (select auth.is_importing()) or auth.may_know_of(client_id, program_id));
