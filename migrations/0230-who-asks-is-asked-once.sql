-- What row security costs is mostly asking who asks: each asking proves the context again, and a chart asked some hundred and sixty times.
-- A policy now asks once and compares the answer: where a table is read, who asks is one row, worked out once and kept for the statement.

-- What a context says, in the words of the context.
create type auth.asker as (
  agency uuid, actor uuid, purpose text, today date, roles text[], teams uuid[], supervised uuid[], glass uuid[]);
create function auth.who_asks() returns auth.asker language sql stable
  return jsonb_populate_record(null::auth.asker, auth.context());
grant execute on function auth.who_asks() to roundtable_app, roundtable_worker;

-- The clients whom the asker may see, and what the asker is to each. Whoever comes for an emergency sees that client alone.
create view auth.in_reach with (security_barrier) as
  select c.agency_id, c.client_id, h.actor,
    h.roles && array['case-manager', 'supervisor'] as reads_content,
    c.manager_ids && array[h.actor] and c.scope_changes_on > h.today as manages,
    c.overseeing_ids && h.supervised as oversees,
    c.client_id = any(h.glass) as by_glass
  from auth.who_asks() h join public.client c on c.agency_id = h.agency
  where ('administrator' = any(h.roles) or c.staff_ids && array[h.actor] and c.scope_changes_on > h.today
      or c.team_ids && h.teams or c.program_ids && h.supervised or c.client_id = any(h.glass))
    and (h.purpose <> 'emergency' or c.client_id = any(h.glass));
grant select on auth.in_reach to roundtable_app, roundtable_worker;

-- The same for the client's own row, which would otherwise be looked up twice.
drop policy by_glass on client;
drop policy glass_alone on client;
alter policy may_read on client using (exists (select from auth.who_asks() h where h.agency = client.agency_id
  and ('administrator' = any(h.roles) or client.staff_ids && array[h.actor] and client.scope_changes_on > h.today
    or client.team_ids && h.teams or client.program_ids && h.supervised or client.client_id = any(h.glass))
  and (h.purpose <> 'emergency' or client.client_id = any(h.glass))));

-- What is read of a row: with its client; with its client by those who read content; and, where it has a class, of a restricted one by
-- who manages the case, oversees it, wrote the row or came for an emergency. The policies that stood beside it for emergencies are in it.
create function auth.readable(target regclass, is_content boolean, has_class boolean, author text, is_for_emergencies boolean) returns text
  language sql immutable set search_path = pg_catalog, pg_temp
  as $$ select format('exists (select from auth.in_reach r where r.agency_id = %1$s.agency_id and r.client_id = %1$s.client_id%2$s%3$s)', target,
    case when is_content then ' and r.reads_content' else '' end,
    case when has_class then format(' and (%s.class = ''general'' or r.manages or r.oversees%s%s)', target,
      case when is_for_emergencies then ' or r.by_glass' else '' end,
      case when author is null then '' else format(' or %s.%I = r.actor', target, author) end) else '' end) $$;
revoke all on function auth.readable(regclass, boolean, boolean, text, boolean) from public;
do $$
declare target text;
begin
  foreach target in array array['care_team_member', 'client_identifier', 'enrollment', 'held_elsewhere', 'support'] loop
    execute format('alter policy may_read on %I using (%s)', target, auth.readable(target::regclass, false, false, null, false));
  end loop;
  foreach target in array array['attempt', 'billing_acknowledgement', 'client_review', 'consent', 'consent_party', 'filing', 'pause',
      'plan_verification', 'reassessment', 'renewal_not_needed', 'review_attendee', 'review_billing', 'review_cause', 'review_closing',
      'review_preparation', 'revocation_notice'] loop
    execute format('alter policy may_read on %I using (%s)', target, auth.readable(target::regclass, true, false, null, false));
  end loop;
end $$;
do $$
declare
  target text;
  author text;
begin
  for target, author in values ('action_item', 'owner_staff_id'), ('break_glass_words', 'author_id'), ('change_event', 'recorded_by'),
      ('client_class', null), ('client_contact_note', null), ('consent_paper', 'added_by'), ('consent_words', 'written_by'),
      ('contact_addendum', 'written_by'), ('coordination_contact', 'written_by'), ('disclosure', null), ('document', null),
      ('exemption', 'recorded_by'), ('fact_note', 'written_by'), ('lowered_class', null), ('privacy_incident', null),
      ('record_entry', 'recorded_by'), ('review_closing_reason', 'written_by'), ('review_entry', 'author_id'), ('review_note', 'written_by'),
      ('review_reason', 'written_by'), ('review_summary', 'written_by'), ('snooze', 'recorded_by') loop
    execute format('drop policy by_glass on %I', target);
    execute format('alter policy may_read on %I using (%s)', target, auth.readable(target::regclass, true, true, author, true));
  end loop;
