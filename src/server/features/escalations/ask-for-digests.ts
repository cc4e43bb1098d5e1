import type { Rounds } from '#server/platform/daily.ts';
import { inEachByDay } from '#server/stores/by-day.ts';
import { askForDigests as ask } from '#server/stores/clock/escalations.ts';

/** Once a day for each agency, in its own zone, everybody whom a rule names is told that something is due. Answers how many. */
export const askForDigests = (rounds: Rounds) =>
  inEachByDay(rounds, ({ tx, today }) => ask(tx, today));
