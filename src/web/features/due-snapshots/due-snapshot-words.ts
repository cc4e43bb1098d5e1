import type { DueSnapshot } from '#contract/due-snapshots.ts';
import { dayInWords, momentInWords } from '#domain/words.ts';

/** "Tue 31 Mar 2026, as it was known then" */
export const titleOf = ({ asOf, knowledge }: Pick<DueSnapshot, 'asOf' | 'knowledge'>) =>
  `${dayInWords(asOf)}, ${knowledge === 'then' ? 'as it was known then' : 'with today’s knowledge'}`;

export const knownWords = ({ knownAt }: Pick<DueSnapshot, 'knownAt'>, timeZone: string) =>
  `What was recorded by ${momentInWords(Temporal.Instant.from(knownAt).toZonedDateTimeISO(timeZone))}.`;

const number = new Intl.NumberFormat('en-US');
export const counted = (count: number) => number.format(count);

export function progressWords({ state, total, lookedAt }: DueSnapshot): string {
  if (state === 'cancelled') return 'Cancelled';
  if (state === 'done') return `${counted(lookedAt)} enrollments looked at`;
  return total === null
    ? 'Waiting to begin'
    : `${counted(lookedAt)} of ${counted(total)} enrollments`;
}
