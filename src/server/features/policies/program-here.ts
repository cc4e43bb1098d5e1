import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { programsOf } from '#server/stores/enrollments/programs.ts';

/** The program with the date that it now is there. */
export async function programHere({ tx, agencyId, at }: Visit, programId: string) {
  const programs = await programsOf(tx, agencyId);
  const program = programs.find((each) => each.programId === programId);
  if (!program) throw new Refused('not-found');
  return { ...program, today: at.toZonedDateTimeISO(program.timeZone).toPlainDate() };
}
