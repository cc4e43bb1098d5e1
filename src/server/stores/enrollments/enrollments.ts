import { sql } from 'kysely';
import type { ClientId, StaffId } from '#domain/people.ts';
import type { Tx } from '#server/platform/database.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { projectBeside, projectEnrollments } from '#server/stores/clock/project-enrollments.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';
import type { Program } from './programs.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type Enrollment = {
  enrollmentId: string;
  clientId: ClientId;
  programId: string;
  programName: string;
  versionId: string;
  workerId: StaffId | null;
  teamId: string;
  teamName: string;
  assignedOn: Temporal.PlainDate;
  startedOn: Temporal.PlainDate;
  endedOn: Temporal.PlainDate | null;
  endReason: string | null;
};

const versions = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('enrollment_version as v')
    .innerJoin('program as p', (join) =>
      join.onRef('p.agency_id', '=', 'v.agency_id').onRef('p.program_id', '=', 'v.program_id'),
    )
    .innerJoin('team as t', (join) =>
      join.onRef('t.agency_id', '=', 'v.agency_id').onRef('t.team_id', '=', 'v.team_id'),
    )
    .select([
      'v.enrollment_id as enrollmentId',
      'v.client_id as clientId',
      'v.program_id as programId',
      'p.name as programName',
      'v.version_id as versionId',
      'v.worker_id as workerId',
      'v.team_id as teamId',
      't.name as teamName',
      sql<Temporal.PlainDate>`coalesce(v.assigned_on, v.valid_from)`.as('assignedOn'),
      'v.valid_from as startedOn',
      'v.valid_to as endedOn',
      'v.end_reason as endReason',
    ])
    .where('v.agency_id', '=', agencyId);

/** The enrollments of these clients as they stand, running ones first. */
export const enrollmentsOf = async (
  tx: Tx,
  agencyId: string,
  clientIds: readonly ClientId[],
): Promise<Enrollment[]> =>
  clientIds.length === 0
    ? []
    : versions(tx, agencyId)
        .where('v.client_id', '=', oneOf(clientIds))
        .where('v.superseded_at', 'is', null)
        .orderBy('v.valid_to', (order) => order.desc().nullsFirst())
        .orderBy('v.valid_from', 'desc')
        .modifyEnd(keepPlan)
        .execute();

export async function findEnrollment(
  tx: Tx,
  agencyId: string,
  enrollmentId: string,
): Promise<Enrollment> {
  const found = await versions(tx, agencyId)
    .where('v.enrollment_id', '=', enrollmentId)
    .where('v.superseded_at', 'is', null)
    .executeTakeFirst();
  if (!found) throw new Refused('not-found');
  return found;
}

/** Whether the asker may know of this client that they are, or are not, in this program. */
export async function mayKnowOf({ tx }: Pick<Here, 'tx'>, clientId: ClientId, programId: string) {
  const { rows } = await sql<{ may: boolean }>`
    select auth.may_know_of(${clientId}::uuid, ${programId}::uuid) as may`.execute(tx);
  return rows[0]?.may ?? false;
}

export type PastAssignment = Pick<
  Enrollment,
  'enrollmentId' | 'workerId' | 'teamName' | 'assignedOn'
> & { recordedAt: Temporal.Instant };

/** Who had the client's enrollments before, the latest first. */
export const pastAssignmentsOf = (
  tx: Tx,
  agencyId: string,
  clientId: ClientId,
): Promise<PastAssignment[]> =>
  versions(tx, agencyId)
    .select('v.recorded_at as recordedAt')
    .where('v.client_id', '=', clientId)
    .where('v.superseded_at', 'is not', null)
    .orderBy('v.recorded_at', 'desc')
    .execute();

export type EnrollmentStart = {
  program: Program;
  teamId: string;
  workerId: StaffId | null;
  startedOn: Temporal.PlainDate;
};

/** Begins an enrollment. What its maker may not see afterwards is written before the scope of the client changes. */
export async function beginEnrollment(here: Here, clientId: ClientId, start: EnrollmentStart) {
  const { tx, at, agencyId } = here;
  const { program, teamId, workerId, startedOn } = start;
  const enrollmentId = newId(at);
  if (program.class !== 'general') {
    await tx
      .insertInto('client_class')
      .values({
        agency_id: agencyId,
        client_id: clientId,
        class: program.class,
        source: 'enrollment',
        recorded_at: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await addToRecord(here, [
    {
      kind: 'enrollment',
      change: 'began',
      clientId,
      aboutId: enrollmentId,
      on: startedOn,
      class: program.class,
    },
  ]);
  await tx
    .insertInto('enrollment')
    .values({
      agency_id: agencyId,
      enrollment_id: enrollmentId,
      client_id: clientId,
      program_id: program.programId,
      created_at: at,
    })
    .execute();
  await tx
    .insertInto('enrollment_version')
    .values({
      agency_id: agencyId,
      enrollment_id: enrollmentId,
      client_id: clientId,
      program_id: program.programId,
      version_id: newId(at),
      worker_id: workerId,
      team_id: teamId,
      valid_from: startedOn,
      recorded_at: at,
    })
    .execute();
  await projectEnrollments(here, [enrollmentId]);
  await projectBeside(here, clientId);
  return enrollmentId;
}

type Changeable = 'workerId' | 'teamId' | 'assignedOn' | 'endedOn' | 'endReason';
export type EnrollmentChange = Pick<Enrollment, Changeable> & {
  record: { change: 'ended' | 'moved' | 'corrected'; on: Temporal.PlainDate };
};

/**
 * What is known now takes the place of what was known, which stays. Both rows are written in one statement:
 * between two, a worker who hands a client over would already have lost the sight of it.
 */
export async function changeEnrollment(
  here: Here,
  { enrollmentId, versionId, clientId }: Enrollment,
  change: EnrollmentChange,
) {
  const { tx, at, agencyId } = here;
  await addToRecord(here, [
    { kind: 'enrollment', clientId, aboutId: enrollmentId, ...change.record },
  ]);
  const { numAffectedRows = 0n } = await sql`
    with old as (
      update enrollment_version set superseded_at = ${at}
      where agency_id = ${agencyId} and version_id = ${versionId} and superseded_at is null
      returning *)
    insert into enrollment_version (agency_id, enrollment_id, client_id, program_id, version_id, worker_id, team_id, assigned_on,
      valid_from, valid_to, end_reason, recorded_at)
    select agency_id, enrollment_id, client_id, program_id, ${newId(at)}::uuid, ${change.workerId}::uuid, ${change.teamId}::uuid,
      ${change.assignedOn}::date, valid_from, ${change.endedOn}::date, ${change.endReason}, ${at}::timestamptz
    from old`.execute(tx);
  if (numAffectedRows === 0n) throw new Refused('changed-meanwhile');
  await projectEnrollments(here, [enrollmentId]);
  await projectBeside(here, clientId);
}
