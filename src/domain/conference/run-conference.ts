import { allow, refuse, type Decision } from '#domain/decision.ts';
import type { StaffId } from '#domain/people.ts';
import type {
  ActiveReview,
  Attendance,
  ClientReview,
  DoneReview,
  NotCoveredReview,
  ReviewId,
} from './client-review.ts';
import {
  wasHeld,
  type CancelledConference,
  type Conference,
  type ConferenceInSession,
  type DiscardedConference,
  type EndedConference,
  type Mode,
} from './conference.ts';

type Step = { by: StaffId; at: Temporal.Instant };
type LeadRefusal = 'conference-not-in-session' | 'only-the-facilitator-leads';

export type StartRefusal =
  | 'conference-not-scheduled'
  | 'facilitator-missing'
  | 'timekeeper-missing'
  | 'notetaker-missing'
  | 'only-the-facilitator-leads';

export function start(
  conference: Conference,
  { by, at }: Step,
): Decision<ConferenceInSession, StartRefusal> {
  if (conference.state !== 'scheduled') return refuse('conference-not-scheduled');
  const { facilitator, timekeeper, notetaker } = conference.roles;
  if (facilitator === null) return refuse('facilitator-missing');
  if (timekeeper === null) return refuse('timekeeper-missing');
  if (notetaker === null) return refuse('notetaker-missing');
  if (facilitator !== by) return refuse('only-the-facilitator-leads');
  return allow({
    ...conference,
    state: 'in-session',
    roles: { facilitator, timekeeper, notetaker },
    startedAt: at,
  });
}

export type ActivateRefusal =
  | LeadRefusal
  | 'no-such-review'
  | 'review-already-begun'
  | 'moment-out-of-order';

/** One client at a time: opening a review ends the one before it at the same instant. */
export function activateReview(
  conference: Conference,
  { reviewId, by, at }: Step & { reviewId: ReviewId },
): Decision<ConferenceInSession, ActivateRefusal> {
  if (conference.state !== 'in-session') return refuse('conference-not-in-session');
  if (conference.roles.facilitator !== by) return refuse('only-the-facilitator-leads');
  const next = conference.reviews.find(({ id }) => id === reviewId);
  if (!next) return refuse('no-such-review');
  if (next.state !== 'waiting') return refuse('review-already-begun');
  if (isBefore(at, latestInstant(conference))) return refuse('moment-out-of-order');

  const reviews = conference.reviews.map((review): ClientReview => {
    if (review.id === reviewId) return { ...review, state: 'active', startedAt: at };
    return review.state === 'active' ? finish(review, at) : review;
  });
  return allow({ ...conference, reviews });
}

/** Ends the active review too; what nobody came to is not covered and goes back to due. */
export function end(
  conference: Conference,
  { by, at }: Step,
): Decision<EndedConference, LeadRefusal | 'moment-out-of-order'> {
  if (conference.state !== 'in-session') return refuse('conference-not-in-session');
  if (conference.roles.facilitator !== by) return refuse('only-the-facilitator-leads');
  if (isBefore(at, latestInstant(conference))) return refuse('moment-out-of-order');

  const reviews = conference.reviews.map((review): DoneReview | NotCoveredReview => {
    if (review.state === 'active') return finish(review, at);
    return review.state === 'waiting' ? { ...review, state: 'not-covered' } : review;
  });
  return allow({ ...conference, state: 'ended', reviews, endedAt: at });
}

/** Why something was held after all: by email because of its answer, else because of what was written down. */
type HeldRefusal<Whole extends 'review' | 'conference'> =
  | `${Whole}-has-content`
  | 'exchange-answered';

const isByEmail = ({ schedule }: { schedule: { mode: Mode } }) => schedule.mode === 'email';

/** A review that was opened by mistake does not count as held, as long as nothing was recorded. */
export function markNotCovered(
  conference: Conference,
  { reviewId }: { reviewId: ReviewId },
): Decision<EndedConference, 'conference-not-ended' | 'no-such-review' | HeldRefusal<'review'>> {
  if (conference.state !== 'ended') return refuse('conference-not-ended');
  const review = conference.reviews.find(({ id }) => id === reviewId);
  if (!review) return refuse('no-such-review');
  if (wasHeld(review, conference))
    return refuse(isByEmail(conference) ? 'exchange-answered' : 'review-has-content');
  const reviews = conference.reviews.map((other) =>
    other.id === reviewId ? ({ ...other, state: 'not-covered' } as const) : other,
  );
  return allow({ ...conference, reviews });
}

type Withdrawal = Step & { reason: string };

export function cancelConference(
  conference: Conference,
  { by, at, reason }: Withdrawal,
): Decision<CancelledConference, 'conference-already-started' | 'reason-missing'> {
  if (conference.state !== 'draft' && conference.state !== 'scheduled') {
    return refuse('conference-already-started');
  }
  if (reason.trim() === '') return refuse('reason-missing');
  return allow({
    ...conference,
    state: 'cancelled',
    cancelledAt: at,
    cancelledBy: by,
    reason: reason.trim(),
  });
}

type DiscardRefusal = 'conference-not-open' | HeldRefusal<'conference'> | 'reason-missing';

/** Records that a started conference was not held: possible only while nothing was written down, or nobody has answered. */
export function recordAsNotHeld(
  conference: Conference,
  { by, at, reason }: Withdrawal,
): Decision<DiscardedConference, DiscardRefusal> {
  if (conference.state !== 'in-session' && conference.state !== 'ended') {
    return refuse('conference-not-open');
  }
  const reviews: readonly ClientReview[] = conference.reviews;
  if (reviews.some((review) => wasHeld(review, conference)))
    return refuse(isByEmail(conference) ? 'exchange-answered' : 'conference-has-content');
  if (reason.trim() === '') return refuse('reason-missing');
  return allow({
    ...conference,
    state: 'discarded',
    discardedAt: at,
    discardedBy: by,
    reason: reason.trim(),
  });
}

const isBefore = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) < 0;

/** Everybody still in the room leaves the review with its end. */
function finish(review: ActiveReview, at: Temporal.Instant): DoneReview {
  const attendance = review.attendance.map((seen): Attendance =>
    seen.state === 'present' && seen.presentUntil === null ? { ...seen, presentUntil: at } : seen,
  );
  return { ...review, state: 'done', attendance, endedAt: at };
}

function latestInstant({ startedAt, reviews }: ConferenceInSession): Temporal.Instant {
  const instants = reviews.flatMap((review) => {
    if (review.state === 'active') return [review.startedAt];
    return review.state === 'done' && review.endedAt !== null ? [review.endedAt] : [];
  });
  return (
    [startedAt, ...instants].toSorted((a, b) => Temporal.Instant.compare(a, b)).at(-1) ?? startedAt
  );
}
