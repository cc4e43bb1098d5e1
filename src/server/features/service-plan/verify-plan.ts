import type { InputOf } from '#contract/endpoint.ts';
import type {
  takeVerificationBack as taking,
  verifyPlan as contract,
} from '#contract/plan-verifications.ts';
import { flawOfVerification } from '#domain/service-plan/plan-verification.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addNote } from '#server/stores/fact-notes.ts';
import {
  addVerification,
  endVerification,
  verificationsById,
} from '#server/stores/enrollments/plan-verifications.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';
import { planSteps } from './plan-steps.ts';
import { verifiables, type Verifiable } from './verification-rows.ts';

type Input = InputOf<typeof contract>;

/** What was found once takes the place of what was found before; each stands in the client's record. */
export async function verifyPlan(input: Input, visit: Visit) {
  const { clientId, reviewId, seen, result, reason, note } = input;
  const verifiable = await findVerifiable(visit, input);
  const { conference, row } = verifiable;
  if (!row.mayVerify) throw new Refused('closed-it-oneself');
  const on = Temporal.PlainDate.from(input.on);
  // What does not belong to the result is left out: a form keeps what was chosen before.
  const actionItemIds = result === 'not-needed' ? [] : [...new Set(input.actionItemIds)];
  const why = result === 'not-needed' ? reason : null;
  const flaw = flawOfVerification(
    { result, reason: why, steps: actionItemIds.length, on },
    { heldOn: conference.heldOn, today: verifiable.today, plan: row.words.plan },
  );
  if (flaw) throw new Refused('bad-input', [flaw]);
  await checkSteps(visit, { clientId, reviewId, actionItemIds });
  const { enrollmentId } = conference;
  const verificationId = await addVerification(visit, {
    clientId,
    enrollmentId,
    reviewId,
    result,
    reason: why,
    on,
    actionItemIds,
    seen,
  });
  await addToRecord(visit, [
    { kind: 'verification', change: 'verified', clientId, aboutId: verificationId, on },
  ]);
  await addNote(visit, { aboutId: verificationId, clientId, kind: 'note', text: note });
  visit.touch(clientId, reviewId);
  return { verificationId };
}

/** Somebody else's, one that is void, and one after which nobody has to look are not there. */
async function findVerifiable(
  visit: Visit,
  { clientId, reviewId }: Pick<Input, 'clientId' | 'reviewId'>,
): Promise<Verifiable> {
  const whose = { kind: 'review', aboutId: reviewId } as const;
  const [found] = await verifiables(visit, whose, { onlyOpen: false, order: 'newest', limit: 1 });
  if (found?.conference.clientId !== clientId) throw new Refused('not-found');
  return found;
}

async function checkSteps(
  visit: Visit,
  {
    clientId,
    reviewId,
    actionItemIds,
  }: { clientId: string; reviewId: string; actionItemIds: readonly string[] },
) {
  if (actionItemIds.length === 0) return;
  const steps = await planSteps(visit, clientId);
  const known = new Map(
    steps.flatMap(({ stored, planState }) =>
      stored.item.reviewId === reviewId ? [[stored.item.id, planState] as const] : [],
    ),
  );
  const message = actionItemIds.some((id) => !known.has(id))
    ? 'Choose among the steps of this conference.'
    : actionItemIds.some((id) => known.get(id) === 'dropped' || known.get(id) === 'declined')
      ? 'One of these steps was declined or given up since. Leave it out.'
      : null;
  if (message !== null) throw badInput('actionItemIds', message);
}

export async function takeVerificationBack(
  { clientId, verificationId }: InputOf<typeof taking>,
  visit: Visit,
) {
  const [found] = await verificationsById(visit, [verificationId]);
  if (found?.clientId !== clientId) throw new Refused('not-found');
  await endVerification(visit, verificationId, 'recorded-in-error');
  const { today } = await findVerifiable(visit, found);
  await addToRecord(visit, [
    { kind: 'verification', change: 'taken-back', clientId, aboutId: verificationId, on: today },
  ]);
  visit.touch(clientId);
  return {};
}
