import type { Visit } from '#server/platform/shell.ts';
import { projectionsTold } from './figures-told.ts';
import { programNamesOf } from '#server/stores/clock/obligations-programs.ts';
import type { PolicyRun } from './policy-runs.ts';

/** The programs of which a list may still show due dates by the rules before, with how far they have come. */
export async function updatingPrograms(visit: Visit) {
  const runs = await projectionsTold(visit);
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
        done: done === null || total === null ? null : Math.min(done, total),
        total,
      },
    ];
  });
}

export const hasBegun = ({ effectiveFrom }: PolicyRun, today: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(effectiveFrom, today) <= 0;
