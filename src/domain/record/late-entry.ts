import { counted } from '#domain/plurals.ts';
import type { EnrolledProgram } from '#domain/policy-clock/significant-changes.ts';
import { dateKey } from '#domain/program-policy/date-key.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';

/** Where no program of the client rules that day. */
const otherwiseHours = 24;

/** After how many hours an entry of that day is late: what the strictest of the client's programs said then (C-22). */
export function lateEntryHoursOn(
  programs: readonly Pick<EnrolledProgram, 'startedOn' | 'endedOn' | 'policies'>[],
  on: Temporal.PlainDate,
): number {
  const hours = programs.flatMap(({ startedOn, endedOn, policies }) => {
    const key = dateKey(on);
    const runs = dateKey(startedOn) <= key && (endedOn === null || key <= dateKey(endedOn));
    const policy = runs ? policyOn(inOrder(policies), on) : null;
    return policy === null ? [] : [policy.documentation.lateEntryHours];
  });
  return hours.length === 0 ? otherwiseHours : Math.min(...hours);
}

export type LateRule = { timeZone: string; lateEntryHours: number };

export type Entered = {
  on: Temporal.PlainDate;
  /** Null where only the date is known. */
  at: Temporal.Instant | null;
  recordedAt: Temporal.Instant;
};

/**
 * How many days after the event it was written down, or null when that was within the hours of the rule (C-22).
 * An event without a time is taken to have ended with its day, so that nobody is called late who may not have been.
 */
export function daysLate(
  { on, at, recordedAt }: Entered,
  { timeZone, lateEntryHours }: LateRule,
): number | null {
  const latest = at ?? on.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  const hours = latest.until(recordedAt, { largestUnit: 'hours' }).total('hours');
  if (hours <= lateEntryHours) return null;
  const recordedOn = recordedAt.toZonedDateTimeISO(timeZone).toPlainDate();
  return on.until(recordedOn, { largestUnit: 'days' }).days;
}

/** Whoever reads how late it was counts days for a year, and years after that. */
export function lateInWords(on: Temporal.PlainDate, days: number): string {
  const passed = on.until(on.add({ days }), { largestUnit: 'years' });
  if (passed.years < 1) return `Recorded ${counted(days, 'day')} later`;
  const isExact = passed.months === 0 && passed.days === 0;
  return `Recorded ${isExact ? '' : 'more than '}${counted(passed.years, 'year')} later`;
}
