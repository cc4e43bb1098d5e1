import { expect, test } from 'vitest';
import { civilDate } from './civil-date.ts';

test('a date is the one that its text says, and made once', () => {
  expect(civilDate('2027-03-12').toString()).toBe('2027-03-12');
  expect(civilDate('2027-03-12')).toBe(civilDate('2027-03-12'));
  expect(civilDate('2027-03-13').toString()).toBe('2027-03-13');
  expect(() => civilDate('2027-02-30')).toThrow(RangeError);
});

test('what stands outside the years of a caseload does not fill the memory, and stays right', () => {
  const first = civilDate('1900-01-01');
  let day = first;
  for (let nth = 0; nth < 9_000; nth += 1) {
    day = day.add({ days: 1 });
    expect(civilDate(day.toString()).equals(day)).toBe(true);
  }
  expect(civilDate('1900-01-01')).not.toBe(first);
  expect(civilDate('1900-01-01').equals(first)).toBe(true);
});
