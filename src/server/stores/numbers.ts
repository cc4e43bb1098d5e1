import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';
import { sendOn } from '#server/platform/send-on.ts';

/** The first of so many numbers that people say aloud; a refusal gives them back. */
export async function nextNumbers(
  tx: Tx,
  which: 'client' | 'conference',
  howMany: number,
): Promise<number> {
  const [row] = await sendOn(
    tx,
    sql<{ first: number }>`select auth.next_numbers(${which}, ${howMany}) as first`,
  );
  if (!row) throw new Error('no number was given');
  return row.first;
}
