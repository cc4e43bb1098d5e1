import { expect, test } from 'vitest';
import { plain } from '#domain/policy-clock/given-facts.ts';
import { standingObligations } from '#domain/policy-clock/standing-obligations.ts';
import { historyOf } from './random-history.ts';
import { chanceOf } from './random.ts';

test('until the date that it names nothing changes, whatever the policies and the facts are', () => {
  const wrong = Array.from({ length: 1_000 }, (_, seed) => {
    const { enrollment, facts, when } = historyOf(chanceOf(seed));
    const on = (asOf: Temporal.PlainDate) =>
      JSON.stringify(plain(standingObligations(enrollment, facts, { ...when, asOf })));
    const [now] = standingObligations(enrollment, facts, when);
    const until = now?.changesOn ?? when.asOf.add({ days: 500 });
    const length = when.asOf.until(until).days;
    const days = [1, Math.floor(length / 3), Math.floor(length / 2), length - 1];
    const said = on(when.asOf);
    return days.some((day) => day > 0 && day < length && on(when.asOf.add({ days: day })) !== said)
      ? [seed]
      : [];
  }).flat();

  expect(wrong).toEqual([]);
});
