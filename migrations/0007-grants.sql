-- The logins own nothing. What is not granted here cannot be done, whatever a policy says.
revoke all on schema public from public;
revoke all on all routines in schema auth from public;
alter default privileges revoke execute on functions from public;
grant usage on schema public to roundtable_owner;
grant usage on schema public, auth to roundtable_app, roundtable_worker, roundtable_auth;
grant select, insert, update on all tables in schema public to roundtable_app, roundtable_worker;
-- Only a plan, a role and an identifier can be taken back without a trace of their own: the audit row has it.
grant delete on attendee, review_attendee, client_review, review_reason, review_note, client_identifier, staff_role
  to roundtable_app, roundtable_worker;
revoke all on stale_enrollment from roundtable_app, roundtable_worker;
revoke insert, update on obligation from roundtable_app, roundtable_worker;
revoke update on audit, disclosure, record_entry, coordination_contact, contact_addendum, lowered_class, document, client_class,
  program_policy, review_closing, care_team_member, team_member from roundtable_app, roundtable_worker;
-- A mail is never rewritten: what becomes of it is its state.
revoke update on mail from roundtable_app, roundtable_worker;
grant update (state, problem, attempts, sending_at, settled_at) on mail to roundtable_app, roundtable_worker;
-- What was signed is only ever revoked, and a version only superseded.
revoke update on consent, held_elsewhere, staff_version, team_member_version, provider_version, enrollment_version,
  care_team_member_version, attendance_version, review_closing_version from roundtable_app, roundtable_worker;
grant update (revoked_at, revoked_by) on consent to roundtable_app, roundtable_worker;
grant update (superseded_at) on held_elsewhere, staff_version, team_member_version, provider_version, enrollment_version,
  care_team_member_version, attendance_version, review_closing_version to roundtable_app, roundtable_worker;
-- Who may see a client is written by triggers from enrollments and the care team, never by whoever sees the client.
revoke update on client from roundtable_app, roundtable_worker;
grant update (legal_given, legal_family, preferred_name, pronouns, born_on, deceased_on, languages, interpreter_needed, email, phone,
  may_email, may_text, may_call, may_leave_message, given_key, family_key, preferred_key, version)
  on client to roundtable_app, roundtable_worker;

grant execute on function
  auth.now(), auth.context(), auth.agency(), auth.actor(), auth.purpose(), auth.today(), auth.has_role(text), auth.ids(text), auth.teams(),
  auth.supervised(), auth.sees_all_clients(), auth.reads_content(), auth.find_clients(jsonb, integer), auth.enqueue(uuid, text, jsonb), auth.clock_enrollments(uuid[], timestamptz),
  auth.clock_reviews(uuid[], timestamptz), auth.classes_of_cases(uuid[]), auth.staff_without_access(uuid[], uuid[]),
  auth.clients_in_conference(uuid), auth.conference_outline(uuid), auth.save_obligations(uuid[], jsonb),
  auth.next_numbers(text, integer), auth.invite_staff(text, uuid), auth.end_sessions(uuid), auth.open_invitations(), auth.locked_staff(),
  auth.unlock_staff(uuid)
  to roundtable_app, roundtable_worker;
grant execute on function auth.enter(text, text), auth.has_agency() to roundtable_app;
grant execute on function auth.review_words(uuid), auth.enter_job(uuid), auth.enter_service(uuid, text), auth.rescope_due(integer), auth.agencies() to roundtable_worker;

grant usage on schema sign_in to roundtable_auth;
grant select, insert, update, delete on all tables in schema sign_in to roundtable_auth;
grant execute on function auth.now(), auth.has_agency(), auth.founding_code_is_open(text), auth.describe_session(text), auth.found_agency(text, jsonb), auth.agencies_of(text), auth.choose_agency(text, uuid),
  auth.lock_session(text, boolean), auth.link_user(uuid, uuid, text, text), auth.find_invitation(text) to roundtable_auth;

grant usage on schema queue to roundtable_worker;
grant select, insert, update, delete on all tables in schema queue to roundtable_worker;
grant execute on all functions in schema queue to roundtable_worker;
