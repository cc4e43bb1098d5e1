-- What a version's document was when it was published, so that one that was altered since is told from one that younger checks would
-- not let pass: the first is refused, the second goes on judging and is told to the administrators.
create function auth.policy_digest(document jsonb) returns text
  language sql immutable set search_path = pg_catalog, pg_temp
  as $$ select encode(sha256(convert_to(document::text, 'UTF8')), 'hex') $$;
revoke all on function auth.policy_digest(jsonb) from public;
grant execute on function auth.policy_digest(jsonb) to roundtable_app, roundtable_worker;
alter table program_policy add column published_digest code;
update program_policy set published_digest = auth.policy_digest(document) where status = 'active';
grant update (published_digest) on program_policy to roundtable_app, roundtable_worker;

-- Leaves the obligations of these enrollments as they stand until another day, because their rules are refused, and takes their marks away.
create function auth.keep_obligations(wanted uuid[], until_date date) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    seen uuid[] := auth.visible_enrollments(wanted);
  begin
    update obligation o set changes_on = until_date
      where o.agency_id = here and o.enrollment_id = any(seen) and o.changes_on is distinct from until_date;
    delete from stale_enrollment m where m.agency_id = here and m.enrollment_id = any(seen);
  end $$;
revoke all on function auth.keep_obligations(uuid[], date) from public;
grant execute on function auth.keep_obligations(uuid[], date) to roundtable_app, roundtable_worker;
