-- The programs that an entry of the trail is about are read with every entry: from the index alone.
drop index enrollment_agency_id_client_id_idx;
create index enrollment_agency_id_client_id_program_id_idx on enrollment (agency_id, client_id) include (program_id);
