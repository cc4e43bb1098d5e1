import { givenIn, type GivenAgency } from '#test/given.ts';
import type { House } from '#test/house.ts';

/** The day on which these facts are looked at. */
export const today = '2026-08-10';

/** One of the staff who is on the team of every program of the agency. */
async function onEveryTeam(
  house: House,
  { agencyId }: GivenAgency,
  { staffId, teamRole }: { staffId: string; teamRole: string },
) {
  await house.owner.query(
    `with m as (insert into team_member (agency_id, team_member_id, team_id, staff_id)
       select agency_id, gen_random_uuid(), team_id, $2::uuid from team where agency_id = $1 returning *)
     insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
     select agency_id, team_member_id, gen_random_uuid(), $3, '2020-01-01', '2020-01-01Z' from m`,
    [agencyId, staffId, teamRole],
  );
}

/** A supervisor of every program, who may know of whatever is owed in any of them. */
export async function superviseAll(house: House, agency: GivenAgency) {
  const { staffId } = await givenIn(house).staff(agency, 'sue', { roles: ['supervisor'] });
  await onEveryTeam(house, agency, { staffId, teamRole: 'supervisor' });
  return staffId;
}

/**
 * What an export does not hold: for every third to eleventh case conferences held elsewhere and here, reassessments, changes, attempts,
 * exemptions and pauses. Of the conferences here a third each has a provider who serves the client, one who does not, and nobody else.
 */
