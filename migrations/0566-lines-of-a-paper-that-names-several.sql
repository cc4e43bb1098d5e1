-- Whoever may know of one whom a paper names reads of it with that name: the list of papers shows it to them, so that a line of the record that is
-- not there, or is there no more once somebody was added, told that the paper names somebody else. Where all of them tell something it stays as high as they are.
create or replace function auth.class_of_subject() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if new.kind = 'consent' then
      new.class := auth.highest_of(array[auth.class_of_paper(new.agency_id, new.about_id)] || case when not exists (select from consent_party p
          where p.agency_id = new.agency_id and p.consent_id = new.about_id and p.side = 'recipient' and p.tells = 'general')
        then array(select p.tells::text from consent_party p
          where p.agency_id = new.agency_id and p.consent_id = new.about_id and p.side = 'recipient') else '{}' end);
      return new;
    end if;
    new.class := auth.highest_of(array[new.class::text, case new.kind
      when 'mail' then (select auth.told_by(x.agency_id, x.provider_id) from mail x where x.agency_id = new.agency_id and x.mail_id = new.about_id)
      when 'contact' then (select x.class::text from coordination_contact x where x.agency_id = new.agency_id and x.contact_id = new.about_id)
      else (select x.class::text from action_item x where x.agency_id = new.agency_id and x.action_item_id = new.about_id) end]);
    return new;
  end $$;
update record_entry e set class = e.class
  where e.kind = 'consent' and exists (select from consent_party p where p.agency_id = e.agency_id and p.consent_id = e.about_id and p.tells <> 'general');
