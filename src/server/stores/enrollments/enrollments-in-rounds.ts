import { sql } from 'kysely';
import type { Visit } from '#server/platform/shell.ts';

/** The next enrollments in the order of their ids, whatever they are: work on all of them goes on from the last one. */
export async function enrollmentsAfter(
  { tx }: Pick<Visit, 'tx'>,
  last: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select id from auth.enrollments_in_turn(${last}::uuid, ${limit}) id`.execute(tx);
  return rows.map((row) => row.id);
}
