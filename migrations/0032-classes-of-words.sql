-- What a case holds is also what its programs say by their name: words about a client of an HIV program are of that class, whether
-- or not somebody has written the class down.
create or replace function auth.highest_class(agency uuid, wanted_client uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce((select held.class from (
        select class::text from client_class where agency_id = agency and client_id = wanted_client
        union all
        select p.class::text from enrollment e join program p using (agency_id, program_id)
          where e.agency_id = agency and e.client_id = wanted_client and p.class <> 'general') held
      order by array_position(array['hiv', 'sud', 'mental_health', 'dv'], held.class) limit 1), 'general')
  $$;

-- What is added to a contact is never less than the contact, nor than the case as it is now.
create function auth.class_added_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    new.class := (select held.class from (values (new.class::text), (auth.highest_class(new.agency_id, new.client_id)),
        ((select c.class::text from coordination_contact c where c.agency_id = new.agency_id and c.contact_id = new.contact_id))) held(class)
      where held.class is not null
      order by array_position(array['hiv', 'sud', 'mental_health', 'dv', 'general'], held.class) limit 1);
    return new;
  end $$;
revoke all on function auth.class_added_words() from public;
create trigger class_added_words before insert on contact_addendum for each row execute function auth.class_added_words();

-- What to heed before making contact may tell why: its words have the highest class of the case, also when the case gets one later.
-- The channels that may be used stand with the client, for everybody who may see them.
alter table client_contact_note add column class code not null default 'general';
update client_contact_note set class = auth.highest_class(agency_id, client_id);
alter table client_contact_note alter column class drop default;
create trigger class_new_words before insert or update of body on client_contact_note
  for each row execute function auth.class_new_words();
create function auth.raise_contact_notes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update client_contact_note n set class = auth.highest_class(n.agency_id, n.client_id)
      where (n.agency_id, n.client_id) in (select agency_id, client_id from changed)
        and n.class <> auth.highest_class(n.agency_id, n.client_id);
    return null;
  end $$;
revoke all on function auth.raise_contact_notes() from public;
create trigger raise_contact_notes after insert on client_class referencing new table as changed
  for each statement execute function auth.raise_contact_notes();
create trigger raise_contact_notes after insert on enrollment referencing new table as changed
  for each statement execute function auth.raise_contact_notes();
do $$
declare
  seen constant text := 'agency_id = (select auth.agency()) and (select auth.reads_content()) and exists (select 1 from client c '
    'where c.agency_id = client_contact_note.agency_id and c.client_id = client_contact_note.client_id '
    'and (client_contact_note.class = ''general'' or c.manager_ids && array[(select auth.actor())] '
    'and c.scope_changes_on > (select auth.today()) or c.overseeing_ids && (select auth.supervised())))';
begin
  execute format('alter policy may_read on client_contact_note using (%s)', seen);
  execute format('alter policy may_change on client_contact_note using (%1$s) with check (%1$s)', seen);
  execute format('alter policy may_remove on client_contact_note using (%s)', seen);
end $$;
