import { refuse, allow, type Decision } from '#domain/decision.ts';
import type { StaffId } from '#domain/people.ts';
import type { DoneReview } from './client-review.ts';
import type { Conference, EndedConference } from './conference.ts';
import { longestMeeting } from './longest-meeting.ts';
import { start, type StartRefusal } from './run-conference.ts';

export type HoldAfterwardsRefusal =
  | StartRefusal
  | 'email-has-no-hours'
  | 'ends-before-it-starts'
  | 'longer-than-a-meeting'
  | 'not-over-yet'
  | 'held-before-invited';

type Held = {
  by: StaffId;
  at: Temporal.Instant;
  startedAt: Temporal.Instant;
  endedAt: Temporal.Instant;
};

/**
 * What was held while nobody had this page open is over at once, and waits to be written down and closed. When each of several was
 * discussed is still to be entered: a sum of the planned minutes would be a time that nobody looked at.
 */
export function holdAfterwards(
  conference: Conference,
  { by, at, startedAt, endedAt }: Held,
): Decision<EndedConference, HoldAfterwardsRefusal> {
  const begun = start(conference, { by, at: startedAt });
  if (!begun.allowed) return begun;
  const { schedule, invitedAt } = begun.value;
  const isBefore = (one: Temporal.Instant, other: Temporal.Instant) =>
    Temporal.Instant.compare(one, other) < 0;
  if (schedule.mode === 'email') return refuse('email-has-no-hours');
  if (!isBefore(startedAt, endedAt)) return refuse('ends-before-it-starts');
  if (startedAt.until(endedAt).total('minutes') > longestMeeting)
    return refuse('longer-than-a-meeting');
  if (isBefore(at, endedAt)) return refuse('not-over-yet');
  if (isBefore(startedAt, invitedAt)) return refuse('held-before-invited');

  const times =
    begun.value.reviews.length === 1 ? { startedAt, endedAt } : { startedAt: null, endedAt: null };
  const reviews = begun.value.reviews.map((review): DoneReview => ({
    ...review,
    state: 'done',
    ...times,
  }));
  return allow({ ...begun.value, state: 'ended', endedAt, reviews });
}
