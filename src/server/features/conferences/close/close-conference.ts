import type { closeConference as endpoint } from '#contract/conferences/close.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { closeConference as decide, type Closing } from '#domain/conference/close-conference.ts';
import { hangsOnPapers } from '#domain/policy-clock/told-findings.ts';
import { enqueue } from '#server/platform/jobs.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { verdictsOf, type ReviewVerdict } from '#server/stores/clock/clock-facts.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockConference, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { projectClients } from '#server/stores/clock/project-enrollments.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';
import { addClosings, type ReviewClosing } from '#server/stores/conferences/review-closings.ts';
import { distribute } from './distribute.ts';
import { noteWhatWasHeard } from './note-what-was-heard.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';
import { requireWhole } from '#server/features/conferences/plan/planning.ts';

/** Everything that a close means, in one transaction: what was decided is either all there or not at all. */
export async function closeConference({ conferenceId }: InputOf<typeof endpoint>, visit: Visit) {
  const stored = await lockConference(visit, conferenceId);
  if (stored.conference.state === 'closed') throw new Refused('conference-already-closed');
  requireWhole(stored);
  const closing = orRefuse(decide(stored.conference, { by: visit.actor, at: visit.at }));
  await saveConference(visit, stored, { to: closing.conference });
  // Before it is judged: whether it counts may hang on an incident.
  await noteWhatWasHeard(visit, stored, closing.conference);
  const closings = await fileClosings(visit, stored, closing);
  await addToRecord(
    visit,
    closing.finalized.map(({ clientId, reviewId, heldAt }) => ({
      kind: 'conference',
      change: 'held',
      clientId,
      aboutId: reviewId,
      on: heldOn(stored, reviewId, heldAt),
      at: heldAt,
    })),
  );
  const mails = await distribute(visit, stored, closing.conference);
  for (const { reviewId } of closing.finalized)
    await enqueue(visit, 'make-conference-form', { reviewId });
  visit.touch(...closing.conference.reviews.flatMap(({ id, clientId }) => [id, clientId]));
  return {
    conferenceId,
    closedAt: visit.at.toString(),
    reviews: await asTold(visit, closings),
    mails,
  };
}

type Judged = ReviewClosing & { warningCodes: string[] };

async function asTold(visit: Visit, closings: readonly Judged[]) {
  const clients = await reviewClients(
    visit,
    closings.map(({ clientId }) => clientId),
  );
  return closings.map(({ reviewId, clientId, qualifies, reasonCodes, warningCodes }) => {
    const isTold = (code: string) =>
      clients.get(clientId)?.readsWholeCase === true || !hangsOnPapers(code);
    return {
      reviewId,
      counts: qualifies,
      reasonCodes: reasonCodes.filter(isTold),
      warningCodes: warningCodes.filter(isTold),
    };
  });
}

/** A conference belongs to the date that its start, or its answer by email, is in the client's program. */
const heldOn = ({ zoneOf, timeZone }: StoredConference, reviewId: string, at: Temporal.Instant) =>
  at.toZonedDateTimeISO(zoneOf.get(reviewId) ?? timeZone).toPlainDate();

async function fileClosings(
  visit: Visit,
  stored: StoredConference,
  { finalized }: Closing,
): Promise<Judged[]> {
  const enrollmentIds = finalized.map(({ enrollmentId }) => enrollmentId);
  const verdicts = await verdictsOf(visit, enrollmentIds);
  const closings = finalized.map(({ reviewId, clientId, enrollmentId, heldAt }) => ({
    reviewId,
    clientId,
    enrollmentId,
    heldOn: heldOn(stored, reviewId, heldAt),
    ...judgement(verdicts.get(reviewId)),
  }));
  await addClosings(visit, closings);
  await projectClients(
    visit,
    finalized.map(({ clientId }) => clientId),
  );
  return closings;
}

/** Without a policy in force nothing can say that it counts. */
const judgement = (verdict: ReviewVerdict | undefined) => ({
  qualifies: verdict?.ok ?? false,
  reasonCodes: verdict ? verdict.reasons.map(({ code }) => code) : ['NO_POLICY'],
  warningCodes: verdict ? verdict.warnings.map(({ code }) => code) : [],
  policyVersion: verdict?.policyVersion ?? 0,
});
