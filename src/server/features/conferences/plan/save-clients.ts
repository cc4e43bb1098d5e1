import type { saveClients as endpoint } from '#contract/conferences/plan.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { caseClasses, chooseClass, noteLowering } from '#server/stores/case-classes.ts';
import { plannableEnrollments, touchPlan } from '#server/stores/conferences/conferences-plan.ts';
import {
  saveReviews,
  type PlannedReview,
} from '#server/stores/conferences/conferences-plan-reviews.ts';
import { lockDraft, staffIn } from './planning.ts';

export async function saveClients(input: InputOf<typeof endpoint>, visit: Visit) {
  const stored = await lockDraft(visit, input);
  const known = await plannableEnrollments(
    visit,
    input.reviews.map(({ enrollmentId }) => enrollmentId),
  );
  const planned: PlannedReview[] = [];
  for (const review of input.reviews) {
    const enrollment = known.find((each) => each.enrollmentId === review.enrollmentId);
    if (!enrollment) throw new Refused('not-found');
    // Who was on it while alive stays on it.
    const isNew = !stored.conference.reviews.some((each) => each.clientId === enrollment.clientId);
    if (isNew && enrollment.hasDied) throw new Refused('client-has-died');
    planned.push(await plannedReview(visit, enrollment.clientId, review));
  }
  if (new Set(planned.map(({ clientId }) => clientId)).size < planned.length)
    throw new Refused('client-twice');
  await saveReviews(visit, stored.conference, planned);
  visit.touch(...planned.map(({ clientId }) => clientId));
  await touchPlan(visit, {
    id: input.conferenceId,
    staffIds: staffIn(stored),
  });
  return { conferenceId: input.conferenceId };
}

async function plannedReview(
  visit: Visit,
  clientId: string,
  { enrollmentId, plannedMinutes, reasons }: InputOf<typeof endpoint>['reviews'][number],
): Promise<PlannedReview> {
  const classes = await caseClasses(visit, clientId);
  const classed = reasons.map(({ code, text, class: wanted }) => {
    // A bare code is a word of the program; what is typed beside it may tell anything.
    const words = text === '' ? null : text;
    const sensitivity = words === null ? (wanted ?? 'general') : chooseClass(classes, wanted);
    return { code, text: words, class: sensitivity };
  });
  for (const reason of classed) {
    if (reason.text !== null)
      await noteLowering(visit, classes, { aboutId: enrollmentId, clientId, class: reason.class });
  }
  return { clientId, enrollmentId, plannedMinutes, reasons: classed };
}
