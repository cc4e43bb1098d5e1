import type { DateFlaw } from '#domain/policy-clock/fact-dates.ts';
import { Refused } from '#server/platform/refused.ts';

/** The domain's flaw of a date, as the field that the form shows it at. */
export function refuseFlaw(flaw: DateFlaw | null) {
  if (flaw !== null) throw new Refused('bad-input', [flaw]);
}

export const dateOf = (iso: string) => (iso === '' ? null : Temporal.PlainDate.from(iso));

/** A last day as people say it, and the first day after it as the clock reads it. */
export const dayAfter = (on: Temporal.PlainDate | null) => on?.add({ days: 1 }) ?? null;
export const dayBefore = (on: Temporal.PlainDate | null) => on?.subtract({ days: 1 }) ?? null;
