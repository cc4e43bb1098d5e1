import {
  billable,
  waitsForSupervisor,
  type Billability,
  type BilledTime,
} from '#domain/billing/billable.ts';
import type { Interval } from '#domain/billing/units.ts';
import type { StaffId } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  billingsOf,
  isBilledBeside,
  staffPresence,
  type StoredBilling,
} from '#server/stores/billing/billing.ts';
import {
  acknowledgementOf,
  type Acknowledgement,
} from '#server/stores/billing/billing-acknowledgements.ts';
import { reviewsToBill, type ReviewToBill } from '#server/stores/billing/billing-facts.ts';
import { whereReviewIs } from '#server/stores/conferences/client-reviews.ts';
import { findClosing, type StoredClosingVersion } from '#server/stores/conferences/review-voids.ts';

/** A closed review with all that decides who may bill for it, and how much. */
export type BillingCase = {
  closing: StoredClosingVersion;
  review: ReviewToBill;
  /** The latest first; one of them stands, or none. */
  billings: StoredBilling[];
  standing: StoredBilling | null;
  presence: ReadonlyMap<StaffId, Interval>;
  /** As it stands: as it is billed, or as it could be by somebody who was there all the time. */
  verdict: Billability;
  /** As it would be if this person billed for their own time. */
  verdictFor: (staffId: StaffId) => Billability;
  acknowledged: Acknowledgement | null;
  /** A supervisor of the program has to look at it before anybody bills. */
  isWaiting: boolean;
};

/** A review that the asker does not see looks as if it were not there. */
export async function findClosed(visit: Visit, reviewId: string): Promise<StoredClosingVersion> {
  if (!(await whereReviewIs(visit, reviewId))) throw new Refused('not-found');
  const closing = await findClosing(visit, reviewId);
  if (!closing) throw new Refused('review-not-closed');
  return closing;
}

export async function billingCase(
  visit: Visit,
  closing: StoredClosingVersion,
): Promise<BillingCase> {
  const { reviewId } = closing;
  const review = (await reviewsToBill(visit, [closing])).get(reviewId);
  if (!review) throw new Refused('not-found');
  const { fact, policy, planFound, roles } = review;
  const askedOn = visit.at.toZonedDateTimeISO(closing.timeZone).toPlainDate();
  const billings = await billingsOf(visit, reviewId);
  const standing = billings.find(({ withdrawn }) => withdrawn === null) ?? null;
  const whole = fact.startAt && fact.endAt ? { from: fact.startAt, until: fact.endAt } : null;
  const presence = whole ? await staffPresence(visit, { reviewId, whole }) : new Map();
  const billedBeside = await isBilledBeside(visit, reviewId);
  const timeOf = (staffId: StaffId, time: Interval | null): BilledTime[] =>
    time === null
      ? []
      : [
          {
            ...time,
            staffId,
            activity: 'conference',
            presence: presence.get(staffId) ?? null,
            roles: roles.get(staffId) ?? [],
          },
        ];
  const judge = (billed: BilledTime[]) =>
    billable({ ...fact, planFound, billed, billedBeside, askedOn, askedAt: visit.at }, policy);
  const acknowledged = await acknowledgementOf(visit, reviewId);
  const verdict = judge(standing ? timeOf(standing.billedBy, standing) : []);
  return {
    closing,
    review,
    billings,
    standing,
    presence,
    acknowledged,
    isWaiting: waitsForSupervisor(verdict, acknowledged !== null),
    verdict,
    verdictFor: (staffId) => judge(timeOf(staffId, presence.get(staffId) ?? whole)),
  };
}

/** Not being there, or not in a role that is billed, is about the asker alone; the rest is about the review. */
export const isAboutAsker = (code: string) => code === 'B07' || code === 'B08';

export const billsNothing = () =>
  new Refused('not-billable', [
    { path: 'billing', message: 'The rules of this program bill no conference by itself.' },
  ]);
