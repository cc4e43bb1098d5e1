-- A paper of a consent: the signature that was drawn or typed, or the scan of what was signed on paper.
alter table consent drop constraint consent_signature_check,
  add check (signature in ('paper', 'scan', 'drawn', 'typed', 'verbal', 'none'));
alter table consent_paper drop constraint consent_paper_kind_check, drop constraint consent_paper_media_type_check,
  add check (case kind when 'signature' then media_type in ('image/png', 'text/plain')
    when 'scan' then media_type in ('application/pdf', 'image/jpeg', 'image/png') else false end),
  add check (byte_count between 1 and 20971520);

-- The form's name stands on its paper, and with it what it is about: it is kept as the highest class that the case or the consent names.
create function auth.class_consent_paper() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    new.class := (select held.class from (
        select new.class::text as class union all
        select auth.highest_class(new.agency_id, new.client_id) union all
        select unnest(c.classes) from consent c where c.agency_id = new.agency_id and c.consent_id = new.consent_id) held
      where held.class is not null
      order by array_position(array['hiv', 'sud', 'mental_health', 'dv', 'general'], held.class) limit 1);
    return new;
  end $$;
revoke all on function auth.class_consent_paper() from public;
drop trigger class_new_words on consent_paper;
create trigger class_consent_paper before insert on consent_paper for each row execute function auth.class_consent_paper();
update consent_paper p set class = (select held.class from (
      select p.class::text as class union all select unnest(c.classes) from consent c
        where c.agency_id = p.agency_id and c.consent_id = p.consent_id) held
    order by array_position(array['hiv', 'sud', 'mental_health', 'dv', 'general'], held.class) limit 1)
  where exists (select from consent c where c.agency_id = p.agency_id and c.consent_id = p.consent_id and c.classes <> '{general}');
