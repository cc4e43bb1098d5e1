import { expect, test } from 'vitest';
import { counted, pluralOf } from './plurals.ts';

test.each([
  [0, 'day', '0 days'],
  [1, 'day', '1 day'],
  [3_646, 'day', '3,646 days'],
  [2, 'young person', '2 young people'],
  [2, 'family', '2 families'],
])('a number and what it counts agree: %i and %s make %s', (number, one, words) => {
  expect(counted(number, one)).toBe(words);
});

test('a plural of its own is given where the word is more than a noun', () => {
  expect(counted(1, 'consent was', 'consents were')).toBe('1 consent was');
  expect(counted(2, 'consent was', 'consents were')).toBe('2 consents were');
  expect(pluralOf('child')).toBe('children');
});
