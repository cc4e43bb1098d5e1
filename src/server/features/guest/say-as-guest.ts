import type { sayAsGuest as contract } from '#contract/guest.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { statusUpdate, type StatusUpdateRefusal } from '#domain/action-items/status-update.ts';
import type { GuestVisit } from '#server/platform/guest-door.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import { saveStatusUpdate } from '#server/stores/guest/guest-status-updates.ts';

const wrongDay: Readonly<Record<StatusUpdateRefusal, string>> = {
  'until-missing': 'Enter the day until which you need more time.',
  'until-passed': 'This day has passed. Enter today or a later day.',
  'until-too-late': 'Enter a day within a year from now.',
  'until-unasked': 'Leave the day empty, unless you need more time.',
};

/** Told to whoever follows the step up; of what is not theirs, or settled, they hear what everybody hears. */
export async function sayAsGuest(
  { actionItemId, said, until }: InputOf<typeof contract>,
  visit: GuestVisit,
) {
  const day = until === '' ? null : Temporal.PlainDate.from(until);
  const decision = statusUpdate({ said, until: day }, visit.today);
  if (!decision.allowed) throw badInput('until', wrongDay[decision.refusal]);
  const clientId = await saveStatusUpdate(visit, actionItemId, decision.value);
  if (clientId === null) throw new Refused('guest-over');
  visit.touch(clientId, actionItemId);
  return { done: true as const };
}
