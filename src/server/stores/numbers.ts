import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

/** The first of so many numbers that people say aloud; a refusal gives them back. */
export async function nextNumbers(
  tx: Tx,
  which: 'client' | 'conference',
  howMany: number,
): Promise<number> {
  const { rows } = await sql<{ first: number }>`
    select auth.next_numbers(${which}, ${howMany}) as first`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('no number was given');
  return row.first;
}
