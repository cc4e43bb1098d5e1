-- The logins own nothing. What is not granted here cannot be done, whatever a policy says.
revoke all on schema public from public;
revoke all on all functions in schema auth from public;
alter default privileges revoke execute on functions from public;
grant usage on schema public to roundtable_owner;
grant usage on schema public, auth to roundtable_app, roundtable_worker, roundtable_auth;
grant select, insert, update, delete on all tables in schema public to roundtable_app, roundtable_worker;
revoke all on stale_enrollment from roundtable_app, roundtable_worker;
revoke insert, update, delete on obligation from roundtable_app, roundtable_worker;
revoke update, delete on audit, disclosure, record_entry, coordination_contact, contact_addendum, lowered_class from roundtable_app, roundtable_worker;
revoke delete on held_elsewhere, agency, staff, client, enrollment, conference, consent, mail, review_closing, program from roundtable_app, roundtable_worker;

grant execute on function
  auth.now(), auth.context(), auth.agency(), auth.actor(), auth.purpose(), auth.has_role(text), auth.ids(text), auth.teams(),
  auth.supervised(), auth.sees_all_clients(), auth.reads_content(), auth.find_clients(jsonb, integer), auth.enqueue(uuid, text, jsonb), auth.clock_enrollments(uuid[]),
  auth.clock_reviews(uuid[]), auth.classes_of_cases(uuid[]), auth.staff_without_access(uuid[], uuid[]),
  auth.clients_in_conference(uuid), auth.conference_outline(uuid), auth.save_obligations(uuid[], jsonb),
  auth.next_numbers(text, integer), auth.invite_staff(text, uuid), auth.end_sessions(uuid), auth.open_invitations(), auth.locked_staff(),
  auth.unlock_staff(uuid)
  to roundtable_app, roundtable_worker;
grant execute on function auth.enter(text, text), auth.has_agency() to roundtable_app;
grant execute on function auth.review_words(uuid), auth.enter_job(uuid), auth.enter_service(uuid, text), auth.agencies() to roundtable_worker;

grant usage on schema sign_in to roundtable_auth;
grant select, insert, update, delete on all tables in schema sign_in to roundtable_auth;
grant execute on function auth.now(), auth.has_agency(), auth.founding_code_is_open(text), auth.describe_session(text), auth.found_agency(text, jsonb), auth.agencies_of(text), auth.choose_agency(text, uuid),
  auth.lock_session(text, boolean), auth.link_user(uuid, uuid, text, text), auth.find_invitation(text) to roundtable_auth;

grant usage on schema queue to roundtable_worker;
grant select, insert, update, delete on all tables in schema queue to roundtable_worker;
grant execute on all functions in schema queue to roundtable_worker;
