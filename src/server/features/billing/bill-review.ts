import type * as contract from '#contract/billing.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { dateInWords } from '#domain/words.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  addBilling,
  billingsOf,
  billsAtThatTime,
  lockForBilling,
  takeBackBilling,
} from '#server/stores/billing/billing.ts';
import { namesFor } from '#server/stores/record/record-names.ts';
import { findingsInWords, mayTakeBack, onlyAboutAsker } from './read-review-billing.ts';
import { billingCase, billsNothing, findClosed, type BillingCase } from './review-to-bill.ts';

/** The time that the asker was there, and no other: of two who press at once the database says who was first. */
export async function billReview({ reviewId }: InputOf<typeof contract.billReview>, visit: Visit) {
  const before = await billingCase(visit, await findClosed(visit, reviewId));
  const { conferenceId, clientId } = before.closing;
  const isAlone = before.review.policy.billing.oneBillerScope === 'meeting';
  await lockForBilling(visit, { conferenceId, isAlone });
  const found = await billingCase(visit, await findClosed(visit, reviewId));
  if (found.standing) throw await billedAlready(visit, found.closing);
  const { minutes, units, policyVersion } = mayBill(visit, found);
  if (found.isWaiting) throw new Refused('supervisor-looks-first');
  const there = found.presence.get(visit.actor);
  if (!there) throw new Refused('not-yours-to-bill');
  const billing = { ...there, reviewId, clientId, conferenceId, minutes, units, policyVersion };
  const billingId = await addBilling(visit, billing);
  if (billingId === null) throw await billedAlready(visit, found.closing);
  if (await billsAtThatTime(visit, billingId)) throw new Refused('bills-at-that-time');
  visit.touch(clientId, reviewId);
  return { billingId, minutes, units };
}

/** Each reason on its own line, so that whoever presses knows what can be put right. */
function mayBill({ actor }: Visit, { review, verdictFor }: BillingCase) {
  const { bills, minutes, units, errors } = verdictFor(actor);
  if (!bills) throw billsNothing();
  if (onlyAboutAsker(errors)) throw new Refused('not-yours-to-bill');
  if (errors.length > 0)
    throw new Refused(
      'not-billable',
      findingsInWords(errors, review.policy.vocabulary).map(({ code, inWords }) => ({
        path: code,
        message: inWords,
      })),
    );
  return { minutes, units, policyVersion: review.policy.version };
}

/** The second of two hears who was first. */
async function billedAlready(visit: Visit, { reviewId, timeZone, heldOn }: BillingCase['closing']) {
  const standing = (await billingsOf(visit, reviewId)).find(({ withdrawn }) => withdrawn === null);
  if (!standing) return new Refused('changed-meanwhile');
  const { billedBy, recordedAt } = standing;
  const names = await namesFor(visit, { staff: [billedBy] });
  const who =
    billedBy === visit.actor
      ? 'You bill'
      : `${names.person({ kind: 'staff', id: billedBy }, heldOn)} bills`;
  const since = dateInWords(recordedAt.toZonedDateTimeISO(timeZone).toPlainDate());
  return new Refused('billed-already', [
    { path: 'billing', message: `${who} for this conference since ${since}.` },
  ]);
}

export async function takeBillingBack(
  { reviewId, billingId, why }: InputOf<typeof contract.takeBillingBack>,
  visit: Visit,
) {
  const found = await billingCase(visit, await findClosed(visit, reviewId));
  if (found.standing?.billingId !== billingId) throw new Refused('not-billed');
  if (!mayTakeBack(visit, found)) throw new Refused('not-yours-to-take-back');
  if (!(await takeBackBilling(visit, { reviewId, billingId, why })))
    throw new Refused('not-billed');
  visit.touch(found.closing.clientId, reviewId);
  return {};
}
