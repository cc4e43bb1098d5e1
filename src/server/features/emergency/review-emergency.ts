import type { reviewEmergency as contract } from '#contract/emergency.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { reviewEmergency as judge } from '#domain/access/emergency.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { lockEmergency, settleEmergency } from '#server/stores/audit/emergencies.ts';

export async function reviewEmergency(
  { accessId, outcome, note }: InputOf<typeof contract>,
  visit: Visit,
) {
  const found = await lockEmergency(visit, accessId);
  if (!found) throw new Refused('not-found');
  const decision = judge({ ...found, isReviewed: found.review !== null }, visit.actor);
  if (!decision.allowed) throw new Refused(decision.refusal);
  visit.touch(found.clientId);
  await settleEmergency(visit, found, { outcome, note });
  return { done: true } as const;
}
