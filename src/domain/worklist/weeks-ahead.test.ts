import { expect, test } from 'vitest';
import { bucketsFrom, spansOf, whens } from './weeks-ahead.ts';

const day = (iso: string) => Temporal.PlainDate.from(iso);

const inWords = (today: string) =>
  bucketsFrom(day(today)).map(({ key, span }) =>
    typeof span === 'string'
      ? key
      : `${key} ${span.first?.toString() ?? '…'} to ${span.last?.toString() ?? '…'}`,
  );

test('weeks end on Sunday, and this one begins today', () => {
  expect(inWords('2026-12-03')).toEqual([
    'crisis',
    'late … to 2026-12-02',
    'week-1 2026-12-03 to 2026-12-06',
    'week-2 2026-12-07 to 2026-12-13',
    'week-3 2026-12-14 to 2026-12-20',
    'week-4 2026-12-21 to 2026-12-27',
    'week-5 2026-12-28 to 2027-01-03',
    'later 2027-01-04 to …',
    'no-date',
  ]);
});

test.each(['2026-12-06', '2026-12-07', '2024-02-28'])(
  'seen on %s, every date is in exactly one bucket',
  (today) => {
    for (let days = -40; days < 60; days += 1) {
      const on = day(today).add({ days });
      const holding = bucketsFrom(day(today)).filter(
        ({ span }) =>
          typeof span !== 'string' &&
          (span.first === null || Temporal.PlainDate.compare(span.first, on) <= 0) &&
          (span.last === null || Temporal.PlainDate.compare(on, span.last) <= 0),
      );
      expect(holding).toHaveLength(1);
    }
  },
);

test('a crisis stands before every date, and what is due leaves out only what comes later than the five weeks', () => {
  expect(spansOf('due', day('2026-12-03'))).toEqual([
    'crisis',
    { first: null, last: day('2027-01-03') },
    'no-date',
  ]);
  expect(spansOf('all', day('2026-12-03'))).toEqual([
    'crisis',
    { first: null, last: null },
    'no-date',
  ]);
  expect(whens.every((when) => spansOf(when, day('2026-12-03')).length > 0)).toBe(true);
});
