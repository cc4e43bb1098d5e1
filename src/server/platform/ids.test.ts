import { expect, test } from 'vitest';
import { newId } from './ids.ts';

const at = (millis: number) => Temporal.Instant.fromEpochMilliseconds(1_780_000_000_000 + millis);

test('what is made one after the other sorts so, within one moment too', () => {
  const ids = [0, 0, 0, 0, 1, 1, 2].flatMap((millis) =>
    Array.from({ length: 500 }, () => newId(at(millis))),
  );

  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('as many of one moment as an import makes are each an id of its own, in order', () => {
  const ids = Array.from({ length: 100_000 }, () => newId(at(7)));

  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.findIndex((id, nth) => nth > 0 && id <= (ids[nth - 1] ?? ''))).toBe(-1);
  for (const id of ids.slice(0, 10))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

/** What stands behind the moment, as a number. */
const placeOf = (id: string) => {
  const [, , first = '', second = '', third = ''] = id.split('-');
  return Number.parseInt(`${first.slice(1)}${second.slice(1)}${third.slice(0, 6)}`, 16);
};
const moments = 4_000;
const sorted = (of: (millis: number) => number) =>
  Array.from({ length: moments }, (_, nth) => of(nth)).toSorted((a, b) => a - b);

/** How often the best guess is right, where the higher half is taken for the one and the lower for the other. */
function bestGuess(some: readonly number[], others: readonly number[]) {
  const shares = some.map((limit, nth) => {
    const above = others.filter((other) => other > limit).length;
    return (nth + above) / (moments * 2);
  });
  return Math.max(...shares.map((share) => Math.max(share, 1 - share)));
}

test('by an id nobody can tell whether others were made before it in its moment (REQ-178)', () => {
  const firsts = sorted((nth) => placeOf(newId(at(10_000 + nth))));
  const thirds = sorted((nth) => {
    newId(at(20_000 + nth));
    newId(at(20_000 + nth));
    return placeOf(newId(at(20_000 + nth)));
  });

  expect(bestGuess(firsts, thirds)).toBeLessThan(0.55);
});

test('by two ids of a moment nobody can tell whether another was made between them (REQ-178)', () => {
  const step = (millis: number, isOneLeftOut: boolean) => {
    const before = placeOf(newId(at(millis)));
    if (isOneLeftOut) newId(at(millis));
    return placeOf(newId(at(millis))) - before;
  };
  const neighbors = sorted((nth) => step(30_000 + nth, false));
  const leavingOneOut = sorted((nth) => step(40_000 + nth, true));

  // In order, it can be guessed a little better than by tossing a coin: five times of eight.
  expect(bestGuess(neighbors, leavingOneOut)).toBeLessThan(0.68);
});
