import type { ReviewId } from '#domain/conference/client-review.ts';
import type { ClientId } from '#domain/people.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { verdictsOf } from '#server/stores/clock/clock-facts.ts';
import { enrollmentShown } from '#server/stores/enrollment-shown.ts';

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
  here: Scope & Pick<Visit, 'at'>,
  reviewIds: readonly ReviewId[],
): Promise<Map<ReviewId, StoredClosing>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await here.tx
    .selectFrom('review_closing as k')
    .innerJoin('review_closing_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'k.agency_id')
        .onRef('v.review_closing_id', '=', 'k.review_closing_id')
        .on('v.superseded_at', 'is', null),
    )
    .leftJoin(enrollmentShown('k'), (join) => join.onTrue())
    .select(['k.review_id as reviewId', 'v.qualifies', 'v.reason_codes', 'v.is_void'])
    .select(['k.enrollment_id as calledFor', 'e.enrollment_id as shown'])
    .where('k.agency_id', '=', here.agencyId)
    .where('k.review_id', '=', oneOf(reviewIds))
    .modifyEnd(keepPlan)
    .execute();
  const judged = await judgedAsShown(here, rows);
  return new Map(
    rows.map((row) => [
      row.reviewId,
      {
        qualifies: row.qualifies,
        reasonCodes: row.is_void || row.calledFor === row.shown ? row.reason_codes : [],
        isVoid: row.is_void,
        ...(row.is_void ? {} : judged.get(row.reviewId)),
      },
    ]),
  );
}

type Judged = { reviewId: string; calledFor: string; shown: string | null };

/** Of those that were called for a program of which the asker may not know: what the rules say of them in the one that they are told. */
export async function judgedAsShown(
  visit: Scope & Pick<Visit, 'at'>,
  rows: readonly Judged[],
): Promise<Map<ReviewId, Pick<StoredClosing, 'qualifies' | 'reasonCodes'>>> {
  const others = rows.filter(({ calledFor, shown }) => calledFor !== shown);
  if (others.length === 0) return new Map();
  const enrollmentIds = others.flatMap(({ shown }) => shown ?? []);
  const verdicts = await verdictsOf(visit, [...new Set(enrollmentIds)], visit.at);
  return new Map(
    others.flatMap(({ reviewId }) => {
      const verdict = verdicts.get(reviewId);
      if (!verdict) return [];
      const { ok: qualifies, reasons } = verdict;
      return [[reviewId, { qualifies, reasonCodes: reasons.map(({ code }) => code) }] as const];
    }),
  );
}
