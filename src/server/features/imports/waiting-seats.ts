import type { Visit } from '#server/platform/shell.ts';
import { countWaitingSeats, type SeatAsked } from '#server/stores/imports/import-people.ts';
import { allRefsOf } from '#server/stores/imports/import-refs.ts';
import { programsOf } from '#server/stores/enrollments/programs.ts';
import type { Preview } from './held-imports.ts';

type Planned = Pick<Preview, 'plan' | 'choices' | 'standing'>;

/** How many seats on teams this plan would leave to the staff page, because each of them takes two people. */
export async function waitingSeatsIn(visit: Visit, planned: Planned): Promise<number> {
  const programs = await tellingPrograms(visit, planned);
  if (programs.size === 0) return 0;
  const staff = new Map([...(await allRefsOf(visit, 'worker')), ...planned.standing.worker]);
  const seats = new Map<string, SeatAsked>();
  for (const { programId: projectId, workerId, endedOn } of planned.plan.enrollments()) {
    const program = programs.get(projectId);
    const staffId = workerId === null ? undefined : staff.get(workerId);
    if (program && staffId && endedOn === null)
      seats.set(`${program.key} ${staffId}`, { programId: program.programId, staffId });
  }
  return countWaitingSeats(visit, [...seats.values()]);
}

type TellingProgram = { key: string; programId: string | null };

/** By project: the programs that tell a class by their name, null for one that is to be made. */
async function tellingPrograms({ tx, agencyId }: Visit, { choices }: Planned) {
  const known = await programsOf(tx, agencyId);
  const classOf = new Map(known.map((program) => [program.programId, program.class]));
  const telling = new Map<string, TellingProgram>();
  for (const { id, becomes } of choices.projects) {
    if (becomes.kind === 'new' && becomes.class !== 'general')
      telling.set(id, { key: becomes.name.toLowerCase(), programId: null });
    if (becomes.kind === 'existing' && classOf.get(becomes.programId) !== 'general')
      telling.set(id, { key: becomes.programId, programId: becomes.programId });
  }
  return telling;
}
