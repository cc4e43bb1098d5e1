import type { PersonRef } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { personOf } from './conferences-rows.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

/** Who is named for which review and whether they were there, as it is known now or was at a moment. */
export const attendanceKnown = ({ tx, agencyId }: Here, at: Temporal.Instant | null = null) =>
  tx
    .selectFrom('review_attendee as w')
    .innerJoin('attendee as a', (join) =>
      join.onRef('a.agency_id', '=', 'w.agency_id').onRef('a.attendee_id', '=', 'w.attendee_id'),
    )
    .innerJoin('attendance_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'w.agency_id')
        .onRef('v.review_attendee_id', '=', 'w.review_attendee_id'),
    )
    .where('w.agency_id', '=', agencyId)
    .where((known) =>
      at === null
        ? known('v.superseded_at', 'is', null)
        : known.and([
            known('v.recorded_at', '<=', at),
            known.or([known('v.superseded_at', 'is', null), known('v.superseded_at', '>', at)]),
          ]),
    );

/** Who was there for these reviews as it was known at that moment: of the reviews alone that the asker may see. */
export async function attendedIn(
  here: Here,
  reviewIds: readonly string[],
  knownAt: Temporal.Instant,
): Promise<Map<string, PersonRef[]>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await attendanceKnown(here, knownAt)
    .select(['w.review_id', 'a.staff_id', 'a.provider_id', 'a.support_id', 'a.client_id'])
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
