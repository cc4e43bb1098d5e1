-- Whose number it is was a word without a class: that somebody has a number there tells what some of these are for. It is of a list now, and what
-- the list does not say to the letter is a note about the number, in the class of the case. The number itself is found as before.
alter table client_identifier add column identifier_id uuid not null default gen_random_uuid();

create function pg_temp.system_of(words text) returns text language sql immutable as $$
  select case
    when words in ('medicaid', 'medicare', 'hmis') then words
    when words ~ '\mmedicaid\M' then 'medicaid'
    when words ~ '\mmedicare\M' then 'medicare'
    when words ~ '\mhmis\M' then 'hmis'
    when words ~ '\m(health plan|mco|insurance|insurer)\M' then 'health-plan'
    when words ~ '\m(mrn|hospital)\M|medical record|clinic record' then 'hospital'
    when words ~ '\m(snap|tanf|ssi|ssdi)\M|benefits' then 'benefits'
    when words ~ '\mhousing\M|voucher' then 'housing'
    when words ~ '\mschool\M' then 'school'
    when words ~ '\mstate id\M|driver' then 'state-id'
    else 'other' end
$$;

-- Two of one client that come to the same are one, with a note for each.
create temp table said on commit drop as
  select agency_id, client_id, identifier_id, system::text as words,
    first_value(identifier_id) over same as kept_id
  from client_identifier
  window same as (partition by agency_id, client_id, value, pg_temp.system_of(lower(trim(system))) order by system);
insert into fact_note (agency_id, note_id, about_id, client_id, class, body, written_at)
select agency_id, gen_random_uuid(), kept_id, client_id, auth.highest_class(agency_id, client_id), convert_to(words, 'UTF8'), now()
from said where lower(trim(words)) not in ('medicaid', 'medicare', 'hmis', 'health plan', 'hospital or clinic record', 'public benefits',
  'housing application or voucher', 'school', 'state id or driver license', 'another number');
delete from client_identifier i using said s
where s.agency_id = i.agency_id and s.identifier_id = i.identifier_id and s.kept_id <> i.identifier_id;

-- The next start seals them; the table is written anew, so that the words do not stand on in its file.
insert into auth.words_in_the_clear select true where exists (select from agency) on conflict do nothing;
alter table client_identifier alter column system type code using pg_temp.system_of(lower(trim(system)))::code;
alter table client_identifier add check (system in ('medicaid', 'medicare', 'hmis', 'health-plan', 'hospital', 'benefits', 'housing', 'school',
  'state-id', 'other'));
