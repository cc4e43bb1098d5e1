-- Whoever may be told little of a paper still learns that it names what must not be told, and asks somebody who may open it.
alter table consent add column names_exclusions boolean not null default false;
alter table consent disable trigger user;
update consent c set names_exclusions = true
  where exists (select from consent_words w where w.agency_id = c.agency_id and w.consent_id = c.consent_id and w.kind = 'exclusions');
alter table consent enable trigger user;

-- The words of a paper tell what it is about as its scan does: of the highest class that the case or the paper names.
drop trigger class_new_words on consent_words;
create trigger class_consent_paper before insert on consent_words for each row execute function auth.class_consent_paper();
update consent_words w set class = (select held.class from (
      select w.class::text as class union all select unnest(c.classes) from consent c
        where c.agency_id = w.agency_id and c.consent_id = w.consent_id) held
    order by array_position(array['hiv', 'sud', 'mental_health', 'dv', 'general'], held.class) limit 1)
  where exists (select from consent c where c.agency_id = w.agency_id and c.consent_id = w.consent_id and c.classes <> '{general}');

-- Who signed, saw it, interpreted it and in which language tells of people and of what they know: sealed like the rest from here on.
alter table consent_words drop constraint consent_words_kind_check;
alter table consent_words add constraint consent_words_kind_check check (kind in
  ('scope', 'exclusions', 'refusal', 'revocation', 'authority', 'withdrawal', 'signer-name', 'witness', 'interpreter', 'language'));
