import { describe, expect, test } from 'vitest';
import { adjustMinutes, correctTimes, timeBoxOf } from './keep-time.ts';
import {
  clock,
  ended,
  inSession,
  plain,
  scheduled,
  valueOf,
  withActive,
} from './sample-conference.ts';

describe('the timekeeper', () => {
  test.each([
    ['10:00', 'on-track', 720],
    ['10:09', 'on-track', 180],
    ['10:10', 'nearly-over', 120],
    ['10:12', 'nearly-over', 0],
    ['10:13', 'over', -60],
  ])('of twelve minutes from 10:00, at %s the box is %s (REQ-067)', (time, state, secondsLeft) => {
    const [active] = withActive().reviews;
    if (active?.state !== 'active') throw new Error('the first review is active');

    expect(timeBoxOf(active, clock(time))).toEqual({ state, secondsLeft });
  });

  test('a client who needs more time gets it, before and while it is their turn (REQ-068)', () => {
    const longer = { reviewId: 'review-1', plannedMinutes: 20 };

    expect(valueOf(adjustMinutes(inSession(), longer)).reviews[0]?.plannedMinutes).toBe(20);
    expect(valueOf(adjustMinutes(withActive(), longer)).reviews[0]?.plannedMinutes).toBe(20);
    expect(valueOf(adjustMinutes(withActive(), longer)).reviews[1]?.plannedMinutes).toBe(28);
  });

  test.each([
    ['in a meeting that has not begun', scheduled(), 'review-1', 5, 'conference-not-in-session'],
    ['of no minutes', withActive(), 'review-1', 0, 'minutes-not-positive'],
    ['for another meeting', withActive(), 'review-9', 5, 'no-such-review'],
  ])('there is no box %s', (_, conference, reviewId, plannedMinutes, refusal) => {
    expect(adjustMinutes(conference, { reviewId, plannedMinutes })).toMatchObject({ refusal });
  });
});

describe('correcting the times', () => {
  const times = (from: string, until: string) => ({
    startedAt: clock(from),
    endedAt: clock(until),
  });
  const correct = (from: string, until: string) =>
    correctTimes(ended(), { reviewId: 'review-2', times: times(from, until) });

  test('start and end of one client are set, and whoever was there moves along (REQ-111)', () => {
    const corrected = valueOf(correct('10:14', '10:35')).reviews[1];

    expect(plain(corrected)).toMatchObject({
      startedAt: plain(clock('10:14')),
      endedAt: plain(clock('10:35')),
    });
    expect(corrected?.attendance).toHaveLength(3);
    for (const seen of corrected?.attendance ?? []) {
      expect(plain(seen)).toMatchObject({
        presentFrom: plain(clock('10:14')),
        presentUntil: plain(clock('10:35')),
      });
    }
  });

  test.each([
    ['10:11', '10:30', 'reviews-overlap'],
    ['10:20', '10:20', 'ends-before-it-starts'],
    ['10:20', '10:41', 'outside-the-conference'],
  ])('the second client from %s to %s: %s (C-27)', (from, until, refusal) => {
    expect(correct(from, until)).toEqual({ allowed: false, refusal });
  });

  test('a review may begin when the one before it ends (C-27)', () => {
    expect(correct('10:12', '10:30').allowed).toBe(true);
  });
});
