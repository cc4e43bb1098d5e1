import { expect, test } from 'vitest';
import { minutesHeld } from './hold-words.ts';

test.each([
  ['2027-03-15T14:00:29Z', 'less than a minute'],
  ['2027-03-15T14:01:10Z', '1 min'],
  ['2027-03-15T14:24:00Z', '24 min'],
])('a review from ten to %s took %s (REQ-109)', (until, words) => {
  expect(minutesHeld('2027-03-15T14:00:00Z', until)).toBe(words);
});
