import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

/** How many rows are written beside the trail: which record was opened with a line, and which programs it concerns. */
export async function rowsBeside(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select auth.rows_beside() as count`.execute(tx);
  return rows[0]?.count ?? 0;
}

export type WrongBeside = {
  what: 'no-opening' | 'no-program' | 'more-openings' | 'more-programs';
  auditId: string;
  /** How many there are of its kind. */
  allAlike: number;
};

/** What follows from the trail and is not written beside it, and what is written there and does not: the first of each kind. */
export async function wrongBeside(
  tx: Tx,
  { tolerance, most }: { tolerance: Temporal.Duration; most: number },
): Promise<WrongBeside[]> {
  const { rows } = await sql<WrongBeside>`
    select what, audit_id as "auditId", all_alike as "allAlike"
    from auth.wrong_beside(${tolerance.toString()}::interval, ${most})`.execute(tx);
  return rows;
}
