import { sql } from 'kysely';
import type { TakeBackReason } from '#domain/billing/billing-words.ts';
import { overlapOf, type Interval } from '#domain/billing/units.ts';
import type { ReviewId } from '#domain/conference/client-review.ts';
import type { StaffId } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { attendanceKnown } from '#server/stores/conferences/reviews-attended.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;
type Here = Scope & Pick<Visit, 'at' | 'actor'>;

/** What somebody bills, as it was when they said so: later rules change nothing about it. */
export type StoredBilling = Interval & {
  billingId: string;
  billedBy: StaffId;
  minutes: number;
  units: number | null;
  recordedAt: Temporal.Instant;
  withdrawn: {
    at: Temporal.Instant;
    by: StaffId;
    why: TakeBackReason | 'review-void';
  } | null;
};

/** Every billing of a review, the latest first: at most one of them stands. */
export async function billingsOf(
  { tx, agencyId }: Scope,
  reviewId: ReviewId,
): Promise<StoredBilling[]> {
  const rows = await tx
    .selectFrom('review_billing')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', reviewId)
    .orderBy('recorded_at', 'desc')
    .orderBy('billing_id', 'desc')
    .$narrowType<{ withdrawn_why: TakeBackReason | 'review-void' | null }>()
    .execute();
  return rows.map((row) => ({
    billingId: row.billing_id,
    billedBy: row.billed_by,
    from: row.billed_from,
    until: row.billed_until,
    minutes: row.minutes,
    units: row.units,
    recordedAt: row.recorded_at,
    withdrawn:
      row.withdrawn_at && row.withdrawn_by && row.withdrawn_why
        ? { at: row.withdrawn_at, by: row.withdrawn_by, why: row.withdrawn_why }
        : null,
  }));
}

/** Whether somebody else bills for another client of its conference, whom the asker need not see. */
export async function isBilledBeside({ tx }: Scope, reviewId: ReviewId): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select auth.billed_beside(${reviewId}::uuid) as is`.execute(tx);
  return rows[0]?.is === true;
}

/** When each of the staff was there for this client, within its time. */
export async function staffPresence(
  scope: Scope,
  { reviewId, whole }: { reviewId: ReviewId; whole: Interval },
): Promise<Map<StaffId, Interval>> {
  const rows = await attendanceKnown(scope)
    .select(['a.staff_id as staffId', 'v.valid_from as from', 'v.valid_to as until'])
    .where('w.review_id', '=', reviewId)
    .where('a.staff_id', 'is not', null)
    .where('v.present', '=', true)
    .execute();
  return new Map(
    rows.flatMap(({ staffId, from, until }) => {
      const there = overlapOf({ from: from ?? whole.from, until: until ?? whole.until }, whole);
      return staffId !== null && there !== null ? [[staffId, there]] : [];
    }),
  );
}

type NewBilling = Interval & {
  reviewId: ReviewId;
  clientId: string;
  conferenceId: string;
  minutes: number;
  units: number | null;
  policyVersion: number;
};

/** Answers null to the second of two who press at once. */
export async function addBilling(
  { tx, at, agencyId, actor }: Here,
  { reviewId, clientId, conferenceId, from, until, minutes, units, policyVersion }: NewBilling,
): Promise<string | null> {
  const billingId = newId(at);
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('review_billing')
    .values({
      agency_id: agencyId,
      billing_id: billingId,
      review_id: reviewId,
      client_id: clientId,
      conference_id: conferenceId,
      billed_by: actor,
      billed_from: from,
      billed_until: until,
      minutes,
      units,
      policy_version: policyVersion,
      recorded_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 0n ? null : billingId;
}

/** Whether the asker bills for somebody else at the same time. */
export async function billsAtThatTime({ tx }: Scope, billingId: string): Promise<boolean> {
  const { rows } = await sql<{ does: boolean }>`
    select auth.bills_at_that_time(${billingId}::uuid) as does`.execute(tx);
  return rows[0]?.does === true;
}

type BillingToTakeBack = {
  reviewId: ReviewId;
  /** Left out where whatever stands goes. */
  billingId?: string;
  why: TakeBackReason | 'review-void';
};

/** Nothing is erased: what was billed stays, and says that it was taken back; with a billing named, that one and no later one. */
export async function takeBackBilling(
  { tx, at, agencyId, actor }: Here,
  { reviewId, billingId, why }: BillingToTakeBack,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('review_billing')
    .set({ withdrawn_at: at, withdrawn_by: actor, withdrawn_why: why })
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', reviewId)
    .$if(billingId !== undefined, (query) => query.where('billing_id', '=', billingId ?? ''))
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Two people may bill at once, and the database says who was first; whoever voids, or bills a whole meeting, comes alone. */
export async function lockForBilling(
  { tx, agencyId }: Scope,
  { conferenceId, isAlone }: { conferenceId: string; isAlone: boolean },
) {
  await tx
    .selectFrom('conference')
    .select('conference_id')
    .where('agency_id', '=', agencyId)
    .where('conference_id', '=', conferenceId)
    .$if(isAlone, (query) => query.forUpdate())
    .$if(!isAlone, (query) => query.forShare())
    .executeTakeFirst();
}

export type Preparation = { preparedBy: StaffId; minutes: number };

export async function preparationsOf(
  { tx, agencyId }: Scope,
  reviewId: ReviewId,
): Promise<Preparation[]> {
  const rows = await tx
    .selectFrom('review_preparation')
    .select(['prepared_by as preparedBy', 'minutes'])
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', reviewId)
    .where('superseded_at', 'is', null)
    .orderBy('recorded_at')
    .execute();
  return rows;
}

/** One's own minutes, anew; none takes them back. */
export async function savePreparation(
  { tx, at, agencyId, actor }: Here,
  { reviewId, clientId, minutes }: { reviewId: ReviewId; clientId: string; minutes: number },
) {
  await tx
    .updateTable('review_preparation')
    .set({ superseded_at: at })
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', reviewId)
    .where('prepared_by', '=', actor)
    .where('superseded_at', 'is', null)
    .execute();
  if (minutes === 0) return;
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('review_preparation')
    .values({
      agency_id: agencyId,
      preparation_id: newId(at),
      review_id: reviewId,
      client_id: clientId,
      prepared_by: actor,
      minutes,
      recorded_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw new Refused('changed-meanwhile');
}
