-- A line about a paper has one class, and those who may be told by the paper may tell several: whoever may know the highest read it, while the list of
-- papers asks for each of them. Where nobody among them is of general information, whoever reads the line may know every class that they tell.
alter table record_entry add column every_class text[] not null default '{}';
create policy knows_every_class on record_entry as restrictive for select to roundtable_app, roundtable_worker using (
  every_class = '{}' or every_class <@ (select auth.cleared())::text[]
  or recorded_by = (select auth.actor()) and recorded_at = (select auth.now()));

create or replace function auth.class_of_subject() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if new.kind = 'consent' then
      new.every_class := array(select distinct p.tells::text from consent_party p
        where p.agency_id = new.agency_id and p.consent_id = new.about_id and p.side = 'recipient' order by 1);
      if 'general' = any(new.every_class) then new.every_class := '{}'; end if;
      new.class := auth.highest_of(array[auth.class_of_paper(new.agency_id, new.about_id)] || new.every_class);
      return new;
    end if;
    new.class := auth.highest_of(array[new.class::text, case new.kind
      when 'mail' then (select auth.told_by(x.agency_id, x.provider_id) from mail x where x.agency_id = new.agency_id and x.mail_id = new.about_id)
      when 'contact' then (select x.class::text from coordination_contact x where x.agency_id = new.agency_id and x.contact_id = new.about_id)
      else (select x.class::text from action_item x where x.agency_id = new.agency_id and x.action_item_id = new.about_id) end]);
    return new;
  end $$;

-- Somebody of general information who is added later opens its lines, as they open the paper.
drop trigger raises_lines on consent_party;
create trigger raises_lines after insert or update of tells on consent_party for each row when (new.side = 'recipient')
  execute function auth.raise_consent_lines();
update record_entry e set class = e.class
  where e.kind = 'consent' and exists (select from consent_party p
    where p.agency_id = e.agency_id and p.consent_id = e.about_id and p.side = 'recipient' and p.tells <> 'general');
