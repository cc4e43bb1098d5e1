import { expect, test } from 'vitest';
import { minutesOf, unitsOf } from './units.ts';

const minutes = [
  0, 1, 7, 8, 14, 15, 16, 22, 23, 29, 30, 37, 38, 45, 52, 53, 60, 67, 68, 90,
] as const;

test.each([
  ['floor15', [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 6]],
  ['eight_minute', [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 6]],
  ['first_minute', [0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 6]],
  ['ceil15', [0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 6]],
] as const)('units by %s are those of the table, minute by minute', (rule, expected) => {
  expect(minutes.map((each) => unitsOf(rule, each))).toEqual(expected);
});

test('a tenth of an hour is the nearest six minutes, and no rule means no unit', () => {
  expect([0, 2, 3, 6, 8, 9, 60].map((each) => unitsOf('tenth_hour', each))).toEqual([
    0, 0, 1, 1, 1, 2, 10,
  ]);
  expect(minutes.map((each) => unitsOf('none', each))).toEqual(minutes.map(() => null));
});

test.each([
  ['2027-03-15T14:00:00Z', '2027-03-15T14:37:59Z', 37],
  // The clocks change in between: what counts is how long it lasted.
  ['2026-11-01T01:45:00-04:00', '2026-11-01T01:15:00-05:00', 30],
  ['2026-03-08T01:45:00-05:00', '2026-03-08T03:15:00-04:00', 30],
])('from %s until %s are %i whole minutes', (from, until, expected) => {
  const at = Temporal.Instant.from;
  expect(minutesOf({ from: at(from), until: at(until) })).toBe(expected);
});
