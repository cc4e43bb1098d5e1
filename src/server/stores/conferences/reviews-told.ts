import { sql } from 'kysely';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { readsWholeCase } from './client-reviews.ts';

/** Of the review `r` of the client `p`. */
export const isToldWhole = sql<boolean>`(${readsWholeCase} or exists (
  select from review_attendee ra join attendee a using (agency_id, attendee_id)
    join attendance_version v using (agency_id, review_attendee_id)
  where ra.agency_id = r.agency_id and ra.review_id = r.review_id and a.staff_id = auth.actor()
    and v.superseded_at is null and v.present))`;

/**
 * The reviews among these of which the asker is told what every review has, a summary and a form: they have the case or oversee it, and
 * may read every class, or they were there. Everybody else is told neither of any review alike (0170); of what these may be told, row
 * security still decides.
 */
export async function reviewsToldWhole(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  reviewIds: readonly string[],
): Promise<Set<string>> {
  if (reviewIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select r.review_id as id
    from client_review r join client p on p.agency_id = r.agency_id and p.client_id = r.client_id
    where r.agency_id = ${agencyId} and r.review_id = ${oneOf(reviewIds)} and ${isToldWhole} ${keepPlan}`.execute(
    tx,
  );
  return new Set(rows.map(({ id }) => id));
}
