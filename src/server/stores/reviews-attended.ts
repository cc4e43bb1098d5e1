import type { PersonRef } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { personOf } from './conferences-rows.ts';

/** Who was there for these reviews as it was known at that moment: of the reviews alone that the asker may see. */
export async function attendedIn(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  reviewIds: readonly string[],
  knownAt: Temporal.Instant,
): Promise<Map<string, PersonRef[]>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('review_attendee as w')
    .innerJoin('attendee as a', (join) =>
      join.onRef('a.agency_id', '=', 'w.agency_id').onRef('a.attendee_id', '=', 'w.attendee_id'),
    )
    .innerJoin('attendance_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'w.agency_id')
        .onRef('v.review_attendee_id', '=', 'w.review_attendee_id')
        .on('v.recorded_at', '<=', knownAt)
        .on((on) =>
          on.or([on('v.superseded_at', 'is', null), on('v.superseded_at', '>', knownAt)]),
        ),
    )
    .select(['w.review_id', 'a.staff_id', 'a.provider_id', 'a.support_id', 'a.client_id'])
    .where('w.agency_id', '=', agencyId)
    .where('w.review_id', 'in', [...reviewIds])
    .where('v.present', '=', true)
    .orderBy('w.review_attendee_id')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.review_id)].map(([reviewId, seats]) => [
      reviewId,
      seats.map(personOf),
    ]),
  );
}
