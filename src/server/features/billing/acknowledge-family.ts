import type { acknowledgeFamily as contract } from '#contract/billing.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addAcknowledgement } from '#server/stores/billing/billing-acknowledgements.ts';
import { billingCase, findClosed } from './review-to-bill.ts';

/** Whoever supervises the program answers for it that family alone was enough to bill. */
export async function acknowledgeFamily({ reviewId }: InputOf<typeof contract>, visit: Visit) {
  const closing = await findClosed(visit, reviewId);
  if (!visit.supervisedProgramIds.includes(closing.programId))
    throw new Refused('not-yours-to-acknowledge');
  const { isWaiting, acknowledged } = await billingCase(visit, closing);
  if (!isWaiting && acknowledged === null) throw new Refused('nothing-to-acknowledge');
  const { clientId } = closing;
  await addAcknowledgement(visit, { reviewId, clientId });
  visit.touch(clientId, reviewId);
  return {};
}
