import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';
import type { Visit } from '#server/platform/shell.ts';

/** A job for each reviewer for whom something of that week, or an emergency, may wait; each enters as its reader. Answers how many. */
export async function askToTellReviews(tx: Tx, week: Temporal.PlainDate): Promise<number> {
  const { rows } = await sql<{ asked: number }>`
    select auth.ask_to_tell_reviews(${week.toString()}::date, 'write-review-letter') as asked`.execute(
    tx,
  );
  return rows[0]?.asked ?? 0;
}

/** What the reader of a letter is told of with it: Mondays and ids of emergency accesses, each given once. */
export async function takeReviewsToTell({
  tx,
  agencyId,
  actor,
  at,
}: Visit): Promise<{ about: string; key: string }[]> {
  return tx
    .updateTable('review_told')
    .set({ told_at: at })
    .where('agency_id', '=', agencyId)
    .where('staff_id', '=', actor)
    .where('told_at', 'is', null)
    .returning(['about', 'about_key as key'])
    .execute();
}
