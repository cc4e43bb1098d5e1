import { expect, test } from 'vitest';
import { flawOfLastDay } from './last-day.ts';

const day = (iso: string) => Temporal.PlainDate.from(iso);
const today = day('2027-03-15');

test.each([
  ['no day', null, /enter the last day/],
  ['yesterday', day('2027-03-14'), /passed/],
  ['a day of a far year', day('2199-01-01'), /two years/],
])(
  'an auditor has a last day that is still to come: %s will not do (EP-17)',
  (_, lastDay, words) => {
    expect(flawOfLastDay(lastDay, today)).toMatch(words);
  },
);

test('today will do, and so will two years from now (EP-17)', () => {
  expect(flawOfLastDay(today, today)).toBeNull();
  expect(flawOfLastDay(today.add({ years: 2 }), today)).toBeNull();
});
