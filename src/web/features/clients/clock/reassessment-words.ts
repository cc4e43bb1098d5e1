import type { ProgramFacts } from '#contract/clock-facts/read-clock-facts.ts';
import { dayInWords } from '#domain/words.ts';

/** "A conference from Mon 20 Apr 2026 until Fri 19 Jun 2026 counts." */
export function windowInWords(
  { window, conference }: Pick<ProgramFacts, 'window' | 'conference'>,
  on: string,
): string {
  if (window === null) return '';
  if (on === '')
    return `A ${conference} counts from ${window.beforeDays} days before until ${window.afterDays} days after.`;
  const day = Temporal.PlainDate.from(on);
  const from = day.subtract({ days: window.beforeDays }).toString();
  const until = day.add({ days: window.afterDays }).toString();
  return spanInWords(conference, { from, until });
}

export const spanInWords = (conference: string, { from, until }: { from: string; until: string }) =>
  `A ${conference} from ${dayInWords(from)} until ${dayInWords(until)} counts.`;
