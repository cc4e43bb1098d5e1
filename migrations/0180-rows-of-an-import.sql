-- What became of each row of a file, to be read after the import too: pages of rows with their result, its reason, and under which id the
-- file speaks of them. Never what the file says of a client: who it was is asked anew of the client's record, whenever somebody reads.
create table import_rows (
  agency_id uuid not null references agency,
  import_id uuid not null,
  kind code not null check (kind in ('organization', 'project', 'worker', 'client', 'enrollment', 'exit')),
  first_place bigint not null,
  last_place bigint not null,
  outcomes text[] not null,
  rows jsonb not null,
  primary key (agency_id, import_id, kind, first_place),
  foreign key (agency_id, import_id) references import_run
);

do $$
declare
  managed constant text := 'agency_id = (select auth.agency()) and (select auth.has_role(''administrator''))';
begin
  call auth.protect('import_rows', managed, managed, 'false');
end $$;
grant select, insert on import_rows to roundtable_app, roundtable_worker;
