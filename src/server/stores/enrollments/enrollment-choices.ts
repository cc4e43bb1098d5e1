import type { StaffId } from '#domain/people.ts';
import { badInput } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { EnrollmentStart } from './enrollments.ts';
import { programsOf, type Program } from './programs.ts';
import { findStaff, staffOf, type StaffMember } from '#server/stores/staff/staff.ts';
import { findTeam } from '#server/stores/staff/teams.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

/** Who may be the worker of an enrollment: those who work with clients and have not left. */
export async function workersOf({ tx, agencyId }: Here): Promise<StaffMember[]> {
  return (await staffOf(tx, agencyId)).filter(worksWithClients);
}

const worksWithClients = ({ roles, deactivatedAt }: StaffMember) =>
  deactivatedAt === null && (roles.includes('case-manager') || roles.includes('supervisor'));

export type StartAsked = {
  programId: string;
  teamId: string;
  workerId: string;
  startedOn: string;
};

/** What was asked for, once all of it exists and fits together. */
export async function checkStart(here: Here, asked: StartAsked): Promise<EnrollmentStart> {
  const program = await openProgram(here, asked.programId);
  const startedOn = Temporal.PlainDate.from(asked.startedOn);
  refuseFuture(startedOn, todayIn(here, program), 'startedOn');
  await checkTeam(here, asked.teamId, program.programId);
  const workerId = await checkWorker(here, asked.workerId);
  return { program, teamId: asked.teamId, workerId, startedOn };
}

async function openProgram({ tx, agencyId }: Here, programId: string): Promise<Program> {
  const program = (await programsOf(tx, agencyId)).find((each) => each.programId === programId);
  if (!program || program.closedOn !== null)
    throw badInput('programId', 'This program is not open. Choose another.');
  return program;
}

export async function checkTeam({ tx, agencyId }: Here, teamId: string, programId: string) {
  const team = await findTeam(tx, agencyId, teamId);
  if (team?.programId !== programId)
    throw badInput('teamId', 'This team does not belong to the program. Choose another.');
}

/** An empty text is nobody yet. */
export async function checkWorker(
  { tx, agencyId }: Here,
  workerId: string,
): Promise<StaffId | null> {
  if (workerId === '') return null;
  const worker = await findStaff(tx, agencyId, workerId);
  if (!worker || !worksWithClients(worker))
    throw badInput('workerId', 'This person cannot be a worker now. Choose another.');
  return workerId;
}

export const todayIn = ({ at }: Pick<Here, 'at'>, { timeZone }: Pick<Program, 'timeZone'>) =>
  at.toZonedDateTimeISO(timeZone).toPlainDate();

export function refuseFuture(on: Temporal.PlainDate, today: Temporal.PlainDate, path: string) {
  if (Temporal.PlainDate.compare(on, today) > 0)
    throw badInput(path, 'This date lies in the future. Enter today or an earlier date.');
}
