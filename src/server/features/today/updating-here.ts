import type { Visit } from '#server/platform/shell.ts';
import { programNamesOf } from '#server/stores/obligations-programs.ts';
import { openProjections, type PolicyRun } from '#server/stores/policy-runs.ts';

/** The programs of which a list may still show due dates by the rules before, with how far they have come. */
export async function updatingHere(visit: Visit) {
  const runs = await openProjections(visit);
  const programs = await programNamesOf(
    visit,
    runs.map(({ programId }) => programId),
  );
  return runs.flatMap((run) => {
    const program = programs.get(run.programId);
    if (!program || !hasBegun(run, program.today)) return [];
    const { programId, effectiveFrom, done, total } = run;
    return [
      {
        programId,
        programName: program.name,
        effectiveFrom: effectiveFrom.toString(),
        done: Math.min(done, total),
        total,
      },
    ];
  });
}

const hasBegun = ({ effectiveFrom }: PolicyRun, today: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(effectiveFrom, today) <= 0;

export const behindWords = 'By the rules before the last change; being brought up to date';

/** Whether the run has not come to this enrollment yet, so that its row speaks by the rules before. */
export const isBehindRun = (
  { enrollmentId, programId }: { enrollmentId: string; programId: string },
  run: PolicyRun,
  today: Temporal.PlainDate,
) =>
  run.programId === programId &&
  hasBegun(run, today) &&
  (run.lastEnrollmentId === null || enrollmentId > run.lastEnrollmentId);
