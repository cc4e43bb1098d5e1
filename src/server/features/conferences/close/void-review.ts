import type { z } from 'zod';
import type * as contract from '#contract/conferences/void.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { amountInWords } from '#domain/billing/billing-words.ts';
import { changeVoid, mayVoid } from '#domain/conference/void-review.ts';
import { personKey } from '#domain/people.ts';
import { dateInWords } from '#domain/words.ts';
import { enqueue } from '#server/platform/jobs.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { actionItemsOfClients } from '#server/stores/conferences/action-items.ts';
import { billingsOf, takeBackBilling } from '#server/stores/billing/billing.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { reviewClients, whereReviewIs } from '#server/stores/conferences/client-reviews.ts';
import { findConference } from '#server/stores/conferences/conferences.ts';
import { projectClients } from '#server/stores/clock/project-enrollments.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';
import {
  addClosingVersion,
  closingReasonOf,
  enrollmentIdsOf,
  findClosing,
  isCorrected,
  lockClosing,
  type StoredClosingVersion,
} from '#server/stores/conferences/review-voids.ts';
import { whatVoidChanges } from '#server/stores/conferences/what-void-changes.ts';
import { requireSightOfAll } from '#server/stores/conferences/meeting-sight.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';

const askerOf = ({ actor, supervisedProgramIds }: Visit) => ({ by: actor, supervisedProgramIds });

/** What is due again, or no longer, before anybody confirms it (T21). */
export async function readVoid(
  { reviewId }: InputOf<typeof contract.readVoid>,
  visit: Visit,
): Promise<z.input<typeof contract.readVoid.reply>> {
  await requireReview(visit, reviewId);
  const closing = await findClosing(visit, reviewId);
  if (!closing) throw new Refused('review-not-closed');
  const { clientId, isVoid, heldOn } = closing;
  const client = (await reviewClients(visit, [clientId])).get(clientId);
  const items = await actionItemsOfClients(visit, [clientId], { openOnly: true });
  visit.touch(clientId, reviewId);
  return {
    reviewId,
    isVoid,
    seen: closing.versionId,
    client: { clientId, name: client?.name ?? '' },
    conference: { conferenceId: closing.conferenceId, number: closing.conferenceNumber },
    heldOn: heldOn.toString(),
    heldInWords: dateInWords(heldOn),
    changes: await whatVoidChanges(visit, {
      reviewId,
      enrollmentIds: await enrollmentIdsOf(visit, clientId),
      isVoid,
      readsWholeCase: client?.readsWholeCase ?? false,
    }),
    openActions: items.filter(({ item }) => item.reviewId === reviewId).length,
    billing: await billingThatEnds(visit, closing),
    last: await lastChange(visit, closing, client?.readsWholeCase ?? false),
    may: { change: mayVoid(closing, askerOf(visit)) },
  };
}

/** A review that the asker does not see looks as if it were not there. */
async function requireReview(visit: Visit, reviewId: string) {
  if (!(await whereReviewIs(visit, reviewId))) throw new Refused('not-found');
}

/** What is void is billed by nobody, and whoever voids is told so first. */
async function billingThatEnds(visit: Visit, { reviewId, heldOn }: StoredClosingVersion) {
  const standing = (await billingsOf(visit, reviewId)).find(({ withdrawn }) => withdrawn === null);
  if (!standing) return null;
  const by = { kind: 'staff', id: standing.billedBy } as const;
  const people = await peopleAsOf(visit, [by], { on: heldOn, knownAt: visit.at });
  return {
    byName: people.get(personKey(by))?.name ?? 'Somebody',
    amountInWords: amountInWords(standing),
  };
}

/** Why is told by who reads: there always is a reason, and its absence would tell of a restricted case (0170). */
async function lastChange(visit: Visit, closing: StoredClosingVersion, readsWholeCase: boolean) {
  if (!(await isCorrected(visit, closing))) return null;
  const by = { kind: 'staff', id: closing.recordedBy } as const;
  const when = { on: closing.heldOn, knownAt: visit.at };
  const people = await peopleAsOf(visit, [by], when);
  return {
    byName: people.get(personKey(by))?.name ?? 'Somebody',
    at: closing.recordedAt.toString(),
    reason: readsWholeCase || by.id === visit.actor ? await closingReasonOf(visit, closing) : null,
  };
}

export const voidReview = (input: InputOf<typeof contract.voidReview>, visit: Visit) =>
  change(visit, input, 'void');

export const restoreReview = (input: InputOf<typeof contract.restoreReview>, visit: Visit) =>
  change(visit, input, 'restored');

type Correction = InputOf<typeof contract.voidReview>;

/** Nothing is erased: a new version of the closing, the dates that follow from it, a line in the record and a new form. */
async function change(
  visit: Visit,
  { reviewId, seen, reason }: Correction,
  to: 'void' | 'restored',
) {
  await requireReview(visit, reviewId);
  const closing = await lockClosing(visit, reviewId);
  const { isVoid } = orRefuse(changeVoid(closing, { to, seen, ...askerOf(visit) }));
  // The form is printed anew in their name: nobody who was there may be missing from it.
  await requireSightOfAll(visit, await findConference(visit, closing.conferenceId));
  await addClosingVersion(visit, closing, { isVoid, reason });
  const { clientId, timeZone } = closing;
  await projectClients(visit, [clientId]);
  await addToRecord(visit, [
    {
      kind: 'conference',
      change: isVoid ? 'voided' : 'restored',
      clientId,
      aboutId: reviewId,
      on: visit.at.toZonedDateTimeISO(timeZone).toPlainDate(),
      at: visit.at,
    },
  ]);
  if (isVoid) await takeBackBilling(visit, { reviewId, why: 'review-void' });
  if (isVoid) await enqueue(visit, 'make-conference-form', { reviewId });
  visit.touch(clientId, reviewId);
  return { reviewId, isVoid };
}
