-- Of which of our letters a link is. One that is asked for by a link is of the same: whoever holds the link of an older letter asks for nothing any more, and
-- what was asked by it does not count against the newer one, so that a letter of ours opens at once whatever others did with the one before.
alter table auth.guest_link add column letter integer not null default 0;

-- A code, or another link, is mailed to the address on file: by a job that asks for consent once more. It says nothing, whether or not there is anything to
-- open, and mails five times an hour at most for one letter of ours.
create or replace function guest.ask(wanted_job text, job_id uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    link auth.guest_link;
    lately integer;
    newest integer;
    writer uuid;
    finds boolean;
  begin
    if wanted_job is null or wanted_job not in ('write-guest-code', 'write-guest-link') then
      raise exception 'no such letter' using errcode = 'invalid_parameter_value';
    end if;
    select l.* into link from auth.asking_guest() a join auth.guest_link l using (link_id);
    perform auth.one_at_a_time(link);
    newest := (select max(l.letter) from auth.guest_links_of_same(link) l);
    -- By whichever of its links: one that was asked for is no way around how often one may ask.
    lately := (select count(*) from auth.guest_links_of_same(link) l, unnest(l.asked_at) t where t > auth.now() - interval '1 hour' and l.letter = newest);
    writer := auth.guest_writer(link);
    if writer is null then return; end if;
    finds := auth.guest_finds(link);
    if link.letter < newest or lately >= 5 or not finds
      or not exists (select from auth.guest_links_of_same(link) l where l.ends_at > auth.now())
      or wanted_job = 'write-guest-code' and (link.used_at is not null or link.ended_at is not null or link.ends_at <= auth.now()) then
      return;
    end if;
    update auth.guest_link set asked_at = array(select t from unnest(asked_at) t where t > auth.now() - interval '1 hour') || auth.now()
      where link_id = link.link_id;
    perform auth.put_in_queue(job_id, wanted_job, jsonb_build_object('linkId', link.link_id),
      jsonb_build_object('agency', link.agency_id, 'actor', writer, 'purpose', 'care-coordination'));
  end $$;

-- For the mail that is about to leave: a link of its own, which ends those before it and what was opened by them.
create or replace function auth.issue_guest_link(of_mail uuid, new_hash text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    letter mail;
    whose auth.guest_link;
    ends timestamptz;
  begin
    select m.* into letter from mail m where m.agency_id = auth.agency() and m.mail_id = of_mail and m.staff_id is null
      and m.kind in ('invitation', 'change', 'document', 'guest-link') and m.state = 'queued';
    if not found then return false; end if;
    whose := jsonb_populate_record(null::auth.guest_link, to_jsonb(letter));
    perform auth.one_at_a_time(whose);
    -- Whoever asks for another link gets no longer than they had.
    ends := case letter.kind
      when 'document' then auth.now() + interval '7 days'
      when 'guest-link' then (select max(l.ends_at) from auth.guest_links_of_same(whose) l)
      else (select greatest(c.starts_at + c.minutes * interval '1 minute', auth.now()) + interval '24 hours' from conference c
        where c.agency_id = letter.agency_id and c.conference_id = letter.conference_id) end;
    if ends is null or ends <= auth.now() then return false; end if;
    update auth.guest_link set ended_at = auth.now()
      where link_id in (select l.link_id from auth.guest_links_of_same(whose) l where l.ended_at is null);
    insert into auth.guest_link (link_id, agency_id, conference_id, provider_id, support_id, client_id, mail_id, link_hash, made_at, ends_at, letter)
      select gen_random_uuid(), letter.agency_id, letter.conference_id, letter.provider_id, letter.support_id, letter.client_id, letter.mail_id,
        new_hash, auth.now(), ends, coalesce(max(l.letter), 0) + (letter.kind <> 'guest-link')::integer
      from auth.guest_links_of_same(whose) l;
    return true;
  end $$;
