import type { beginByEmail as endpoint } from '#contract/conferences/exchange.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { beginExchange } from '#domain/conference/exchange.ts';
import { activateReview, start } from '#domain/conference/run-conference.ts';
import { emailCounts } from '#domain/program-policy/email-counts.ts';
import { policyOn } from '#domain/program-policy/policy-in-force.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';
import { plannableEnrollments } from '#server/stores/conferences/conferences-plan.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockConference } from '#server/stores/conferences/conferences.ts';
import { openExchange } from '#server/stores/conferences/exchange.ts';
import { spansOf } from '#server/stores/clock/held-elsewhere.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';
import { draftFor } from '#server/features/conferences/plan/start-draft.ts';

/**
 * It was written already, or is being written: nobody is invited, and the client is open at once. What was answered about somebody who
 * has died since is recorded all the same.
 */
export async function beginByEmail(
  { enrollmentId, changeEventIds }: InputOf<typeof endpoint>,
  visit: Visit,
) {
  await requireCounting(visit, enrollmentId);
  const begunBefore = await openExchange(visit, enrollmentId);
  if (begunBefore) return begunBefore;
  const { conferenceId } = await draftFor(
    { enrollmentIds: [enrollmentId], changeEventIds },
    visit,
    { mayHaveDied: true },
  );
  const stored = await lockConference(visit, conferenceId);
  const { conference, timeZone } = stored;
  if (conference.state !== 'draft') throw new Refused('conference-not-draft');
  const by = { by: visit.actor, at: visit.at };
  const planned = beginExchange(conference, { ...by, timeZone });
  await saveConference(visit, stored, { to: planned });
  const begun = orRefuse(start(planned, by));
  const [review] = begun.reviews;
  const open = orRefuse(activateReview(begun, { ...by, reviewId: review?.id ?? '' }));
  await saveConference(visit, { ...stored, conference: planned }, { to: open });
  return { conferenceId };
}

async function requireCounting(visit: Visit, enrollmentId: string) {
  const [span] = await spansOf(visit, [enrollmentId]);
  const [plannable] = await plannableEnrollments(visit, [enrollmentId]);
  if (!span || !plannable) throw new Refused('not-found');
  const rules = (await programRulesOf(visit, [span.programId])).get(span.programId);
  const today = visit.at.toZonedDateTimeISO(plannable.timeZone).toPlainDate();
  const policy = policyOn(rules?.policies ?? [], today);
  if (policy === null || !emailCounts(policy)) throw new Refused('email-does-not-count');
}
