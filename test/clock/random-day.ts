import { day } from '#domain/policy-clock/given-facts.ts';
import type { Chance } from './random.ts';

/** The days on which calendars are wrong: ends of months, leap days, changes of the clock, holidays. */
const difficult = [
  '2023-08-31', '2024-02-28', '2024-02-29', '2024-03-01', '2024-03-10', '2024-08-31', '2024-11-03',
  '2025-02-28', '2025-03-09', '2025-03-30', '2025-04-06', '2025-05-31', '2025-08-28', '2025-08-29',
  '2025-08-30', '2025-08-31', '2025-10-05', '2025-10-26', '2025-11-02', '2025-11-27', '2025-12-31',
] as const; // prettier-ignore

export const someDay = (chance: Chance, within: number) =>
  chance.once(3)
    ? day(chance.pick(difficult))
    : day('2024-02-15').add({ days: chance.below(within) });
