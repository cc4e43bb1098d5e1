-- Which coordination contacts a conference follows from, and which came of it. On which side a contact stands is a matter of dates,
-- and is told from them. A link makes nothing count: a contact never becomes a conference (REQ-009, REQ-026).
create table review_contact (
  agency_id uuid not null,
  link_id uuid not null,
  review_id uuid not null,
  contact_id uuid not null,
  client_id uuid not null,
  -- That of the contact: a link tells that there is one.
  class code not null,
  linked_by uuid not null,
  linked_at timestamptz not null,
  unlinked_at timestamptz,
  primary key (agency_id, link_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id),
  foreign key (agency_id, contact_id, client_id) references coordination_contact (agency_id, contact_id, client_id),
  foreign key (agency_id, linked_by) references staff (agency_id, staff_id)
);
-- What was taken back stays as it was: whoever says it again says it in their own name.
create unique index one_link on review_contact (agency_id, review_id, contact_id) where unlinked_at is null;
create index on review_contact (agency_id, review_id);
create index on review_contact (agency_id, contact_id);
call auth.protect_content('review_contact', true, 'linked_by');
call auth.require_author('review_contact', 'linked_by');
revoke all on review_contact from roundtable_app, roundtable_worker;
grant select, insert on review_contact to roundtable_app, roundtable_worker;
grant update (unlinked_at) on review_contact to roundtable_app, roundtable_worker;

-- How often staff were in touch is asked by period.
create index on coordination_contact (agency_id, happened_on);
