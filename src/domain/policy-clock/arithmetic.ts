import { counted } from '#domain/plurals.ts';
import type { Interval } from '#domain/program-policy/program-policy.ts';
import { dayMonthYear } from './plain-words.ts';
import type { Anchor, StandingObligation } from './standing.ts';

const lengthOf = ({ value, unit }: Interval) =>
  counted(value, unit === 'day' ? 'day' : 'calendar month');

const anchorWords: Record<Anchor['kind'], string> = {
  conference: 'held',
  recorded_elsewhere: 'held elsewhere',
  enrollment: 'enrolled',
  policy_start: 'rule began',
  fixed_cycle: 'enrolled',
  trigger: 'reported',
  reassessment: 'reassessment',
  beside: 'in two programs',
  key_provider: 'key provider last there or named',
};

/** How the due date comes about, as a sum: "held 31 Aug 2025 + 6 calendar months = 28 Feb 2026, month end". */
export function arithmeticOf(
  { anchor, basis, dueOn, moved }: StandingObligation,
  enrolledOn: Temporal.PlainDate,
): string | null {
  if (anchor === null) return null;
  const isCycle = basis.code === 'fixed_cycle';
  const from = isCycle ? enrolledOn : anchor.on;
  const start = `${anchorWords[anchor.kind]} ${dayMonthYear(from)}`;
  const due = moved?.from ?? dueOn;
  if (due === null) return `${start}; the rule sets no date`;
  const sum = (length: string) => `${start} + ${length} = ${dayMonthYear(due)}`;
  if (basis.code === 'within_days') return sum(counted(basis.days, 'day'));
  if (basis.code === 'joint')
    return basis.days === 0 ? `${start}, due that day` : sum(counted(basis.days, 'day'));
  if (basis.code === 'event_window') return sum(counted(basis.afterDays, 'day'));
  if (!('interval' in basis)) return null;
  const isClamped = basis.interval.unit === 'calendar_month' && due.day < from.day;
  const times = isCycle && basis.cycle > 1 ? `${basis.cycle} × ` : '';
  return sum(times + lengthOf(basis.interval)) + (isClamped ? ', month end' : '');
}

/** What moved the due date away from its sum, and to where. */
export function movedText({ moved, dueOn }: StandingObligation): string | null {
  if (moved === null || dueOn === null) return null;
  const by = moved.by === 'pause' ? 'a pause' : 'documented attempts';
  return `moved from ${dayMonthYear(moved.from)} to ${dayMonthYear(dueOn)} by ${by}`;
}
