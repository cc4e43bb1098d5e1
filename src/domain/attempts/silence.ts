import type { AttemptRule } from '#domain/program-policy/program-policy.ts';

const usualSilenceDays = 5;

/** After so many days an unanswered invitation is silence. */
export const silenceDaysOf = ({ silenceDays }: Pick<AttemptRule, 'silenceDays'>) =>
  silenceDays ?? usualSilenceDays;

type Sent = { sentAt: Temporal.Instant; silentUntil: Temporal.Instant };

/** Whole days are counted by the program's calendar: sent on the 1st, five days of silence are over on the 6th. */
export function isSilence(
  { sentAt, silentUntil }: Sent,
  { timeZone, days }: { timeZone: string; days: number },
): boolean {
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(timeZone).toPlainDate();
  return dayOf(sentAt).until(dayOf(silentUntil)).days >= days;
}
