import type { Consent, Moment } from './consent.ts';

export type Day = { on: Temporal.PlainDate; timeZone: string; now: Temporal.Instant };

/** When something was told: the last moment of the minute or, where the hour is not known, of the day; never one to come. */
export function toldAt({ on, timeZone, now }: Day, time: Temporal.PlainTime | null) {
  const last =
    time === null
      ? Temporal.PlainTime.from('23:59:59')
      : time.with({ second: 59, millisecond: 999, microsecond: 0, nanosecond: 0 });
  const ends = on.toZonedDateTime({ timeZone, plainTime: last }).toInstant();
  return earlierOf(ends, now);
}

/** From its begin up to the one that follows, which is no part of it. */
type Span = { begins: Temporal.Instant; next: Temporal.Instant };

/**
 * The moments at which a minute, or a day without an hour, is judged: as it began, after each change of a paper since, and as it ended.
 * Nobody knows whether something was told before or after what was recorded or taken back in it, so the stricter reading wins.
 */
export function momentsOf(
  day: Day,
  time: Temporal.PlainTime | null,
  consents: readonly Consent[],
): Moment[] {
  const { on, now } = day;
  const changes = consents.flatMap(changesOf).toSorted(Temporal.Instant.compare);
  return (time === null ? [wholeDay(day)] : minutesOf(day, time))
    .filter(({ begins }) => !isBefore(now, begins))
    .flatMap(({ begins, next }) => [
      begins,
      ...changes.filter((at) => !isBefore(at, begins) && isBefore(at, next) && !isBefore(now, at)),
      earlierOf(next.subtract({ nanoseconds: 1 }), now),
    ])
    .map((at) => ({ at, on }));
}

const wholeDay = ({ on, timeZone }: Day): Span => ({
  begins: on.toZonedDateTime(timeZone).toInstant(),
  next: on.add({ days: 1 }).toZonedDateTime(timeZone).toInstant(),
});

/** Two of the hour that the autumn change repeats. The one under which it is written down stands last. */
function minutesOf({ on, timeZone }: Day, time: Temporal.PlainTime): Span[] {
  const local = on.toPlainDateTime(time.round({ smallestUnit: 'minute', roundingMode: 'floor' }));
  const earlier = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = local.toZonedDateTime(timeZone, { disambiguation: 'later' });
  // An hour that the spring change leaves out is the one after it, as the clock shows it then.
  const comesTwice = !earlier.equals(later) && earlier.toPlainDateTime().equals(local);
  const readings = comesTwice ? [later, earlier] : [later];
  return readings.map((reading) => {
    const begins = reading.toInstant();
    return { begins, next: begins.add({ minutes: 1 }) };
  });
}

const isBefore = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) < 0;

const earlierOf = (one: Temporal.Instant, other: Temporal.Instant) =>
  isBefore(one, other) ? one : other;

const changesOf = (paper: Consent): Temporal.Instant[] =>
  [
    paper.recordedAt,
    paper.revokedAt,
    paper.supersededAt,
    ...[...paper.recipients, ...paper.disclosers, ...paper.excluded].map(
      (party) => party.recordedAt,
    ),
  ].filter((each) => each !== null);
