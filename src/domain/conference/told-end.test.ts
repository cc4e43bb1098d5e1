import { expect, test } from 'vitest';
import { toldEnd } from './told-end.ts';

const start = (at: string) => Temporal.ZonedDateTime.from(`${at}[America/New_York]`);

test.each([
  ['of the same day', '2027-03-15T18:00', '19:10', '2027-03-15T19:10'],
  ['after midnight, of the next day', '2027-03-15T23:30', '00:20', '2027-03-16T00:20'],
  ['at midnight itself', '2027-03-15T23:00', '00:00', '2027-03-16T00:00'],
  ['of the night in which clocks go forward', '2027-03-13T23:30', '03:30', '2027-03-14T03:30'],
  ['that lies before the start by mistake is none', '2027-03-15T10:00', '09:30', null],
  ['at the start is none', '2027-03-15T10:00', '10:00', null],
  ['later than a meeting lasts is none', '2027-03-15T08:00', '20:01', null],
] as const)('an end %s (REQ-111)', (_words, from, until, end) => {
  const told = toldEnd(start(from), Temporal.PlainTime.from(until));
  expect(told?.toPlainDateTime().toString({ smallestUnit: 'minute' }) ?? null).toBe(end);
});
