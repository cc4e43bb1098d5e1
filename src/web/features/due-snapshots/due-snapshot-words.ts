import type { DueSnapshot } from '#contract/due-snapshots.ts';
import { dayInWords, figureInWords } from '#domain/words.ts';
import { momentInWords } from '#web/shell/clock-words.ts';
import { counted } from '#domain/plurals.ts';

/** "Tue 31 Mar 2026, as it was known then" */
export const titleOf = ({ asOf, knowledge }: Pick<DueSnapshot, 'asOf' | 'knowledge'>) =>
  `${dayInWords(asOf)}, ${knowledge === 'then' ? 'as it was known then' : 'with today’s knowledge'}`;

export const knownWords = ({ knownAt }: Pick<DueSnapshot, 'knownAt'>, timeZone: string) =>
  `What was recorded by ${momentInWords(Temporal.Instant.from(knownAt).toZonedDateTimeISO(timeZone))}.`;

export function progressWords({ state, total, lookedAt }: DueSnapshot): string {
  if (state === 'cancelled') return 'Cancelled';
  if (state === 'done') return `${counted(lookedAt, 'enrollment')} looked at`;
  return total === null
    ? 'Waiting to begin'
    : `${figureInWords(lookedAt)} of ${counted(total, 'enrollment')}`;
}
