import { dateKey } from '#domain/program-policy/date-key.ts';
import type {
  BusinessCalendar,
  CadenceRule,
  Interval,
} from '#domain/program-policy/program-policy.ts';

/** Days are added as days, months as calendar months that end on a short month's last day. */
export function dueOn(
  anchorOn: Temporal.PlainDate,
  { value, unit }: Interval,
  times = 1,
): Temporal.PlainDate {
  return unit === 'day'
    ? anchorOn.add({ days: value * times })
    : anchorOn.add({ months: value * times });
}

type Cycle = { number: number; dueOn: Temporal.PlainDate };

/**
 * The cycle to be met next: each is counted from the original date, so it never drifts. A conference
 * meets the cycle that it falls into, the first one from its very first day.
 */
export function nextFixedCycle(
  originOn: Temporal.PlainDate,
  interval: Interval,
  lastHeldOn: Temporal.PlainDate | null,
): Cycle {
  if (lastHeldOn === null) return { number: 1, dueOn: dueOn(originOn, interval) };
  const { days, months } = originOn.until(lastHeldOn, {
    largestUnit: interval.unit === 'day' ? 'day' : 'month',
  });
  const passed = interval.unit === 'day' ? days : months;
  const held = dateKey(lastHeldOn);
  let met = Math.max(1, Math.floor(passed / interval.value));
  while (dateKey(dueOn(originOn, interval, met)) < held) met += 1;
  return { number: met + 1, dueOn: dueOn(originOn, interval, met + 1) };
}

/** The date to show beside a due date that falls on a day off; the due date itself never moves. */
export function labelOn(
  due: Temporal.PlainDate,
  rule: CadenceRule['nonBusinessDay'],
  calendar: BusinessCalendar | undefined,
): Temporal.PlainDate {
  if (rule === 'keep') return due;
  const isDayOff = (date: Temporal.PlainDate) =>
    (calendar?.weekend ?? [6, 7]).includes(date.dayOfWeek) ||
    (calendar?.holidays ?? []).some((holiday) => holiday.equals(date));
  const step = { days: rule === 'next_business_day' ? 1 : -1 };
  let label = due;
  while (isDayOff(label)) label = label.add(step);
  return label;
}
