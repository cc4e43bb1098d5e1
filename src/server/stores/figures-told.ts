import { sql } from 'kysely';
import { fewerThan } from '#domain/few.ts';
import type { Visit } from '#server/platform/shell.ts';

type Figures = { programId: string; done: number; total: number };
type Told = { done: number | null; total: number | null };

/** How far a run through a program has come: without numbers where they are few and the asker may not know who is in it. */
export async function figuresTold({ tx }: Pick<Visit, 'tx'>): Promise<(run: Figures) => Told> {
  const { rows } = await sql<{
    untold: string[];
  }>`select auth.untold_programs() as untold`.execute(tx);
  const untold = new Set(rows[0]?.untold);
  return ({ programId, done, total }) =>
    untold.has(programId) && total < fewerThan ? { done: null, total: null } : { done, total };
}
