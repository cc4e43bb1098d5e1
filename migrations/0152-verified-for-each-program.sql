-- A review of several programs is verified for each of them: that it was verified for one tells nothing to the other.
drop index plan_verification_agency_id_review_id_idx;
create unique index on plan_verification (agency_id, review_id, enrollment_id) where superseded_at is null;
