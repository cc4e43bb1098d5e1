import type { Mode } from './conference.ts';

type Planned = {
  state: string;
  mode: Mode;
  timeZone: string;
  endsAt: Temporal.Instant;
  startedAt: Temporal.Instant | null;
};

export const missedKinds = ['not-begun', 'not-ended'] as const;
export type Missed = (typeof missedKinds)[number];

/** Its time is over and nobody began it, or it was begun on an earlier day and nobody ended it. An exchange by email takes its days. */
export function whatWasMissed(planned: Planned, at: Temporal.Instant): Missed | null {
  const { state, mode, timeZone, endsAt, startedAt } = planned;
  if (Temporal.Instant.compare(endsAt, at) > 0) return null;
  if (state === 'scheduled') return 'not-begun';
  if (state !== 'in-session' || mode === 'email' || startedAt === null) return null;
  const dayOf = (moment: Temporal.Instant) => moment.toZonedDateTimeISO(timeZone).toPlainDate();
  return Temporal.PlainDate.compare(dayOf(startedAt), dayOf(at)) < 0 ? 'not-ended' : null;
}
