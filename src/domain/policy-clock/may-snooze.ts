import { allow, refuse, type Decision } from '#domain/decision.ts';
import { dateKey } from '#domain/program-policy/date-key.ts';
import type { ObligationKey } from './obligation-key.ts';
import type { StandingObligation } from './standing.ts';

/** What the policy puts no date on would otherwise never come back by itself. */
const longestSnoozeDays = 30;

export const snoozeRefusals = {
  'snooze-nothing-open': 'There is nothing to snooze: no conference is owed here at present.',
  'snooze-crisis': 'A crisis cannot be snoozed. Plan a conference, or log an attempt.',
  'snooze-overdue':
    'This is required and due, so it stays on the list. Plan a conference, or log an attempt.',
  'snooze-not-ahead': 'Choose a day after today: on that day it shows again.',
  'snooze-past-due-date': 'This is required: choose a day no later than its due date.',
  'snooze-too-long': `Choose a day within the next ${longestSnoozeDays} days.`,
} as const;

export type SnoozeRefusal = keyof typeof snoozeRefusals;

export type Snooze = ObligationKey & { from: Temporal.PlainDate; until: Temporal.PlainDate };

/** Whether an open duty may stay off the list until that day; one that is snoozed already may be snoozed anew. */
export function maySnooze(
  standing: StandingObligation,
  until: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Decision<Snooze, SnoozeRefusal> {
  const latest = latestSnooze(standing, today);
  if (!latest.allowed) return latest;
  if (dateKey(until) <= dateKey(today)) return refuse('snooze-not-ahead');
  if (dateKey(until) > dateKey(latest.value))
    return refuse(isDated(standing) ? 'snooze-past-due-date' : 'snooze-too-long');
  const { ruleId, occurrenceId } = standing;
  return allow({ ruleId, occurrenceId, from: today, until });
}

/** The last day that may be chosen, or why there is none. */
export function latestSnooze(
  standing: StandingObligation,
  today: Temporal.PlainDate,
): Decision<Temporal.PlainDate, SnoozeRefusal> {
  const { state, severity, dueOn } = standing;
  if (state !== 'open' && state !== 'snoozed') return refuse('snooze-nothing-open');
  if (severity === 'crisis') return refuse('snooze-crisis');
  if (!isDated(standing) || dueOn === null) return allow(today.add({ days: longestSnoozeDays }));
  return dateKey(dueOn) <= dateKey(today) ? refuse('snooze-overdue') : allow(dueOn);
}

const isDated = ({ strength, dueOn }: StandingObligation) =>
  strength === 'required' && dueOn !== null;
