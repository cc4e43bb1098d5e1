import type { notePreparation as contract } from '#contract/billing.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { savePreparation } from '#server/stores/billing/billing.ts';
import { billingCase, billsNothing, findClosed } from './review-to-bill.ts';

/** Everybody writes down their own; the latest number is the one that holds. */
export async function notePreparation(
  { reviewId, minutes }: InputOf<typeof contract>,
  visit: Visit,
) {
  const { closing, verdict } = await billingCase(visit, await findClosed(visit, reviewId));
  if (!verdict.bills) throw billsNothing();
  const { clientId } = closing;
  await savePreparation(visit, { reviewId, clientId, minutes });
  visit.touch(clientId, reviewId);
  return {};
}
