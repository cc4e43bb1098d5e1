import { expect, test } from 'vitest';
import { slotsOf, timedBy } from './plan-slots.ts';

const schedule = {
  startsAt: '2026-05-04T14:00:00Z',
  endsAt: '2026-05-04T15:00:00Z',
  on: '2026-05-04',
  time: '10:00',
  minutes: 60,
  timeZone: 'America/New_York',
  inWords: '',
  mode: 'video' as const,
  modeReason: null,
  place: '',
  joinLink: '',
};
const reviews = [
  { reviewId: 'a', plannedMinutes: 20 },
  { reviewId: 'b', plannedMinutes: 15 },
];
const times = (isWhole: boolean) =>
  slotsOf(reviews, timedBy({ schedule, isWhole })).map(({ from, to }) => [from, to]);

test('clients follow one another from the start of the meeting, on its own clock', () => {
  expect(times(true)).toEqual([
    ['10:00\u00a0am', '10:20\u00a0am'],
    ['10:20\u00a0am', '10:35\u00a0am'],
  ]);
});

test('of a meeting that is seen in part no time of one part is told (REQ-056)', () => {
  expect(times(false)).toEqual([
    [null, null],
    [null, null],
  ]);
});
