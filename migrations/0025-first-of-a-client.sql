-- Today shows a client once, by the duty that comes first. Whether another one comes before a duty is asked for each row of a page:
-- one short range of this index answers it. It takes the place of the index by client alone, so that a rebuild writes no more.
create index on obligation (agency_id, client_id, due_key, enrollment_id, obligation_key);
drop index obligation_agency_id_client_id_idx;
