-- A date of death that was recorded by mistake stops mail that somebody waits for: with the date taken back it is held, for a person to send
-- again. Not where it would tell an old time: of a meeting that is off, or that was changed since.
create or replace function auth.stop_mail_to_the_dead() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if new.deceased_on is not null then
      update mail set state = 'cancelled', problem = 'recipient-has-died', settled_at = auth.now()
      where agency_id = new.agency_id and client_id = new.client_id and state in ('queued', 'held', 'failed');
    else
      update mail l set state = 'held', problem = 'death-taken-back', settled_at = auth.now()
      where l.agency_id = new.agency_id and l.client_id = new.client_id and l.state = 'cancelled' and l.problem = 'recipient-has-died'
        and (l.kind not in ('invitation', 'change')
          or exists (select from conference c where c.agency_id = l.agency_id and c.conference_id = l.conference_id and c.state = 'scheduled')
            and not exists (select from mail x where x.agency_id = l.agency_id and x.conference_id = l.conference_id
              and x.kind = 'change' and x.mail_id > l.mail_id));
    end if;
    return null;
  end $$;
drop trigger stop_mail_to_the_dead on client;
create trigger stop_mail_to_the_dead after update of deceased_on on client
  for each row when ((new.deceased_on is null) <> (old.deceased_on is null)) execute function auth.stop_mail_to_the_dead();
