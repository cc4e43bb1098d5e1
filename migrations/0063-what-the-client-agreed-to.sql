-- What was decided enters the service plan once the client has agreed to it (REQ-113): who agreed, how, on which day, or that they
-- declined. Codes and dates without a word; whoever may not know of the step itself does not see what was answered about it.
create table plan_answer (
  agency_id uuid not null,
  answer_id uuid not null,
  action_item_id uuid not null,
  answer code not null check (answer in ('agreed', 'declined')),
  given_by code not null check (given_by in ('client', 'representative')),
  how code not null check (how in ('in-meeting', 'in-person', 'telephone', 'on-paper')),
  answered_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (agency_id, answer_id),
  foreign key (agency_id, action_item_id) references action_item,
  foreign key (agency_id, recorded_by) references staff (agency_id, staff_id)
);
-- One answer holds; of two that are recorded at once the second is told.
create unique index on plan_answer (agency_id, action_item_id) where superseded_at is null;
create index on plan_answer (agency_id, action_item_id);

call auth.protect_versions('plan_answer', 'action_item', 'action_item_id');
call auth.require_author('plan_answer', 'recorded_by');
grant select, insert on plan_answer to roundtable_app, roundtable_worker;
grant update (superseded_at) on plan_answer to roundtable_app, roundtable_worker;
