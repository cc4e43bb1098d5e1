-- What somebody serves as on a care team was a text of its version, without a class: whoever saw the client read it, whatever their training.
-- It is a note now, about what the version names: versions that say the same name the same, so that nobody has to read it to carry it on.
insert into fact_note (agency_id, note_id, about_id, client_id, class, body, written_at)
select v.agency_id, v.version_id, v.version_id, m.client_id, auth.highest_class(m.agency_id, m.client_id), convert_to(v.serves_as::text, 'UTF8'),
  v.recorded_at
from care_team_member_version v join care_team_member m using (agency_id, care_team_member_id)
where v.serves_as <> '';
insert into auth.words_in_the_clear select true where exists (select from agency) on conflict do nothing;

alter table care_team_member_version drop column serves_as;
-- Every version names something, whether or not there are words about it: that it does tells nothing. Giving it to the rows writes the table
-- anew, so that the words do not stand on in its file.
alter table care_team_member_version add column serves_as_id uuid;
alter table care_team_member_version alter column serves_as_id type uuid using version_id;
alter table care_team_member_version alter column serves_as_id set default gen_random_uuid();
alter table care_team_member_version alter column serves_as_id set not null;

-- Who may not read the whole case says of their words that they are of a stricter class, never that they are less: whatever they name, it is not
-- below what the case holds. An administrator, who is told no class of a case, writes these words too.
create function auth.class_of_note() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if new.class is null or auth.actor() is not null and not exists (select from auth.in_reach r
        where r.agency_id = new.agency_id and r.client_id = new.client_id and (r.manages or r.oversees)) then
      new.class := auth.highest_of(array[new.class::text, auth.highest_class(new.agency_id, new.client_id)]);
    end if;
    return new;
  end $$;
revoke all on function auth.class_of_note() from public;
drop trigger class_new_words on fact_note;
create trigger class_new_words before insert on fact_note for each row execute function auth.class_of_note();
