import type { confirmSummary as endpoint } from '#contract/conferences/capture.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { confirmSummary as decide } from '#domain/conference/capture.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { caseClasses, chooseClass, noteLowering } from '#server/stores/case-classes.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockForWriting, reviewIn } from './change-conference.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';

export async function confirmSummary(input: InputOf<typeof endpoint>, visit: Visit) {
  const { conferenceId, reviewId, text, how } = input;
  const stored = await lockForWriting(visit, conferenceId);
  const { clientId, summary } = reviewIn(stored, reviewId);
  const classes = await caseClasses(visit, clientId);
  const sensitivity = chooseClass(classes, input.class);
  const confirmation = { reviewId, text, how, class: sensitivity, by: visit.actor, at: visit.at };
  const confirmed = orRefuse(decide(stored.conference, confirmation));
  // Said to who leads alone, who is told of every line: to others it would tell that there is a summary.
  if (summary !== null && stored.hidden.has(summary)) throw new Refused('not-found');
  await saveConference(visit, stored, { to: confirmed });
  await noteLowering(visit, classes, { aboutId: reviewId, clientId, class: sensitivity });
  return { conferenceId };
}
