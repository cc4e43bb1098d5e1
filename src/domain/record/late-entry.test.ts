import { expect, test } from 'vitest';
import { lateInWords } from './late-entry.ts';

test.each([
  [1, 'Recorded 1 day later'],
  [177, 'Recorded 177 days later'],
  [365, 'Recorded 365 days later'],
  [366, 'Recorded more than 1 year later'],
  [3_646, 'Recorded more than 9 years later'],
])('how late an entry is reads as people say it: %i days (C-22)', (days, words) => {
  expect(lateInWords(days)).toBe(words);
});
