import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

/** Writes anew who sees the clients for whom a passed date has changed it, up to a limit; answers how many they were. */
export async function rescopeDue(tx: Tx, limit: number): Promise<number> {
  const { rows } = await sql<{ done: number }>`select auth.rescope_due(${limit}) as done`.execute(
    tx,
  );
  return rows[0]?.done ?? 0;
}