export async function addFacts(house: House, agency: GivenAgency, by: string) {
  const given = givenIn(house);
  const { agencyId } = agency;
  const { staffId: cal } = await given.staff(agency, 'cal', { roles: ['case-manager'] });
  await onEveryTeam(house, agency, { staffId: cal, teamRole: 'case-manager' });
  const { providerId: lee } = await given.provider(agency);
  await house.owner.query(`
    set session_replication_role = replica;
    create temp table cases as select e.*, v.valid_from, row_number() over (order by e.enrollment_id) as at
      from enrollment e join enrollment_version v using (agency_id, enrollment_id)
      where e.agency_id = '${agencyId}' and v.superseded_at is null and v.valid_to is null;
    insert into held_elsewhere select agency_id, gen_random_uuid(), client_id, enrollment_id,
        '${today}'::date - (at * 37 % 400)::integer, 'paper-file', '${by}', now() from cases where at % 3 = 0;
    insert into reassessment (agency_id, reassessment_id, client_id, enrollment_id, happens_on, recorded_by, recorded_at)
      select agency_id, gen_random_uuid(), client_id, enrollment_id, '${today}'::date - 120 + (at * 53 % 200)::integer, '${by}', now()
      from cases where at % 4 = 0;
    insert into change_event (agency_id, change_event_id, client_id, code, occurred_on, class, wants_conference, recorded_by, recorded_at)
      select agency_id, gen_random_uuid(), client_id, (array['nonadherence', 'suicidal_ideation', 'missed_care', 'housing_loss'])[1 + at / 5 % 4],
        '${today}'::date - (at * 29 % 90)::integer, 'general', true, '${by}', now()
      from cases where at % 5 = 0;
    insert into attempt (agency_id, attempt_id, client_id, enrollment_id, attempted_on, channel, outcome, next_step, to_client, state, recorded_by, recorded_at)
      select agency_id, gen_random_uuid(), client_id, enrollment_id, '${today}'::date - (at * 17 % 200)::integer, 'telephone', 'no_response',
        'call-again', true, 'confirmed', '${by}', now() from cases where at % 6 = 0;
    insert into exemption (agency_id, exemption_id, client_id, enrollment_id, reason, starts_on, ends_on, review_on, recorded_by, recorded_at)
      select agency_id, gen_random_uuid(), client_id, enrollment_id, 'client-declined', '${today}'::date - 30,
        '${today}'::date - 20 + (at * 7 % 40)::integer, '${today}', '${by}', now() from cases where at % 11 = 0;
    insert into pause (agency_id, pause_id, client_id, enrollment_id, kind, starts_on, resumed_on, review_on, recorded_by, recorded_at)
      select agency_id, gen_random_uuid(), client_id, enrollment_id, 'inpatient_long', '${today}'::date - 60,
        case when at % 2 = 0 then '${today}'::date - (at * 3 % 50)::integer end, '${today}', '${by}', now() from cases where at % 10 = 1;

    create temp table held as select *, gen_random_uuid() as conference_id, gen_random_uuid() as review_id, gen_random_uuid() as closing_id,
        gen_random_uuid() as need_id, gen_random_uuid() as cal_seat, gen_random_uuid() as lee_seat, gen_random_uuid() as cal_there,
        gen_random_uuid() as lee_there, at / 7 % 3 as kind, '${today}'::date - (at * 41 % 300)::integer as held_on from cases where at % 7 = 0;
    insert into conference (agency_id, conference_id, conference_number, state, time_zone, mode, planned_by, planned_at, invited_at, started_at, ended_at,
        closed_at, closed_by, staff_ids)
      select agency_id, conference_id, 9000 + at, 'closed', 'America/New_York', 'in_person', '${cal}', s - interval '8 days', s - interval '7 days', s,
        s + interval '30 minutes', s + interval '40 minutes', '${cal}', array['${cal}'::uuid]
      from (select *, held_on + time '16:00' at time zone 'UTC' as s from held) x;
    insert into client_review (agency_id, review_id, conference_id, client_id, enrollment_id, position, planned_minutes, state, started_at, ended_at,
        client_absence_reason)
      select agency_id, review_id, conference_id, client_id, enrollment_id, 1, 30, 'done', held_on + time '16:00' at time zone 'UTC',
        held_on + time '16:30' at time zone 'UTC', 'ill' from held;
    insert into attendee (agency_id, attendee_id, conference_id, staff_id, provider_id)
      select agency_id, cal_seat, conference_id, '${cal}'::uuid, null from held
      union all select agency_id, lee_seat, conference_id, null, '${lee}'::uuid from held where kind < 2;
    insert into review_attendee (agency_id, review_attendee_id, review_id, attendee_id, client_id)
      select agency_id, cal_there, review_id, cal_seat, client_id from held
      union all select agency_id, lee_there, review_id, lee_seat, client_id from held where kind < 2;
    insert into attendance_version (agency_id, review_attendee_id, version_id, present, recorded_by, recorded_at)
      select w.agency_id, w.review_attendee_id, gen_random_uuid(), true, '${cal}', held_on + time '16:30' at time zone 'UTC'
      from review_attendee w join held using (agency_id, review_id);
    insert into care_team_member (agency_id, care_team_member_id, client_id, provider_id)
      select agency_id, gen_random_uuid(), client_id, '${lee}' from (select distinct agency_id, client_id from held where kind = 0) x;
    insert into care_team_member_version (agency_id, care_team_member_id, version_id, valid_from, recorded_at)
      select agency_id, care_team_member_id, gen_random_uuid(), '2020-01-01', '2020-01-01Z' from care_team_member where provider_id = '${lee}';
    insert into review_reason (agency_id, reason_id, review_id, client_id, class, code, position, written_by)
      select agency_id, gen_random_uuid(), review_id, client_id, 'general', 'status_needs_goals', 1, '${cal}' from held;
    insert into review_entry (agency_id, entry_id, review_id, client_id, kind, class, body, author_id, written_at)
      select agency_id, need_id, review_id, client_id, 'need', 'general', 'x', '${cal}', held_on + time '16:10' at time zone 'UTC' from held;
    insert into review_summary (agency_id, review_id, client_id, class, body, written_by, how, confirmed_at, confirmed_by)
      select agency_id, review_id, client_id, 'general', 'x', '${cal}', 'aloud', held_on + time '16:20' at time zone 'UTC', '${cal}' from held;
    insert into action_item (agency_id, action_item_id, review_id, client_id, class, body, need_entry_id, owner_staff_id, due_on, follow_up_on,
        follow_up_how, follow_up_by, created_by, created_at)
      select agency_id, gen_random_uuid(), review_id, client_id, 'general', 'x', need_id, '${cal}', held_on + 7, held_on + 14, 'x', '${cal}', '${cal}',
        held_on + time '16:25' at time zone 'UTC' from held;
    insert into review_closing (agency_id, review_closing_id, review_id, client_id, enrollment_id)
      select agency_id, closing_id, review_id, client_id, enrollment_id from held;
    insert into review_closing_version (agency_id, review_closing_id, version_id, valid_from, qualifies, reason_codes, policy_version, recorded_by, recorded_at)
      select agency_id, closing_id, gen_random_uuid(), held_on, true, '{}', 1, '${cal}', held_on + time '16:40' at time zone 'UTC' from held;
    drop table cases, held;
    reset session_replication_role;`);
}
