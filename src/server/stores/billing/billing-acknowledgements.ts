import type { ReviewId } from '#domain/conference/client-review.ts';
import type { StaffId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;

export type Acknowledgement = { by: StaffId; at: Temporal.Instant };

/** Who of the supervisors has said that it may be billed although family alone was there. */
export async function acknowledgementOf(
  { tx, agencyId }: Scope,
  reviewId: ReviewId,
): Promise<Acknowledgement | null> {
  const row = await tx
    .selectFrom('billing_acknowledgement')
    .select(['acknowledged_by as by', 'recorded_at as at'])
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', reviewId)
    .executeTakeFirst();
  return row ?? null;
}

/** Once is enough, whoever of them presses first. */
export async function addAcknowledgement(
  { tx, at, agencyId, actor }: Scope & Pick<Visit, 'at' | 'actor'>,
  { reviewId, clientId }: { reviewId: ReviewId; clientId: string },
) {
  await tx
    .insertInto('billing_acknowledgement')
    .values({
      agency_id: agencyId,
      review_id: reviewId,
      client_id: clientId,
      acknowledged_by: actor,
      recorded_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
