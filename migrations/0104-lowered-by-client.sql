-- Read with each conference: what of its clients was given a lower class.
create index on lowered_class (agency_id, client_id);
