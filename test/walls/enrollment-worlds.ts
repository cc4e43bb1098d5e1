import { sql } from 'kysely';
import { transact } from '#server/platform/database.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';
import { teller } from '#test/walls/canary-words.ts';
import type { World } from '#test/walls/two-worlds.ts';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { startHouse, type House } from '#test/house.ts';

export const untold = 'Harbor HIV care zqxharbor';

/** A client of ann's in a program that tells nothing, who is in one that does or is not; hal of that program is on their care team. */
export async function enrolledWorld({ isThere }: { isThere: boolean }) {
  const house = await startHouse({ isAlone: true });
  await house.at('2027-03-15T12:00:00Z');
  const given = givenIn(house);
  const tell = teller(house);
  const agency = await given.agency('north');
  const program = await given.program(agency, { preset: 'health-home' });
  const harbor = await given.program(agency, { name: untold });
  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    harbor.programId,
  ]);
  const nobody: string[] = [];
  const ann = await given.staff(agency, 'ann', {
    roles: ['case-manager'],
    program,
    trained: nobody,
  });
  const bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  const sue = await given.staff(agency, 'sue', {
    roles: ['supervisor'],
    program,
    teamRole: 'supervisor',
    trained: nobody,
  });
  const bil = await given.staff(agency, 'bil', { roles: ['biller'], trained: nobody });
  const aud = await given.staff(agency, 'aud', { roles: ['auditor'], trained: nobody });
  const hal = await given.staff(agency, 'hal', { roles: ['case-manager'], program: harbor });
  const client = await given.client(agency, { program, worker: ann });
  const path = `/api/clients/${client.clientId}`;
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', now())`, [
    agency.agencyId,
    client.clientId,
  ]);
  await tell('ann', `${path}/care-team/add`, {
    kind: 'staff',
    personId: hal.staffId,
    from: '2026-02-01',
  });
  const enrollmentId = isThere
    ? await enroll({ house, agencyId: agency.agencyId, clientId: client.clientId, harbor, hal })
    : house.newId();
  const told: World['ids'] = [['enrollment_id', enrollmentId]];
  const { providerId } = await given.provider(agency, { email: 'lee@clinic.example' });
  told.push(['attempt_id', isThere ? await facts() : house.newId()]);
  async function facts() {
    const { attemptId } = await tell('hal', `${path}/attempts`, {
      enrollmentId,
      on: '2027-02-11',
      channel: 'telephone',
      outcome: 'no_response',
      to: { kind: 'provider', id: providerId },
      nextStep: 'write',
    });
    await tell('hal', `/api/enrollments/${enrollmentId}/exemptions`, {
      reason: 'covered-elsewhere',
      from: '2027-03-01',
      lastOn: '2027-03-05',
      reviewOn: '2027-06-01',
      note: 'The clinic holds them.',
    });
    return String(attemptId);
  }
  const meetings = meetingsIn(house);
  const called = isThere ? { ...client, enrollmentId } : client;
  const meeting = await meetings.planned('hal', [called], { ana: hal, bo });
  await meetings.invited('hal', meeting);
  await meetings.held('hal', meeting, { owner: hal });
  await tell('hal', `/api/conferences/${meeting.conferenceId}/close`, {});
  await house.owner.query(`delete from queue.job where name = 'make-conference-form'`);
  await house.runJobs();
  const ids: World['ids'] = [
    ['client_id', client.clientId],
    ['enrollment_id', client.enrollmentId],
    ...told,
    ['provider_id', providerId],
    ['conference_id', meeting.conferenceId],
    ['review_id', meeting.reviewIds[0] ?? ''],
    ['staff_id', ann.staffId],
    ['staff_id', hal.staffId],
    ['program_id', program.programId],
    ['program_id', harbor.programId],
    ['team_id', program.teamId],
    ['team_id', harbor.teamId],
  ];
  const { rows } = await house.owner.query(
    `select staff_id as "staffId" from staff_role where role = 'administrator'`,
  );
  const admin = { staffId: String(rows[0].staffId) };
  const people = { ann, bo, sue, bil, aud, hal, admin };
  const { conferenceId } = meeting;
  return { house, ids, agency, client, harbor, people, enrollmentId, providerId, conferenceId };
}
export type EnrolledWorld = Awaited<ReturnType<typeof enrolledWorld>>;

type Enrolling = {
  house: House;
  agencyId: string;
  clientId: string;
  harbor: { programId: string; teamId: string };
  hal: { staffId: string };
};

/** Written by the owner, so that the trail of the two worlds is the same. */
/** In a program that tells, where nobody but its own people may enroll somebody. */
export async function enroll({
  house,
  agencyId,
  clientId,
  harbor,
  hal,
}: Enrolling): Promise<string> {
  const enrollmentId = house.newId();
  const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
  await transact(house.ownerDatabase, { asker, purpose: 'administration' }, async (tx, { at }) => {
    await sql`insert into record_entry (agency_id, record_entry_id, client_id, kind, class, about_id, facts, happened_on, recorded_at)
      values (${agencyId}, ${house.newId()}, ${clientId}, 'enrollment', 'general', ${enrollmentId}, '{"change": "began"}', '2026-03-01',
        '2026-03-01Z')`.execute(tx);
    await sql`insert into enrollment (agency_id, enrollment_id, client_id, program_id, created_at)
      values (${agencyId}, ${enrollmentId}, ${clientId}, ${harbor.programId}, '2026-03-01Z')`.execute(
      tx,
    );
    await sql`insert into enrollment_version (agency_id, enrollment_id, client_id, program_id, version_id, worker_id, team_id, valid_from, recorded_at)
      values (${agencyId}, ${enrollmentId}, ${clientId}, ${harbor.programId}, ${house.newId()}, ${hal.staffId}, ${harbor.teamId}, '2026-03-01', '2026-03-01Z')`.execute(
      tx,
    );
    await projectEnrollments({ tx, at, agencyId }, [enrollmentId]);
  });
  return enrollmentId;
}
