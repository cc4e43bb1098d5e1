-- Whoever was invited as somebody of an organization is asked about anew when they leave it. Who keeps the directory may not see those
-- clients: the question is put in the name of whoever manages each case, or planned the meeting.
create function auth.ask_who_is_uncovered(moved uuid, job_name text) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    invited record;
    asked integer := 0;
  begin
    if job_name <> 'withdraw-uncovered' or not exists (select from provider_version v
        where v.agency_id = here and v.provider_id = moved and v.recorded_at = auth.now()) then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    for invited in
      select distinct on (w.client_id) w.client_id, s.staff_id
      from review_attendee w
        join attendee a on a.agency_id = w.agency_id and a.attendee_id = w.attendee_id
        join conference c on c.agency_id = a.agency_id and c.conference_id = a.conference_id
        join client k on k.agency_id = w.agency_id and k.client_id = w.client_id
        join staff s on s.agency_id = w.agency_id and s.staff_id = any(k.manager_ids || c.planned_by)
      where w.agency_id = here and a.provider_id = moved and w.invited_at is not null and c.state in ('scheduled', 'in-session')
        and s.deactivated_at is null
      order by w.client_id, s.staff_id = any(k.manager_ids) desc, s.staff_id
    loop
      perform auth.put_in_queue(gen_random_uuid(), job_name, jsonb_build_object('clientId', invited.client_id),
        jsonb_build_object('agency', here, 'actor', invited.staff_id, 'service', null, 'purpose', 'care-coordination'));
      asked := asked + 1;
    end loop;
    return asked;
  end $$;
revoke all on function auth.ask_who_is_uncovered(uuid, text) from public;
grant execute on function auth.ask_who_is_uncovered(uuid, text) to roundtable_app;
