const lateEntryHours = 24;

export type Entered = {
  on: Temporal.PlainDate;
  /** Null where only the date is known. */
  at: Temporal.Instant | null;
  recordedAt: Temporal.Instant;
};

/**
 * How many days after the event it was written down, or null when that was within 24 hours (C-22).
 * An event without a time is taken to have ended with its day, so that nobody is called late who may not have been.
 */
export function daysLate({ on, at, recordedAt }: Entered, timeZone: string): number | null {
  const latest = at ?? on.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  const hours = latest.until(recordedAt, { largestUnit: 'hours' }).total('hours');
  if (hours <= lateEntryHours) return null;
  const recordedOn = recordedAt.toZonedDateTimeISO(timeZone).toPlainDate();
  return on.until(recordedOn, { largestUnit: 'days' }).days;
}

export const lateInWords = (days: number) =>
  days === 1 ? 'Recorded 1 day later' : `Recorded ${days} days later`;
