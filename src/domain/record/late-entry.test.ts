import { expect, test } from 'vitest';
import { lateInWords } from './late-entry.ts';

test.each([
  ['2019-03-01', '2019-03-02', 'Recorded 1 day later'],
  ['2019-03-01', '2019-08-25', 'Recorded 177 days later'],
  ['2019-03-01', '2020-02-29', 'Recorded 365 days later'],
  ['2019-03-01', '2020-03-01', 'Recorded 1 year later'],
  ['2019-03-01', '2020-03-02', 'Recorded more than 1 year later'],
  ['2018-03-01', '2019-03-01', 'Recorded 1 year later'],
  ['2016-12-03', '2026-11-27', 'Recorded more than 9 years later'],
  ['2016-12-03', '2026-12-03', 'Recorded 10 years later'],
])('how late an entry of %s is on %s reads as people say it (C-22)', (from, to, words) => {
  const on = Temporal.PlainDate.from(from);
  const { days } = on.until(Temporal.PlainDate.from(to), { largestUnit: 'days' });
  expect(lateInWords(on, days)).toBe(words);
});
