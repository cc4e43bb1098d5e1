-- What came of an action stood in its row and had its class, though it is written later, by somebody else, and may say more than the
-- action did. It is a note about the action now, in the class of the case. The note keeps the id of the action, at which its words are sealed.
insert into fact_note (agency_id, note_id, about_id, client_id, kind, class, body, written_by, written_at)
select agency_id, action_item_id, action_item_id, client_id, 'note',
  auth.highest_of(array[class::text, auth.highest_class(agency_id, client_id)]), outcome, finished_by, finished_at
from action_item where outcome is not null;

alter table action_item drop column outcome;
