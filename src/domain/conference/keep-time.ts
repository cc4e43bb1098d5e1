import { allow, refuse, type Decision } from '#domain/decision.ts';
import type { ActiveReview, Attendance, DoneReview, ReviewId } from './client-review.ts';
import type { Conference, ConferenceInSession, EndedConference } from './conference.ts';

export type TimeBox = {
  state: 'on-track' | 'nearly-over' | 'over';
  /** Below zero when over: the clock counts on, it never moves the meeting on. */
  secondsLeft: number;
};

const warningSeconds = 120;

/** What the timekeeper sees for the client who is being discussed. */
export function timeBoxOf(
  { startedAt, plannedMinutes }: Pick<ActiveReview, 'startedAt' | 'plannedMinutes'>,
  at: Temporal.Instant,
): TimeBox {
  const secondsLeft = plannedMinutes * 60 - Math.floor(startedAt.until(at).total('seconds'));
  if (secondsLeft < 0) return { state: 'over', secondsLeft };
  return { state: secondsLeft <= warningSeconds ? 'nearly-over' : 'on-track', secondsLeft };
}

type MinutesRefusal =
  | 'conference-not-in-session'
  | 'no-such-review'
  | 'review-already-over'
  | 'minutes-not-positive';

/** Some clients need more time than others: the box of one review can change while it runs. */
export function adjustMinutes(
  conference: Conference,
  { reviewId, plannedMinutes }: { reviewId: ReviewId; plannedMinutes: number },
): Decision<ConferenceInSession, MinutesRefusal> {
  if (conference.state !== 'in-session') return refuse('conference-not-in-session');
  const review = conference.reviews.find(({ id }) => id === reviewId);
  if (!review) return refuse('no-such-review');
  if (review.state === 'done' || review.state === 'not-covered') {
    return refuse('review-already-over');
  }
  if (plannedMinutes <= 0) return refuse('minutes-not-positive');
  const reviews = conference.reviews.map((other) =>
    other.id === reviewId ? { ...other, plannedMinutes } : other,
  );
  return allow({ ...conference, reviews });
}

export type Interval = { startedAt: Temporal.Instant; endedAt: Temporal.Instant };

/** The time that was spent on this client, once both ends of it are known. */
export const timesOf = ({ startedAt, endedAt }: DoneReview): Interval | null =>
  startedAt !== null && endedAt !== null ? { startedAt, endedAt } : null;

/** The end of one client's review may be the start of the next one's: that is no overlap. */
export const overlap = (one: Interval, other: Interval) =>
  isBefore(one.startedAt, other.endedAt) && isBefore(other.startedAt, one.endedAt);

export type TimesRefusal =
  | 'conference-not-ended'
  | 'no-such-review'
  | 'review-not-begun'
  | 'ends-before-it-starts'
  | 'outside-the-conference'
  | 'reviews-overlap';

/** Enters or corrects when one client was discussed; whoever came or left with it moves along. */
export function correctTimes(
  conference: Conference,
  { reviewId, times }: { reviewId: ReviewId; times: Interval },
): Decision<EndedConference, TimesRefusal> {
  if (conference.state !== 'ended') return refuse('conference-not-ended');
  const review = conference.reviews.find(({ id }) => id === reviewId);
  if (!review) return refuse('no-such-review');
  if (review.state !== 'done') return refuse('review-not-begun');
  if (!isBefore(times.startedAt, times.endedAt)) return refuse('ends-before-it-starts');
  if (
    isBefore(times.startedAt, conference.startedAt) ||
    isBefore(conference.endedAt, times.endedAt)
  ) {
    return refuse('outside-the-conference');
  }
  const others = conference.reviews.filter((other) => other.id !== reviewId);
  const taken = others.flatMap((other) => (other.state === 'done' ? (timesOf(other) ?? []) : []));
  if (taken.some((other) => overlap(times, other))) return refuse('reviews-overlap');

  const corrected = { ...review, ...times, attendance: movedPresence(review, times) };
  const reviews = conference.reviews.map((other) => (other.id === reviewId ? corrected : other));
  return allow({ ...conference, reviews });
}

function movedPresence(review: DoneReview, { startedAt, endedAt }: Interval): Attendance[] {
  return review.attendance.map((seen) => {
    if (seen.state === 'absent') return seen;
    const { presentFrom, presentUntil } = seen;
    const cameWithStart = review.startedAt?.equals(presentFrom) ?? false;
    const leftWithEnd = presentUntil === null || (review.endedAt?.equals(presentUntil) ?? false);
    return {
      ...seen,
      presentFrom: cameWithStart ? startedAt : clamp(presentFrom, { startedAt, endedAt }),
      presentUntil: leftWithEnd ? endedAt : clamp(presentUntil, { startedAt, endedAt }),
    };
  });
}

function clamp(at: Temporal.Instant, { startedAt, endedAt }: Interval) {
  if (isBefore(at, startedAt)) return startedAt;
  return isBefore(endedAt, at) ? endedAt : at;
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant) {
  return Temporal.Instant.compare(one, other) < 0;
}
