-- A correction writes a new row; the first row of the chain is what people and words refer to.
alter table change_event add column first_id uuid;
alter table reassessment add column first_id uuid;
alter table exemption add column first_id uuid;
alter table pause add column first_id uuid;

-- Words about a fact: beside it, why a recommended conference is not needed, or why the fact was taken back.
alter table fact_note add column kind code not null default 'note' check (kind in ('note', 'why-not', 'withdrawn'));

alter table snooze drop constraint snooze_reason_check;
alter table snooze add constraint snooze_reason_check check (reason in ('waiting_for_results', 'waiting_for_provider', 'waiting_for_client',
  'waiting_for_consent', 'client_away', 'being_planned', 'other'));
-- The name of a duty tells what happened, so that a snooze has the class of what it hides.
alter table snooze add column class code not null default 'general';
drop policy owner_all on snooze;
drop policy may_read on snooze;
drop policy may_add on snooze;
drop policy may_change on snooze;
drop policy may_remove on snooze;
call auth.protect_content('snooze', true, 'recorded_by');

-- A neutral word to the staff of a client that something urgent was recorded: about no meeting, and never to anybody outside.
alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('invitation', 'change', 'cancellation', 'document', 'recovery',
  'sign-in-changed', 'alert'));
alter table mail add check (kind <> 'alert' or (conference_id is null and staff_id is not null));
-- It is written in the name of whoever recorded what it is about, or of its own reader.
create policy own_alert_add on mail for insert to roundtable_app, roundtable_worker
  with check (agency_id = (select auth.agency()) and kind = 'alert' and written_by = (select auth.actor()));
-- The job that sends it enters as the person who recorded what it is about.
create policy own_alert_read on mail for select to roundtable_app, roundtable_worker
  using (agency_id = (select auth.agency()) and kind = 'alert' and written_by = (select auth.actor()));
create policy own_alert_change on mail for update to roundtable_app, roundtable_worker
  using (agency_id = (select auth.agency()) and kind = 'alert' and written_by = (select auth.actor()))
  with check (agency_id = (select auth.agency()) and kind = 'alert' and written_by = (select auth.actor()));

-- Which of the staff are to hear of a change that the asker has just recorded: those on the client's care team and its workers, and
-- the supervisors of its programs; of each group only those whom row security would let read the change itself.
create function auth.staff_to_tell(wanted_change uuid) returns table (staff_id uuid, is_on_team boolean, is_supervisor boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with event as (
      select x.class, c.* from change_event x join client c using (agency_id, client_id)
      where x.agency_id = (select auth.agency()) and x.change_event_id = wanted_change
        and x.recorded_by = (select auth.actor()) and x.superseded_at is null),
    people as (
      select s.agency_id, s.staff_id,
        coalesce((select array_agg(distinct m.team_id) from team_member m join team_member_version v using (agency_id, team_member_id)
          where m.agency_id = s.agency_id and m.staff_id = s.staff_id and v.superseded_at is null
            and v.valid_from <= d.today and (v.valid_to is null or v.valid_to >= d.today)), '{}') as teams,
        coalesce((select array_agg(distinct t.program_id)
          from team_member m join team_member_version v using (agency_id, team_member_id) join team t using (agency_id, team_id)
          where m.agency_id = s.agency_id and m.staff_id = s.staff_id and v.team_role = 'supervisor' and v.superseded_at is null
            and v.valid_from <= d.today and (v.valid_to is null or v.valid_to >= d.today) and exists (select from staff_role r
              where r.agency_id = s.agency_id and r.staff_id = s.staff_id and r.role = 'supervisor')), '{}') as supervised,
        exists (select from staff_role r where r.agency_id = s.agency_id and r.staff_id = s.staff_id and r.role = 'administrator') as sees_all,
        d.today
      from staff s cross join (select auth.agency_today((select auth.agency())) as today) d
      where s.agency_id = (select auth.agency()) and s.deactivated_at is null and s.staff_id <> (select auth.actor())
        and exists (select from staff_role r
          where r.agency_id = s.agency_id and r.staff_id = s.staff_id and r.role in ('case-manager', 'supervisor'))),
    told as (
      select p.staff_id,
        p.staff_id = any(e.manager_ids) or exists (select from care_team_member m join care_team_member_version v using (agency_id, care_team_member_id)
          where m.agency_id = e.agency_id and m.client_id = e.client_id and m.staff_id = p.staff_id
            and v.superseded_at is null and v.valid_to is null) as is_on_team,
        exists (select from enrollment n join enrollment_version v using (agency_id, enrollment_id)
          where n.agency_id = e.agency_id and n.client_id = e.client_id and v.superseded_at is null and v.valid_to is null
            and n.program_id = any(p.supervised)) as is_supervisor
      from event e join people p using (agency_id)
      where (p.sees_all or p.staff_id = any(e.staff_ids) and e.scope_changes_on > p.today or p.teams && e.team_ids or p.supervised && e.program_ids)
        and (e.class = 'general' or p.staff_id = any(e.manager_ids) and e.scope_changes_on > p.today or p.supervised && e.program_ids))
    select t.staff_id, t.is_on_team, t.is_supervisor from told t where t.is_on_team or t.is_supervisor
  $$;
grant execute on function auth.staff_to_tell(uuid) to roundtable_app;
