import type { BillingRule } from '#domain/program-policy/policy-rules.ts';

export type Interval = { from: Temporal.Instant; until: Temporal.Instant };

/** Whole minutes: what is left of the last one is not time that anybody bills. */
export const minutesOf = ({ from, until }: Interval): number =>
  Math.max(0, Math.floor((until.epochMilliseconds - from.epochMilliseconds) / 60_000));

/** How many units so many minutes make; null where the agency has chosen no unit. Always rounded after adding up. */
export function unitsOf(rule: BillingRule['unitRule'], minutes: number): number | null {
  switch (rule) {
    case 'none':
      return null;
    case 'floor15':
      return Math.floor(minutes / 15);
    case 'eight_minute':
      return Math.floor((minutes + 7) / 15);
    case 'first_minute':
      return minutes < 1 ? 0 : Math.max(1, Math.floor((minutes + 7) / 15));
    case 'ceil15':
      return Math.ceil(minutes / 15);
    case 'tenth_hour':
      return Math.round(minutes / 6);
  }
}

/** What both have in common; null where they do not meet. */
export function overlapOf(one: Interval, other: Interval): Interval | null {
  const from = laterOf(one.from, other.from);
  const until = earlierOf(one.until, other.until);
  return Temporal.Instant.compare(from, until) < 0 ? { from, until } : null;
}

const laterOf = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) < 0 ? other : one;
const earlierOf = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) < 0 ? one : other;
