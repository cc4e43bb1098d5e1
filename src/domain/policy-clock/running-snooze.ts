import { dateKey } from '#domain/program-policy/date-key.ts';
import type { ClockView } from './clock-view.ts';
import type { Duty } from './duty.ts';
import type { SnoozeFact } from './facts.ts';
import { obligationKey } from './obligation-key.ts';
import type { Flags } from './standing.ts';

/**
 * The snooze that hides an open duty on the day looked at. It was set for this turn of the duty: a conference since then
 * begins another one. What is required shows again on its due date at the latest, wherever the facts have moved that date.
 */
export function runningSnooze(
  { facts, dayKey }: ClockView,
  duty: Duty,
  { dueOn, sinceKey }: { dueOn: Temporal.PlainDate | null; sinceKey: number },
): Flags['snooze'] {
  if (facts.snoozes.length === 0 || duty.severity === 'crisis') return null;
  const key = obligationKey(duty);
  const last = facts.snoozes
    .filter((each) => {
      const from = dateKey(each.from);
      return obligationKey(each) === key && from <= dayKey && from >= sinceKey;
    })
    .reduce<SnoozeFact | null>(laterSet, null);
  if (last === null) return null;
  const { id, reason } = last;
  const until =
    duty.strength === 'required' && dueOn !== null && dateKey(dueOn) < dateKey(last.until)
      ? dueOn
      : last.until;
  return dayKey < dateKey(until) ? { id, until, reason } : null;
}

/** Who snoozes again replaces what was set before, also to see it sooner. */
function laterSet(one: SnoozeFact | null, other: SnoozeFact): SnoozeFact {
  if (one === null) return other;
  const apart =
    dateKey(one.from) - dateKey(other.from) ||
    one.recordedAt.epochMilliseconds - other.recordedAt.epochMilliseconds;
  return apart > 0 || (apart === 0 && one.id > other.id) ? one : other;
}
