-- How a support is related and where a conference elsewhere is on file were words without a class, for everybody who sees the client.
-- Both are of a list now. What the list does not say to the letter is a note about the row, in the class of the case.
alter table fact_note alter column written_by drop not null;

create function pg_temp.relationship_of(words text) returns text language sql immutable as $$
  select case
    when words = any(array['parent', 'child', 'sibling', 'grandparent', 'grandchild', 'caregiver', 'friend', 'neighbor', 'roommate']) then words
    when words = 'guardian or foster parent' then 'guardian'
    when words = 'lives in the household, not related' then 'not-related'
    when words = 'from a congregation or community' then 'community'
    when words ~ '\m(former|ex)\M.*household' then 'former-household-member'
    when words ~ '\mhousehold' then 'household-member'
    when words ~ '\m(former|ex)\M.*(spouse|wife|husband|partner|girlfriend|boyfriend)' then 'former-spouse-or-partner'
    when words ~ '\mgrand(parent|mother|father|ma|pa)\M' then 'grandparent'
    when words ~ '\mgrand(child|son|daughter)\M' then 'grandchild'
    when words ~ '\m(guardian|foster)' then 'guardian'
    when words ~ '-in-law|\m(aunt|uncle|cousin|niece|nephew|relative)\M' then 'other-relative'
    when words ~ '\m(step-?)?(mother|father|mom|mum|dad|parent)\M' then 'parent'
    when words ~ '\m(half-?|step-?)?(sister|brother|sibling|twin)\M' then 'sibling'
    when words ~ '\m(step-?)?(son|daughter|child)\M' then 'child'
    when words ~ '\m(spouse|wife|husband|partner|girlfriend|boyfriend|fianc)' then 'spouse-or-partner'
    when words ~ '\m(caregiver|caretaker)\M' then 'caregiver'
    when words ~ '\mneighbou?r\M' then 'neighbor'
    when words ~ '\mroommate\M' then 'roommate'
    when words ~ '\mfriend\M' then 'friend'
    else 'other' end
$$;
create function pg_temp.source_of(words text) returns text language sql immutable as $$
  select case
    when words ~ '\mpaper|\mbinder|\mfolder' then 'paper-file'
    when words ~ '\m(letter|report|fax)' then 'letter'
    when words ~ '\m(system|software|database|export|spreadsheet|hmis|careware)' then 'earlier-system'
    when words in ('records of another agency', 'told by a provider', 'told by the person or their family')
      then case when words like 'rec%' then 'other-agency' when words like '%provider' then 'told-by-provider' else 'told-by-family' end
    else 'other' end
$$;
create function pg_temp.is_to_the_letter(words text) returns boolean language sql immutable as $$
  select words in ('parent', 'child', 'sibling', 'spouse or partner', 'former spouse or partner', 'grandparent', 'grandchild', 'other relative',
    'guardian or foster parent', 'caregiver', 'friend', 'neighbor', 'roommate', 'household member', 'former household member',
    'lives in the household, not related', 'from a congregation or community', 'another close support', 'paper file',
    'earlier computer system', 'records of another agency', 'letter or report', 'told by a provider', 'told by the person or their family',
    'another record')
$$;

insert into fact_note (agency_id, note_id, about_id, client_id, class, body, written_by, written_at)
select agency_id, gen_random_uuid(), support_id, client_id, auth.highest_class(agency_id, client_id), convert_to(relationship::text, 'UTF8'),
  null::uuid, created_at
from support where not pg_temp.is_to_the_letter(lower(trim(relationship)))
union all
select agency_id, gen_random_uuid(), held_elsewhere_id, client_id, auth.highest_class(agency_id, client_id), convert_to(source, 'UTF8'),
  recorded_by, recorded_at
from held_elsewhere where not pg_temp.is_to_the_letter(lower(trim(source)));

-- The next start seals them. A table whose column gets another type is written anew, so that the words do not stand on in its file.
insert into auth.words_in_the_clear select true where exists (select from agency) on conflict do nothing;
alter table support alter column relationship type code using pg_temp.relationship_of(lower(trim(relationship)))::code;
alter table held_elsewhere alter column source type code using pg_temp.source_of(lower(trim(source)))::code;

alter table support add check (relationship in ('parent', 'child', 'sibling', 'spouse-or-partner', 'former-spouse-or-partner', 'grandparent',
  'grandchild', 'other-relative', 'guardian', 'caregiver', 'friend', 'neighbor', 'roommate', 'household-member', 'former-household-member',
  'not-related', 'community', 'other'));
alter table held_elsewhere add check (source in ('paper-file', 'earlier-system', 'other-agency', 'letter', 'told-by-provider',
  'told-by-family', 'other'));
