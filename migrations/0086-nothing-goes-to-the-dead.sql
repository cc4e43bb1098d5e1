-- With the date of a client's death every mail to them that still waits is cancelled, whoever wrote it and whoever records the date; and
-- none is handed to a mail server any more, not even the word that a meeting is off (C-28).
create function auth.stop_mail_to_the_dead() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update mail set state = 'cancelled', problem = 'recipient-has-died', settled_at = auth.now()
    where agency_id = new.agency_id and client_id = new.client_id and state in ('queued', 'held', 'failed');
    return null;
  end $$;
create trigger stop_mail_to_the_dead after update of deceased_on on client
  for each row when (new.deceased_on is not null and old.deceased_on is null) execute function auth.stop_mail_to_the_dead();
create index on mail (agency_id, client_id) where client_id is not null;

create function auth.refuse_mail_to_the_dead() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if exists (select from client c where c.agency_id = new.agency_id and c.client_id = new.client_id and c.deceased_on is not null) then
      raise exception 'nobody writes to the dead' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
create trigger refuse_mail_to_the_dead before update of state on mail
  for each row when (new.client_id is not null and new.state = 'sending') execute function auth.refuse_mail_to_the_dead();
revoke all on function auth.stop_mail_to_the_dead(), auth.refuse_mail_to_the_dead() from public;

-- What was owed to somebody in writing is owed to nobody once they have died.
alter table owed_statement drop constraint owed_statement_not_needed_why_check;
alter table owed_statement add constraint owed_statement_not_needed_why_check
  check (not_needed_why in ('was-not-there', 'was-not-said', 'has-died'));
