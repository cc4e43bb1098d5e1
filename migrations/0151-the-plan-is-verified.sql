-- After a conference somebody looks into the client's plan and says whether what was agreed stands there (REQ-158): what they found, on
-- which day, and which steps. Codes and dates without a word; what somebody adds in words is a note about it. A later finding takes the
-- place of the one before, which stays.
create table plan_verification (
  agency_id uuid not null,
  verification_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  review_id uuid not null,
  result code not null check (result in ('reflected', 'not-needed', 'missing')),
  reason code check (reason in ('nothing-agreed', 'not-for-the-plan', 'left-program')),
  check ((result = 'not-needed') = (reason is not null)),
  verified_on date not null,
  verified_by uuid not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  superseded_by uuid,
  superseded_why code check (superseded_why in ('verified-again', 'recorded-in-error')),
  primary key (agency_id, verification_id),
  foreign key (agency_id, client_id) references client,
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id),
  foreign key (agency_id, verified_by) references staff (agency_id, staff_id)
);
-- One finding holds for a review; of two that are recorded at once the second is told.
create unique index on plan_verification (agency_id, review_id) where superseded_at is null;
create index on plan_verification (agency_id, client_id);

create table plan_verification_item (
  agency_id uuid not null,
  verification_id uuid not null,
  action_item_id uuid not null,
  primary key (agency_id, verification_id, action_item_id),
  foreign key (agency_id, verification_id) references plan_verification,
  foreign key (agency_id, action_item_id) references action_item
);

call auth.protect_content('plan_verification', false);
call auth.guard_enrollment('plan_verification');
call auth.require_author('plan_verification', 'verified_by');
-- That a step was found is there for whoever may know of the step.
call auth.protect_versions('plan_verification_item', 'action_item', 'action_item_id');
grant select, insert on plan_verification, plan_verification_item to roundtable_app, roundtable_worker;
grant update (superseded_at, superseded_by, superseded_why) on plan_verification to roundtable_app, roundtable_worker;

-- It stands in the client's record, for those who may know of the enrollment.
alter table record_entry drop constraint record_entry_kind_check;
alter table record_entry add constraint record_entry_kind_check check (kind in ('import', 'enrollment', 'conference', 'held-elsewhere',
  'action', 'contact', 'mail', 'consent', 'document', 'change', 'reassessment', 'attempt', 'exemption', 'pause', 'verification'));

create or replace function auth.may_know_entry(wanted_kind text, wanted uuid) returns boolean
  language plpgsql stable cost 2000 set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    case wanted_kind
      when 'enrollment' then return auth.may_know_enrollment(wanted);
      when 'held-elsewhere' then return exists (select from held_elsewhere x where x.agency_id = auth.agency() and x.held_elsewhere_id = wanted);
      when 'attempt' then return exists (select from attempt x where x.agency_id = auth.agency() and x.attempt_id = wanted);
      when 'reassessment' then return exists (select from reassessment x where x.agency_id = auth.agency() and x.reassessment_id = wanted);
      when 'exemption' then return exists (select from exemption x where x.agency_id = auth.agency() and x.exemption_id = wanted);
      when 'pause' then return exists (select from pause x where x.agency_id = auth.agency() and x.pause_id = wanted);
      when 'verification' then
        return exists (select from plan_verification x where x.agency_id = auth.agency() and x.verification_id = wanted);
      else return true;
    end case;
  end $$;
alter policy knows_program on record_entry using (
  kind not in ('enrollment', 'held-elsewhere', 'attempt', 'reassessment', 'exemption', 'pause', 'verification')
  or about_id is null or (select cardinality(auth.untold_programs()) = 0) or auth.may_know_entry(kind::text, about_id));
