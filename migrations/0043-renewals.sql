-- A consent that ends asks to be renewed until a newer one covers it, or somebody says that none is needed, and why.
create table renewal_not_needed (
  agency_id uuid not null,
  consent_id uuid not null,
  client_id uuid not null,
  reason code not null check (reason in ('client-declined', 'no-longer-involved', 'leaving-care', 'other-paper')),
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, consent_id),
  foreign key (agency_id, consent_id, client_id) references consent (agency_id, consent_id, client_id),
  foreign key (agency_id, recorded_by) references staff (agency_id, staff_id)
);
call auth.protect_content('renewal_not_needed', false);
call auth.require_author('renewal_not_needed', 'recorded_by');
grant select, insert on renewal_not_needed to roundtable_app, roundtable_worker;
