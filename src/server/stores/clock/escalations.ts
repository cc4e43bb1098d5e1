import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

/** A job for each person who is to be told today and was not yet; each enters as its reader. */
export async function askForDigests(tx: Tx, on: Temporal.PlainDate): Promise<number> {
  const { rows } = await sql<{ asked: number }>`
    select auth.ask_for_digests(${on}::date, 'write-escalation-digest') as asked`.execute(tx);
  return rows[0]?.asked ?? 0;
}

/** How many things the reader of a letter is told of with it that no letter told them before; written down with the letter. */
export async function tellMyEscalations(tx: Tx, on: Temporal.PlainDate): Promise<number> {
  const { rows } = await sql<{ told: number }>`
    select auth.tell_my_escalations(${on}::date) as told`.execute(tx);
  return rows[0]?.told ?? 0;
}
