import type { noteCopyGiven as contract } from '#contract/consent-papers.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { copyOutOfTime, mayBeGivenOn } from '#domain/consent/flaws-of-consent.ts';
import { badInput } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { saveCopyGiven } from '#server/stores/consents/consent-details.ts';
import { lockToChange } from './may-change.ts';

/** A copy is mostly printed and handed over once the consent is recorded. */
export async function noteCopyGiven(
  { consentId, on }: InputOf<typeof contract>,
  visit: Visit,
): Promise<{ done: true }> {
  const { clientId, signedOn } = await lockToChange(visit, consentId);
  const day = Temporal.PlainDate.from(on);
  if (!mayBeGivenOn(day, { signedOn, today: visit.today }))
    throw badInput('on', `${copyOutOfTime}.`);
  await saveCopyGiven(visit, consentId, day);
  visit.touch(clientId, consentId);
  return { done: true };
}
