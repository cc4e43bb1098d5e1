-- An answer came by the link in somebody's mail, or a member of staff entered it: whoever plans is told which. Written down here, so that no way to answer can
-- leave it out; who answers by a link is nobody of the staff.
alter table attendee add column answered_at timestamptz, add column answered_by uuid,
  add foreign key (agency_id, answered_by) references staff (agency_id, staff_id);

create function auth.note_answer() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    new.answered_at := case when new.response <> 'waiting' then auth.now() end;
    new.answered_by := case when new.response <> 'waiting' then auth.actor() end;
    return new;
  end $$;
revoke all on function auth.note_answer() from public;
create trigger who_answered before update of response on attendee for each row when (new.response <> old.response) execute function auth.note_answer();
