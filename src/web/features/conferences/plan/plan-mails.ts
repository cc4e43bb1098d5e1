import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { peopleInWords, recipientsOf } from '#web/features/conferences/plan-words.ts';

/** Whoever has no address is told in person, and no mail to them is promised. */
const mailed = (view: ConferenceView) =>
  recipientsOf(view).ready.filter(({ hasEmail, hasDied }) => hasEmail && !hasDied).length;

export function sendingWords(view: ConferenceView): string {
  const count = mailed(view);
  return count === 0 ? 'Record who is invited' : `Send invitations to ${peopleInWords(count)}`;
}

/** The button that leads to the review, from any other task. */
export function reviewWords(view: ConferenceView): string {
  if (view.notYet) return 'Review what is still missing';
  const count = mailed(view);
  return count === 0 ? 'Review who is invited' : `Review and send to ${peopleInWords(count)}`;
}
