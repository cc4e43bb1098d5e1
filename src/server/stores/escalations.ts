import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

/** A job for each person who is to be told today and was not yet; each enters as its reader. */
export async function askForDigests(tx: Tx, on: Temporal.PlainDate): Promise<number> {
  const { rows } = await sql<{ asked: number }>`
    select auth.ask_for_digests(${on}::date, 'write-escalation-digest') as asked`.execute(tx);
  return rows[0]?.asked ?? 0;
}

export async function countMyEscalations(tx: Tx, on: Temporal.PlainDate): Promise<number> {
  const { rows } = await sql<{ counted: number }>`
    select auth.count_my_escalations(${on}::date) as counted`.execute(tx);
  return rows[0]?.counted ?? 0;
}
