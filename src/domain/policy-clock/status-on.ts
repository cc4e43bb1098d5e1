import { dateKey, daysBetween } from '#domain/program-policy/date-key.ts';
import type { StandingObligation } from './standing.ts';

/** In the order in which they win over one another. */
export const statuses = [
  'exempt',
  'paused',
  'closed',
  'not_required',
  'satisfied',
  'snoozed',
  'current',
  'open',
  'due_soon',
  'due_today',
  'overdue',
] as const;

export type Status = (typeof statuses)[number];

export type ObligationStatus = StandingObligation & {
  asOf: Temporal.PlainDate;
  /** `current` is not due yet; `open` has no due date and ages. */
  status: Status;
  /** Below zero when overdue; null without a due date or when nothing is owed. */
  daysLeft: number | null;
  /** Late, but the policy labels it as within grace; it counts as late all the same. */
  isWithinGrace: boolean;
  /** Days since the trigger, while its duty is open. */
  openDays: number | null;
};

/** What a standing obligation means on a day: the only place that compares a due date with today. */
export function statusOn(standing: StandingObligation, asOf: Temporal.PlainDate): ObligationStatus {
  const { state, dueOn, kind, anchor, graceDays } = standing;
  const isRunning = state === 'open' || state === 'paused' || state === 'snoozed';
  const daysLeft = isRunning && dueOn !== null ? daysBetween(asOf, dueOn) : null;
  const status = state === 'open' ? openStatus(standing, daysLeft, dateKey(asOf)) : state;
  return {
    ...standing,
    asOf,
    status,
    daysLeft,
    isWithinGrace: status === 'overdue' && daysLeft !== null && -daysLeft <= graceDays,
    openDays:
      isRunning && kind === 'trigger' && anchor !== null ? daysBetween(anchor.on, asOf) : null,
  };
}

function openStatus(
  { dueSoonOn }: StandingObligation,
  daysLeft: number | null,
  today: number,
): Status {
  if (daysLeft === null) return 'open';
  if (daysLeft < 0) return 'overdue';
  if (daysLeft === 0) return 'due_today';
  return dueSoonOn !== null && dateKey(dueSoonOn) <= today ? 'due_soon' : 'current';
}
