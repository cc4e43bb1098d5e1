import type { Consent, Moment } from './consent.ts';

export type Day = { on: Temporal.PlainDate; timeZone: string; now: Temporal.Instant };

/** When something was told: the last moment of the minute or, where the hour is not known, of the day; never one to come. */
export function toldAt({ on, timeZone, now }: Day, time: Temporal.PlainTime | null) {
  const last =
    time === null
      ? Temporal.PlainTime.from('23:59:59')
      : time.with({ second: 59, millisecond: 999, microsecond: 0, nanosecond: 0 });
  const ends = on.toZonedDateTime({ timeZone, plainTime: last }).toInstant();
  return isBefore(ends, now) ? ends : now;
}

/**
 * The moments at which a day without an hour is judged, the last one last: as it began, and after each change of a paper since. What
 * was recorded or taken back in the course of a day did not hold all day long, and the stricter reading wins.
 */
export function momentsOfDay(day: Day, consents: readonly Consent[]): Moment[] {
  const { on, timeZone } = day;
  const begins = on.toZonedDateTime(timeZone).toInstant();
  const ends = toldAt(day, null);
  const changes = consents
    .flatMap(changesOf)
    .filter((at) => !isBefore(at, begins) && !isBefore(ends, at))
    .toSorted(Temporal.Instant.compare);
  return [begins, ...changes, ends].map((at) => ({ at, on }));
}

const isBefore = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) < 0;

const changesOf = (paper: Consent): Temporal.Instant[] =>
  [
    paper.recordedAt,
    paper.revokedAt,
    paper.supersededAt,
    ...[...paper.recipients, ...paper.disclosers, ...paper.excluded].map(
      (party) => party.recordedAt,
    ),
  ].filter((each) => each !== null);
