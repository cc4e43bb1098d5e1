-- What was found in the plan after the conferences of a biller's list (REQ-158): a code for each review, without a step, a day or a person.
create function auth.billing_verifications(wanted uuid[]) returns table (review_id uuid, enrollment_id uuid, result text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select v.review_id, v.enrollment_id, v.result::text from plan_verification v
    where v.agency_id = (select auth.agency()) and v.enrollment_id = any((select auth.billing_scope(wanted))::uuid[]) and v.superseded_at is null
  $$;
revoke all on function auth.billing_verifications(uuid[]) from public;
grant execute on function auth.billing_verifications(uuid[]) to roundtable_app;
