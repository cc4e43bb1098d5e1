import { expect, test } from 'vitest';
import { readHmisDate, readHmisDateTime } from './hmis-date.ts';

const latest = Temporal.PlainDate.from('2026-08-19');

test.each([
  ['2021-03-11', '2021-03-11', false],
  ['2021-3-1', '2021-03-01', false],
  ['2021-03-11 14:02:31', '2021-03-11', false],
  ['2021-03-11T14:02:31', '2021-03-11', false],
  ['3/11/2021', '2021-03-11', false],
  ['03-11-21', '2021-03-11', true],
  ['08-20-26', '1926-08-20', true],
  ['8/19/26', '2026-08-19', true],
  ['02-29-24', '2024-02-29', true],
])('%s is read as %s', (text, on, isCenturyGuessed) => {
  expect(readHmisDate(text, latest)).toEqual({ on: Temporal.PlainDate.from(on), isCenturyGuessed });
});

test.each([
  '',
  'soon',
  '2021-02-29',
  '2021-13-01',
  '21-03-11',
  '0021-03-11',
  '2021-03-00',
  '20210311',
])('"%s" is not a date', (text) => {
  expect(readHmisDate(text, latest)).toBeNull();
});

test('an export date is read to the second, and a bare date as its midnight', () => {
  expect(readHmisDateTime('2026-08-19 20:26:50', latest)?.toString()).toBe('2026-08-19T20:26:50');
  expect(readHmisDateTime('2026-08-19', latest)?.toString()).toBe('2026-08-19T00:00:00');
  expect(readHmisDateTime('2026-08-19 25:00:00', latest)).toBeNull();
});
