-- Two names that look alike are the same name: a letter is composed in one way, and one space stands between words. What is typed is taken so from
-- here on; what stands is put right once.
update organization set name = normalize(regexp_replace(btrim(name), '\s+', ' ', 'g'))
  where name <> normalize(regexp_replace(btrim(name), '\s+', ' ', 'g')) collate "C";
update program set name = normalize(regexp_replace(btrim(name), '\s+', ' ', 'g'))
  where name <> normalize(regexp_replace(btrim(name), '\s+', ' ', 'g')) collate "C";
update team set name = normalize(regexp_replace(btrim(name), '\s+', ' ', 'g'))
  where name <> normalize(regexp_replace(btrim(name), '\s+', ' ', 'g')) collate "C";
-- A job title opens what the list says of it (10 NYCRR 63.9), so both are put right together. Where two of a list would meet, they stay.
update staff_version set title = normalize(title) where title is not nfc normalized;
alter table authorized_title disable trigger in_own_name;
update authorized_title t set title = normalize(t.title) where t.title is not nfc normalized
  and not exists (select from authorized_title o where o.agency_id = t.agency_id and o.title_id <> t.title_id
    and normalize(o.title_key) = normalize(t.title_key) and o.removed_at is null);
alter table authorized_title enable trigger in_own_name;
