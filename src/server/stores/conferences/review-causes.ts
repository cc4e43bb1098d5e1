import type { ReviewId } from '#domain/conference/client-review.ts';
import type { ClientId } from '#domain/people.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { changesById } from '#server/stores/clock/change-events.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

/** Says for which significant changes these reviews are called; each belongs to the review of its own client. */
export async function addCauses(
  here: Here,
  reviewOf: ReadonlyMap<ClientId, ReviewId>,
  changeEventIds: readonly string[],
) {
  const wanted = [...new Set(changeEventIds)];
  const events = (await changesById(here, wanted)).filter((event) => event.supersededAt === null);
  if (events.length < wanted.length) throw new Refused('not-found');
  const rows = events.map(({ changeEventId, clientId }) => {
    const reviewId = reviewOf.get(clientId);
    if (reviewId === undefined) throw new Refused('not-found');
    return {
      agency_id: here.agencyId,
      review_id: reviewId,
      change_event_id: changeEventId,
      client_id: clientId,
    };
  });
  if (rows.length > 0)
    await here.tx
      .insertInto('review_cause')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** The reviews of a conference, by client. */
export async function reviewsByClient(
  { tx, agencyId }: Here,
  conferenceId: string,
): Promise<Map<ClientId, ReviewId>> {
  const rows = await tx
    .selectFrom('client_review')
    .select(['client_id', 'review_id'])
    .where('agency_id', '=', agencyId)
    .where('conference_id', '=', conferenceId)
    .execute();
  return new Map(rows.map((row) => [row.client_id, row.review_id]));
}

export type Cause = { changeEventId: string; code: string; on: Temporal.PlainDate };

/** The changes behind each of these reviews that stand, as far as the asker may know them. */
export async function causesOf(
  { tx, agencyId }: Here,
  reviewIds: readonly ReviewId[],
): Promise<Map<ReviewId, Cause[]>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('review_cause as c')
    .innerJoin('change_event as x', (join) =>
      join
        .onRef('x.agency_id', '=', 'c.agency_id')
        .onRef('x.change_event_id', '=', 'c.change_event_id')
        .on('x.superseded_at', 'is', null),
    )
    .select(['c.review_id', 'x.change_event_id', 'x.code', 'x.occurred_on'])
    .where('c.agency_id', '=', agencyId)
    .where('c.review_id', '=', oneOf(reviewIds))
    .orderBy('x.occurred_on')
    .orderBy('x.change_event_id')
    .modifyEnd(keepPlan)
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.review_id)].map(([reviewId, own]) => [
      reviewId,
      own.map((row) => ({
        changeEventId: row.change_event_id,
        code: row.code,
        on: row.occurred_on,
      })),
    ]),
  );
}
