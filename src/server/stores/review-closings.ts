import type { ReviewId } from '#domain/conference/client-review.ts';
import type { ClientId } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;

/** That one client's review was closed, and what the rules in force said about it. */
export type ReviewClosing = {
  reviewId: ReviewId;
  clientId: ClientId;
  enrollmentId: string;
  heldOn: Temporal.PlainDate;
  qualifies: boolean;
  reasonCodes: readonly string[];
  policyVersion: number;
};

export async function addClosings(
  { tx, at, agencyId, actor }: Scope & Pick<Visit, 'at' | 'actor'>,
  closings: readonly ReviewClosing[],
) {
  const rows = closings.map((closing) => ({ closing, review_closing_id: newId(at) }));
  if (rows.length === 0) return;
  await tx
    .insertInto('review_closing')
    .values(
      rows.map(({ closing, review_closing_id }) => ({
        agency_id: agencyId,
        review_closing_id,
        review_id: closing.reviewId,
        client_id: closing.clientId,
        enrollment_id: closing.enrollmentId,
      })),
    )
    .execute();
  await tx
    .insertInto('review_closing_version')
    .values(
      rows.map(({ closing, review_closing_id }) => ({
        agency_id: agencyId,
        review_closing_id,
        version_id: newId(at),
        valid_from: closing.heldOn,
        qualifies: closing.qualifies,
        reason_codes: [...closing.reasonCodes],
        policy_version: closing.policyVersion,
        recorded_by: actor,
        recorded_at: at,
      })),
    )
    .execute();
}

export type StoredClosing = { qualifies: boolean; reasonCodes: string[]; isVoid: boolean };

export async function closingsOf(
  { tx, agencyId }: Scope,
  reviewIds: readonly ReviewId[],
): Promise<Map<ReviewId, StoredClosing>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('review_closing as k')
    .innerJoin('review_closing_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'k.agency_id')
        .onRef('v.review_closing_id', '=', 'k.review_closing_id')
        .on('v.superseded_at', 'is', null),
    )
    .select(['k.review_id as reviewId', 'v.qualifies', 'v.reason_codes', 'v.is_void'])
    .where('k.agency_id', '=', agencyId)
    .where('k.review_id', 'in', [...reviewIds])
    .execute();
  return new Map(
    rows.map((row) => [
      row.reviewId,
      { qualifies: row.qualifies, reasonCodes: row.reason_codes, isVoid: row.is_void },
    ]),
  );
}
