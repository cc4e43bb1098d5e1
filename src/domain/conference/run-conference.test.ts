import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addEntry, recordAttendance } from './capture.ts';
import type { Conference } from './conference.ts';
import { timesOf } from './keep-time.ts';
import {
  activateReview,
  cancelConference,
  end,
  markNotCovered,
  recordAsNotHeld,
  start,
} from './run-conference.ts';
import {
  by,
  clock,
  doctor,
  draft,
  ended,
  entry,
  inSession,
  scheduled,
  plain,
  valueOf,
  withActive,
} from './sample-conference.ts';

const states = (conference: Conference) => conference.reviews.map(({ state }) => state);

describe('starting', () => {
  test.each([
    ['facilitator', 'REQ-059'],
    ['timekeeper', 'REQ-060'],
    ['notetaker', 'REQ-061'],
  ])('nobody starts without a %s (%s)', (role) => {
    const everybody = draft().roles;
    const at = clock('10:00');

    expect(start(scheduled({ roles: { ...everybody, [role]: null } }), { by, at })).toEqual({
      allowed: false,
      refusal: `${role}-missing`,
    });
    expect(valueOf(start(scheduled(), { by, at })).roles).toEqual(everybody);
  });

  test('the phases follow each other: planned, gathering, ended, and none is skipped (REQ-050)', () => {
    const at = clock('10:00');
    const inTurn = [draft(), scheduled(), inSession(), ended()];

    expect(inTurn.map((conference) => start(conference, { by, at }).allowed)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(
      inTurn.map(
        (c) => activateReview(c, { reviewId: 'review-3', by, at: clock('10:41') }).allowed,
      ),
    ).toEqual([false, false, true, false]);
    expect(inTurn.map((conference) => end(conference, { by, at: clock('10:41') }).allowed)).toEqual(
      [false, false, true, false],
    );
  });

  test('only the facilitator starts, moves on and ends', () => {
    const other = { by: 'worker-2', at: clock('10:05') };
    const refused = { allowed: false, refusal: 'only-the-facilitator-leads' };

    expect(start(scheduled(), other)).toEqual(refused);
    expect(activateReview(inSession(), { ...other, reviewId: 'review-1' })).toEqual(refused);
    expect(end(inSession(), other)).toEqual(refused);
  });
});

describe('one client at a time', () => {
  test('opening the next review ends the one before at the same instant (REQ-058)', () => {
    const at = clock('10:12');
    const next = valueOf(activateReview(withActive(), { reviewId: 'review-2', by, at }));

    expect(plain(next.reviews)).toMatchObject([
      { state: 'done', startedAt: plain(clock('10:00')), endedAt: plain(at) },
      { state: 'active', startedAt: plain(at) },
      { state: 'waiting' },
    ]);
  });

  test.each([
    ['a review that is over', 'review-1', '10:20', 'review-already-begun'],
    ['the review that is open', 'review-2', '10:20', 'review-already-begun'],
    ['a review of another meeting', 'review-9', '10:20', 'no-such-review'],
    ['a review before the open one began', 'review-3', '10:11', 'moment-out-of-order'],
  ])('nobody opens %s', (_, reviewId, time, refusal) => {
    const second = { reviewId: 'review-2', by, at: clock('10:12') };
    const open = valueOf(activateReview(withActive(), second));

    expect(activateReview(open, { reviewId, by, at: clock(time) })).toEqual({
      allowed: false,
      refusal,
    });
  });

  test('whatever is opened and when: never two active, never an overlap (REQ-058, C-27)', () => {
    const tries = fc.array(
      fc.record({
        number: fc.integer({ min: 1, max: 3 }),
        minute: fc.integer({ min: 0, max: 90 }),
      }),
    );
    fc.assert(
      fc.property(tries, (steps) => {
        let conference = inSession();
        for (const { number, minute } of steps) {
          const at = clock('10:00').add({ minutes: minute });
          const answer = activateReview(conference, { reviewId: `review-${number}`, by, at });
          if (answer.allowed) conference = answer.value;

          expect(states(conference).filter((state) => state === 'active').length).toBe(
            states(conference).every((state) => state === 'waiting') ? 0 : 1,
          );
        }
        const { reviews } = valueOf(end(conference, { by, at: clock('11:30') }));
        const times = reviews
          .flatMap((review) => (review.state === 'done' ? (timesOf(review) ?? []) : []))
          .toSorted(
            (a, b) =>
              Temporal.Instant.compare(a.startedAt, b.startedAt) ||
              Temporal.Instant.compare(a.endedAt, b.endedAt),
          );

        const starts = times.slice(1).map(({ startedAt }) => startedAt);
        expect(plain(times.slice(0, -1).map(({ endedAt }) => endedAt))).toEqual(plain(starts));
      }),
    );
  });

  test('who is still in the room leaves the review with its end', () => {
    const present = { state: 'present', presentFrom: clock('10:02'), presentUntil: null } as const;
    const seen = recordAttendance(withActive(), {
      reviewId: 'review-1',
      attendance: { ...present, person: doctor },
    });
    const next = activateReview(valueOf(seen), { reviewId: 'review-2', by, at: clock('10:12') });

    expect(valueOf(next).reviews[0]?.attendance).toEqual([
      { ...present, person: doctor, presentUntil: clock('10:12') },
    ]);
  });
});

describe('ending', () => {
  test('the end closes the open review; clients not reached are not covered (REQ-111)', () => {
    const conference = ended();

    expect(conference.endedAt).toEqual(clock('10:40'));
    expect(plain(conference.reviews)).toMatchObject([
      { state: 'done', startedAt: plain(clock('10:00')), endedAt: plain(clock('10:12')) },
      { state: 'done', startedAt: plain(clock('10:12')), endedAt: plain(clock('10:40')) },
      { state: 'not-covered' },
    ]);
  });

  test('a meeting does not end before what happened in it', () => {
    expect(end(withActive(), { by, at: clock('09:59') })).toMatchObject({
      refusal: 'moment-out-of-order',
    });
  });

  test('a review opened by mistake is not covered, unless something was written', () => {
    const empty = valueOf(end(withActive(), { by, at: clock('10:05') }));
    const full = ended();

    expect(states(valueOf(markNotCovered(empty, { reviewId: 'review-1' })))).toEqual([
      'not-covered',
      'not-covered',
      'not-covered',
    ]);
    expect(markNotCovered(full, { reviewId: 'review-1' })).toMatchObject({
      refusal: 'review-has-content',
    });
  });
});

describe('calling it off', () => {
  const step = { by, at: clock('10:30'), reason: 'The client fell ill' };

  test('a meeting is cancelled before it starts, with a reason', () => {
    expect(valueOf(cancelConference(scheduled(), step))).toMatchObject({
      state: 'cancelled',
      reason: 'The client fell ill',
    });
    expect(cancelConference(scheduled(), { ...step, reason: ' ' }).allowed).toBe(false);
    expect(cancelConference(inSession(), step)).toMatchObject({
      refusal: 'conference-already-started',
    });
  });

  test('a meeting started by mistake is recorded as not held while nothing is in it', () => {
    const written = addEntry(withActive(), { reviewId: 'review-1', entry: entry('need') });

    expect(valueOf(recordAsNotHeld(withActive(), step)).state).toBe('discarded');
    expect(recordAsNotHeld(valueOf(written), step)).toMatchObject({
      refusal: 'conference-has-content',
    });
    expect(recordAsNotHeld(withActive(), { ...step, reason: '' }).allowed).toBe(false);
    expect(recordAsNotHeld(scheduled(), step)).toMatchObject({ refusal: 'conference-not-open' });
  });
});