end $$;
-- An emergency does not open restricted rows of these.
do $$
begin
  execute format('alter policy may_read on exchange_message using (%s)', auth.readable('exchange_message', true, true, 'written_by', false));
  execute format('alter policy may_read on review_contact using (%s)', auth.readable('review_contact', true, true, 'linked_by', false));
end $$;
alter policy may_read on emergency_disclosure using (exists (select from auth.in_reach r
  where r.agency_id = emergency_disclosure.agency_id and r.client_id = emergency_disclosure.client_id and r.reads_content
    and (r.manages or r.oversees)));
drop policy by_glass on owed_statement;
alter policy may_read on owed_statement using (exists (select from auth.in_reach r
  where r.agency_id = owed_statement.agency_id and r.client_id = owed_statement.client_id and r.reads_content
    and (r.manages or r.oversees or r.by_glass)));

alter policy may_read on conference using (exists (select from auth.who_asks() h
  where h.agency = conference.agency_id and h.roles && array['case-manager', 'supervisor']
    and (conference.planned_by = h.actor or conference.staff_ids && array[h.actor]
      or exists (select from client_review r where r.agency_id = conference.agency_id and r.conference_id = conference.conference_id))));
alter policy may_read on obligation using (exists (select from auth.who_asks() h where h.agency = obligation.agency_id
  and ('administrator' = any(h.roles) and obligation.program_id <> all((select auth.untold_programs())::uuid[])
    or obligation.worker_id = h.actor or obligation.team_id = any(h.teams) or obligation.program_id = any(h.supervised))
  and (obligation.class = 'general' or obligation.worker_id = h.actor or obligation.program_id = any(h.supervised))));

-- What follows another row follows it in its agency too, and asks nothing of its own. "offset 0" keeps the question with each row: all rows
-- of the other table would otherwise be asked for beforehand, where the planner believes that they are few.
alter policy may_read on attendee using (
  exists (select from conference c where c.agency_id = attendee.agency_id and c.conference_id = attendee.conference_id offset 0)
  and (staff_id is not null
    or exists (select from review_attendee w where w.agency_id = attendee.agency_id and w.attendee_id = attendee.attendee_id offset 0)));
create function auth.readable_with(target regclass, identity regclass, key text) returns text
  language sql immutable set search_path = pg_catalog, pg_temp
  as $$ select format('exists (select from %2$s i where i.agency_id = %1$s.agency_id and i.%3$I = %1$s.%3$I offset 0)', target, identity, key) $$;
revoke all on function auth.readable_with(regclass, regclass, text) from public;
do $$
declare
  target text;
  identity text;
  key text;
begin
  for target, identity, key in values ('attendance_version', 'review_attendee', 'review_attendee_id'),
      ('care_team_member_version', 'care_team_member', 'care_team_member_id'), ('enrollment_version', 'enrollment', 'enrollment_id'),
      ('review_closing_version', 'review_closing', 'review_closing_id') loop
    execute format('alter policy may_read on %I using (%s)', target, auth.readable_with(target::regclass, identity::regclass, key));
  end loop;
end $$;

-- Tables to come are read so from the start. Who may change a row is asked as before, of the row of the client.
create or replace procedure auth.protect_client_rows(target regclass)
  language plpgsql as $$
  declare
    own constant text := format('agency_id = (select auth.agency()) '
      'and exists (select from client c where c.agency_id = %1$s.agency_id and c.client_id = %1$s.client_id)', target);
  begin
    call auth.protect(target, auth.readable(target, false, false, null, false), own, own);
  end $$;
create or replace procedure auth.protect_content(target regclass, has_class boolean, author text default null)
  language plpgsql as $$
  declare
    own constant text := format('agency_id = (select auth.agency()) '
      'and exists (select from client c where c.agency_id = %1$s.agency_id and c.client_id = %1$s.client_id)', target);
    -- Whether an emergency opens restricted rows of it is decided for each table.
    seen constant text := auth.readable(target, true, has_class, author, false);
  begin
    call auth.protect(target, seen, own, seen);
  end $$;
create or replace procedure auth.protect_versions(target regclass, identity regclass, key text)
  language plpgsql as $$
  declare seen constant text := auth.readable_with(target, identity, key);
  begin
    call auth.protect(target, seen, seen, seen);
  end $$;

-- Said in the place of the call, as the other answers of a context are.
create or replace function auth.untold_programs() returns uuid[] language sql stable
  return auth.ids('untold');
