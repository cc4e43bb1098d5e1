import { sql } from 'kysely';
import type { Visit } from '#server/platform/shell.ts';
import { openProjections, type PolicyRun } from './policy-runs.ts';

/** How far a run has come: without numbers where they are few, or are nobody's but of whoever may know who is in the program. */
type Figures = { done: number | null; total: number | null; lastEnrollmentId: string | null };
/** Where few are told, so is that there are none. */
type Told = Figures & { tellsFew: boolean };
const untold: Told = { done: null, total: null, lastEnrollmentId: null, tellsFew: false };

export async function figuresOf(
  { tx }: Pick<Visit, 'tx'>,
  runIds: readonly string[],
): Promise<(runId: string) => Told> {
  if (runIds.length === 0) return () => untold;
  const { rows } = await sql<Told & { runId: string }>`
    select run_id as "runId", done, total, last_enrollment_id as "lastEnrollmentId", tells_few as "tellsFew"
    from auth.run_figures(${[...runIds]}::uuid[])`.execute(tx);
  const told = new Map(rows.map((row) => [row.runId, row]));
  return (runId) => told.get(runId) ?? untold;
}

export type ToldRun = PolicyRun & Figures;

/** The projections that are under way, of these programs or of all, with how far they have come. */
export async function projectionsTold(
  visit: Pick<Visit, 'tx' | 'agencyId'>,
  programIds?: readonly string[],
): Promise<ToldRun[]> {
  const runs = await openProjections(visit, programIds);
  const told = await figuresOf(
    visit,
    runs.map(({ runId }) => runId),
  );
  return runs.map((run) => {
    const { done, total, lastEnrollmentId } = told(run.runId);
    return { ...run, done, total, lastEnrollmentId };
  });
}
