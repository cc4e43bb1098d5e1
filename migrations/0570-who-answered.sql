-- An answer came by the link in somebody's mail, or a member of staff entered it: whoever plans is told which. Written down here alone, so that no way to answer
-- can leave it out or say another; who answers by a link is nobody of the staff.
alter table attendee add column answered_at timestamptz, add column answered_by uuid,
  add foreign key (agency_id, answered_by) references staff (agency_id, staff_id);
drop policy at_its_moment on attendee;
drop trigger moment_of_taken_off_at on attendee;
call auth.require_moment('attendee', array['taken_off_at', 'answered_at']);

create function auth.note_answer() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if tg_op = 'UPDATE' and new.response = old.response then
      new.answered_at := old.answered_at;
      new.answered_by := old.answered_by;
    else
      new.answered_at := case when new.response <> 'waiting' then auth.now() end;
      new.answered_by := case when new.response <> 'waiting' then auth.actor() end;
    end if;
    return new;
  end $$;
revoke all on function auth.note_answer() from public;
create trigger who_answered before insert or update on attendee for each row execute function auth.note_answer();
