import type { explainReview as endpoint } from '#contract/conferences/capture.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { explain } from '#domain/conference/capture.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { noteKey } from '#server/stores/conferences/conferences-parts.ts';
import { changeConference, reviewIn, withReview } from './change-conference.ts';

/** Why a client leaves without an action or a need; null takes the reason back. */
export async function explainReview(input: InputOf<typeof endpoint>, visit: Visit) {
  const { conferenceId, reviewId, what, reason } = input;
  await changeConference(visit, conferenceId, (conference, stored) => {
    reviewIn(stored, reviewId);
    if (stored.hidden.has(noteKey(reviewId, what))) throw new Refused('not-found');
    if (reason !== null) return explain(conference, { reviewId, what, reason });
    const silence = what === 'no-action' ? { noActionReason: null } : { noNeedsReason: null };
    return withReview(conference, reviewId, (review) => ({ ...review, ...silence }));
  });
  return { conferenceId };
}
