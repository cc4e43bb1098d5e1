import type { ClientId } from '#domain/people.ts';
import {
  notNeededReasons,
  verificationResults,
  type NotNeededReason,
  type VerificationResult,
} from '#domain/service-plan/plan-verification.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;
type Here = Scope & Pick<Visit, 'at' | 'actor'>;

export type PlanVerification = {
  verificationId: string;
  reviewId: string;
  clientId: ClientId;
  enrollmentId: string;
  result: VerificationResult;
  reason: NotNeededReason | null;
  on: Temporal.PlainDate;
  verifiedBy: string;
  isSuperseded: boolean;
  /** The steps that were found, as far as the asker may know of them. */
  actionItemIds: readonly string[];
};

/** The findings that hold about these reviews, for each program of its own. */
export async function verificationsOf(
  scope: Scope,
  reviewIds: readonly string[],
): Promise<PlanVerification[]> {
  if (reviewIds.length === 0) return [];
  const rows = await verifications(scope)
    .where('review_id', 'in', [...new Set(reviewIds)])
    .where('superseded_at', 'is', null)
    .execute();
  return withItems(scope, rows);
}

/** These findings, those too that hold no longer. */
export async function verificationsById(
  scope: Scope,
  ids: readonly string[],
): Promise<PlanVerification[]> {
  if (ids.length === 0) return [];
  const rows = await verifications(scope)
    .where('verification_id', 'in', [...ids])
    .execute();
  return withItems(scope, rows);
}

const verifications = ({ tx, agencyId }: Scope) =>
  tx.selectFrom('plan_verification').selectAll().where('agency_id', '=', agencyId);

type Row = Awaited<ReturnType<ReturnType<typeof verifications>['executeTakeFirstOrThrow']>>;

async function withItems(
  { tx, agencyId }: Scope,
  rows: readonly Row[],
): Promise<PlanVerification[]> {
  if (rows.length === 0) return [];
  const items = await tx
    .selectFrom('plan_verification_item')
    .select(['verification_id', 'action_item_id'])
    .where('agency_id', '=', agencyId)
    .where(
      'verification_id',
      'in',
      rows.map((row) => row.verification_id),
    )
    .execute();
  const itemsOf = Map.groupBy(items, (item) => item.verification_id);
  return rows.map((row) => ({
    verificationId: row.verification_id,
    reviewId: row.review_id,
    clientId: row.client_id,
    enrollmentId: row.enrollment_id,
    result: verificationResults.find((known) => known === row.result) ?? 'missing',
    reason: notNeededReasons.find((known) => known === row.reason) ?? null,
    on: row.verified_on,
    verifiedBy: row.verified_by,
    isSuperseded: row.superseded_at !== null,
    actionItemIds: (itemsOf.get(row.verification_id) ?? []).map((item) => item.action_item_id),
  }));
}

type NewVerification = Omit<PlanVerification, 'verificationId' | 'verifiedBy' | 'isSuperseded'> & {
  /** The finding that the asker was looking at; null where there was none. */
  seen: string | null;
};

/** Takes the place of the finding that was looked at, and of no other. */
export async function addVerification(
  here: Here,
  { seen, ...found }: NewVerification,
): Promise<string> {
  const { tx, at, agencyId, actor } = here;
  if (seen !== null) await endVerification(here, seen, 'verified-again');
  const verificationId = newId(at);
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('plan_verification')
    .values({
      agency_id: agencyId,
      verification_id: verificationId,
      client_id: found.clientId,
      enrollment_id: found.enrollmentId,
      review_id: found.reviewId,
      result: found.result,
      reason: found.reason,
      verified_on: found.on,
      verified_by: actor,
      recorded_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw new Refused('changed-meanwhile');
  if (found.actionItemIds.length > 0)
    await tx
      .insertInto('plan_verification_item')
      .values(
        found.actionItemIds.map((actionItemId) => ({
          agency_id: agencyId,
          verification_id: verificationId,
          action_item_id: actionItemId,
        })),
      )
      .execute();
  return verificationId;
}

/** The finding is kept, and holds no longer. */
export async function endVerification(
  { tx, at, agencyId, actor }: Here,
  verificationId: string,
  why: 'verified-again' | 'recorded-in-error',
) {
  const { numUpdatedRows } = await tx
    .updateTable('plan_verification')
    .set({ superseded_at: at, superseded_by: actor, superseded_why: why })
    .where('agency_id', '=', agencyId)
    .where('verification_id', '=', verificationId)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refused('changed-meanwhile');
}
