import type { sayAsGuest as contract } from '#contract/guest.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { stepWord, type StepWordRefusal } from '#domain/action-items/step-word.ts';
import type { GuestVisit } from '#server/platform/guest-door.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import { saveStepWord } from '#server/stores/guest/guest-step-words.ts';

const wrongDay: Readonly<Record<StepWordRefusal, string>> = {
  'until-missing': 'Enter the day until which you need more time.',
  'until-passed': 'This day has passed. Enter today or a later day.',
  'until-too-late': 'Enter a day within a year from now.',
  'until-unasked': 'Leave the day empty, unless you need more time.',
};

/** A word to whoever follows the step up; of what is not theirs, or settled, they hear what everybody hears. */
export async function sayAsGuest(
  { actionItemId, said, until }: InputOf<typeof contract>,
  visit: GuestVisit,
) {
  const day = until === '' ? null : Temporal.PlainDate.from(until);
  const decision = stepWord({ said, until: day }, visit.today);
  if (!decision.allowed) throw badInput('until', wrongDay[decision.refusal]);
  const clientId = await saveStepWord(visit, actionItemId, decision.value);
  if (clientId === null) throw new Refused('guest-over');
  visit.touch(clientId, actionItemId);
  return { done: true as const };
}
