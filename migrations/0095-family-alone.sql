-- Where family was there and no other provider, a supervisor of the program says that it may be billed before anybody bills for it.
create table billing_acknowledgement (
  agency_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  acknowledged_by uuid not null,
  recorded_at timestamptz not null,
  primary key (agency_id, review_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id),
  foreign key (agency_id, acknowledged_by) references staff (agency_id, staff_id)
);
call auth.protect_content('billing_acknowledgement', false);
call auth.require_author('billing_acknowledgement', 'acknowledged_by');
-- Of the program for which the review was called, and of no other.
create policy by_its_supervisor on billing_acknowledgement as restrictive for insert to roundtable_app, roundtable_worker
  with check (exists (select from client_review r
      join enrollment e on e.agency_id = r.agency_id and e.enrollment_id = r.enrollment_id
    where r.agency_id = billing_acknowledgement.agency_id and r.review_id = billing_acknowledgement.review_id
      and e.program_id = any((select auth.supervised())::uuid[])));
grant select, insert on billing_acknowledgement to roundtable_app, roundtable_worker;
