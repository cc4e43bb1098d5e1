import { mayAssign } from '#domain/access/may-assign.ts';
import { mayPlanWith } from '#domain/access/may-plan.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { workersOf } from '#server/stores/enrollments/enrollment-choices.ts';
import { enrollmentsOf, pastAssignmentsOf } from '#server/stores/enrollments/enrollments.ts';
import { programsOf } from '#server/stores/enrollments/programs.ts';
import { staffNames } from '#server/stores/staff/staff.ts';
import { teamsOf } from '#server/stores/staff/teams.ts';

export async function listEnrollments({ clientId }: { clientId: string }, visit: Visit) {
  const { tx, today, agencyId } = visit;
  const client = await findClient(tx, agencyId, clientId);
  const enrollments = await enrollmentsOf(tx, agencyId, [clientId]);
  const past = await pastAssignmentsOf(tx, agencyId, clientId);
  const names = await staffNames(
    tx,
    agencyId,
    [...enrollments, ...past].map(({ workerId }) => workerId),
  );
  const mayChange = visit.abilities.has('client:write') && mayAssign(visit, client);
  const nameOf = (id: string | null) => names.get(id ?? '') ?? null;
  return {
    enrollments: enrollments.map(({ startedOn, endedOn, ...enrollment }) => ({
      ...enrollment,
      workerName: nameOf(enrollment.workerId),
      startedOn: startedOn.toString(),
      endedOn: endedOn?.toString() ?? null,
      mayAssign: mayChange,
      assignments: past
        .filter(
          ({ enrollmentId, workerId, teamName, assignedOn }) =>
            enrollmentId === enrollment.enrollmentId &&
            (workerId !== enrollment.workerId ||
              teamName !== enrollment.teamName ||
              !assignedOn.equals(enrollment.assignedOn)),
        )
        .map(({ workerId, teamName, assignedOn, recordedAt }) => ({
          workerId,
          workerName: nameOf(workerId),
          teamName,
          assignedOn: assignedOn.toString(),
          recordedAt: recordedAt.toString(),
        })),
    })),
    mayEnroll: mayChange,
    mayPlan: mayPlanWith(visit, client),
    today: today.toString(),
  };
}

export async function listEnrollmentChoices(_input: object, visit: Visit) {
  const { tx, today, agencyId } = visit;
  const programs = await programsOf(tx, agencyId);
  const teams = await teamsOf(tx, agencyId);
  return {
    today: today.toString(),
    programs: programs
      .filter(({ closedOn }) => closedOn === null)
      .map(({ programId, name }) => ({
        programId,
        name,
        teams: teams.filter((team) => team.programId === programId),
      })),
    workers: (await workersOf(visit)).map(({ staffId, fullName, title }) => ({
      staffId,
      name: fullName,
      title,
    })),
  };
}
