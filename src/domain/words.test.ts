import { expect, test } from 'vitest';
import {
  aboutInWords,
  dateInWords,
  dayInWords,
  figureInWords,
  listInWords,
  minutesInWords,
  momentInWords,
  spanInWords,
  timeInWords,
  unbroken,
} from './words.ts';

const at = (text: string) => Temporal.ZonedDateTime.from(text);

test.each([
  ['2026-12-03', 'Thu 3 Dec 2026'],
  ['2028-02-29', 'Tue 29 Feb 2028'],
  ['2027-01-31', 'Sun 31 Jan 2027'],
])('the date %s reads "%s"', (date, words) => {
  expect(dateInWords(Temporal.PlainDate.from(date))).toBe(words);
  expect(dayInWords(date)).toBe(words);
});

test.each([
  ['2026-12-03T10:00[America/New_York]', '10:00 am Eastern'],
  ['2026-12-03T00:05[America/Chicago]', '12:05 am Central'],
  ['2026-12-03T12:00[America/Los_Angeles]', '12:00 pm Pacific'],
  ['2026-07-03T23:59[America/Phoenix]', '11:59 pm Arizona'],
  ['2026-07-03T14:14[UTC]', '2:14 pm UTC'],
  ['2026-07-03T14:14[America/Argentina/Buenos_Aires]', '2:14 pm Buenos Aires time'],
])('a time always names its clock: %s', (moment, words) => {
  expect(timeInWords(at(moment))).toBe(words);
});

test('on a screen no hour is parted from its half of the day', () => {
  expect(unbroken('Thu 3 Dec 2026, 10:00 am to 1:05 pm Eastern')).toBe(
    'Thu 3 Dec 2026, 10:00\u00a0am to 1:05\u00a0pm Eastern',
  );
  expect(unbroken('At 10:00 amber')).toBe('At 10:00 amber');
});

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [100_000, '100,000'],
  [1_234_567, '1,234,567'],
])('the figure %i reads "%s"', (whole, words) => {
  expect(figureInWords(whole)).toBe(words);
});

test('one instant reads differently, but truly, on two clocks', () => {
  const start = at('2026-12-03T23:30[America/New_York]');

  expect(momentInWords(start)).toBe('Thu 3 Dec 2026, 11:30 pm Eastern');
  expect(momentInWords(start.withTimeZone('UTC'))).toBe('Fri 4 Dec 2026, 4:30 am UTC');
});

test('a span within a day names the day and the clock once', () => {
  const start = at('2026-12-03T10:00[America/New_York]');

  expect(spanInWords(start, start.add({ minutes: 34 }))).toBe(
    'Thu 3 Dec 2026, 10:00 am to 10:34 am Eastern',
  );
});

test('a span over midnight names both days', () => {
  const start = at('2026-12-03T23:50[America/New_York]');

  expect(spanInWords(start, start.add({ minutes: 20 }))).toBe(
    'Thu 3 Dec 2026, 11:50 pm Eastern to Fri 4 Dec 2026, 12:10 am Eastern',
  );
});

test('one minute is not "1 minutes"', () => {
  expect([0, 1, 34].map(minutesInWords)).toEqual(['0 minutes', '1 minute', '34 minutes']);
});

test.each([
  [[], ''],
  [['Ana'], 'Ana'],
  [['Ana', 'Bo'], 'Ana and Bo'],
  [['Ana', 'Bo', 'Cy'], 'Ana, Bo and Cy'],
])('a list of %j reads "%s"', (parts, words) => {
  expect(listInWords(parts)).toBe(words);
});

test('many minutes are about so many hours', () => {
  expect([1, 119, 120, 1_119].map(aboutInWords)).toEqual([
    '1 minute',
    '119 minutes',
    'about 2 hours',
    'about 19 hours',
  ]);
});

test('a list of which one is enough says or', () => {
  expect(listInWords(['Ana', 'Bo', 'Cy'], 'or')).toBe('Ana, Bo or Cy');
});
