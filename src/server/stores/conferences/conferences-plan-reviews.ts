import type { ReviewId } from '#domain/conference/client-review.ts';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import type { TopicCode } from '#domain/program-policy/program-policy.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal } from '#server/platform/vault.ts';
import type { StoredConference } from './conferences.ts';

type Saving = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type PlannedReason = { code: TopicCode; text: string | null; class: SensitivityClass };
export type PlannedReview = {
  clientId: ClientId;
  enrollmentId: string;
  plannedMinutes: number;
  reasons: readonly PlannedReason[];
};

/** Who is discussed, in this order; whoever is not named any more leaves the plan. */
export async function saveReviews(
  visit: Saving,
  conference: { id: string; reviews: StoredConference['conference']['reviews'] },
  planned: readonly PlannedReview[],
): Promise<Map<ClientId, ReviewId>> {
  const { tx, at, agencyId } = visit;
  const reviewIds = new Map<ClientId, ReviewId>();
  const gone = conference.reviews.filter(
    ({ clientId }) => !planned.some((each) => each.clientId === clientId),
  );
  if (gone.length > 0)
    await tx
      .deleteFrom('client_review')
      .where('agency_id', '=', agencyId)
      .where(
        'review_id',
        'in',
        gone.map(({ id }) => id),
      )
      .execute();
  for (const [index, review] of planned.entries()) {
    const { clientId, enrollmentId, plannedMinutes } = review;
    const known = conference.reviews.find((other) => other.clientId === clientId);
    const reviewId = known?.id ?? newId(at);
    reviewIds.set(clientId, reviewId);
    const enrollment = { enrollment_id: enrollmentId };
    const plan = {
      planned_minutes: plannedMinutes,
      position: index + 1,
    };
    const key = { agency_id: agencyId, review_id: reviewId, conference_id: conference.id };
    if (known)
      await tx
        .updateTable('client_review')
        // Whoever plans on and was told of another program leaves for which one it was called.
        .set({ ...plan, ...(known.enrollmentId === enrollmentId ? {} : enrollment) })
        .where('agency_id', '=', agencyId)
        .where('review_id', '=', reviewId)
        .execute();
    else
      await tx
        .insertInto('client_review')
        .values({ ...key, ...plan, ...enrollment, client_id: clientId })
        .execute();
    await saveReasons(visit, { reviewId, clientId, reasons: review.reasons });
  }
  return reviewIds;
}

type ReviewReasons = { reviewId: ReviewId; clientId: ClientId; reasons: readonly PlannedReason[] };

async function saveReasons(visit: Saving, { reviewId, clientId, reasons }: ReviewReasons) {
  const { tx, at, agencyId, actor } = visit;
  await tx
    .deleteFrom('review_reason')
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', reviewId)
    .execute();
  if (reasons.length === 0) return;
  await tx
    .insertInto('review_reason')
    .values(
      reasons.map(({ code, text, class: sensitivity }, index) => {
        const reasonId = newId(at);
        const place = { agencyId, clientId, rowId: reasonId };
        return {
          agency_id: agencyId,
          reason_id: reasonId,
          review_id: reviewId,
          client_id: clientId,
          position: index + 1,
          code,
          class: sensitivity,
          body: text === null ? null : seal(place, text),
          written_by: actor,
        };
      }),
    )
    .execute();
}
