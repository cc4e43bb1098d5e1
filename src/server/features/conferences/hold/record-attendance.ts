import type { recordAttendance as endpoint } from '#contract/conferences/hold.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { Attendance, ClientReview } from '#domain/conference/client-review.ts';
import { sayWhoWasThere } from '#domain/conference/exchange.ts';
import type { Visit } from '#server/platform/shell.ts';
import { changeConference, reviewIn } from './change-conference.ts';

/** Somebody who is there was there from the start of the review, unless a time is given. */
export async function recordAttendance(input: InputOf<typeof endpoint>, visit: Visit) {
  const { conferenceId, reviewId } = input;
  await changeConference(visit, conferenceId, (conference, stored) =>
    sayWhoWasThere(conference, {
      reviewId,
      attendance: attendanceOf(input, reviewIn(stored, reviewId)),
    }),
  );
  return { conferenceId };
}

function attendanceOf(
  { person, state, reason, presentFrom, presentUntil }: InputOf<typeof endpoint>,
  review: ClientReview,
): Attendance {
  if (state === 'absent') return { state, person, reason };
  const [startedAt, endedAt] = timesOf(review);
  return {
    state,
    person,
    presentFrom: presentFrom === null ? startedAt : Temporal.Instant.from(presentFrom),
    presentUntil: presentUntil === null ? endedAt : Temporal.Instant.from(presentUntil),
  };
}

/** A review that has not begun is refused by the rule; the moment only fills its place. */
function timesOf(review: ClientReview): [Temporal.Instant, Temporal.Instant | null] {
  const never = Temporal.Instant.fromEpochMilliseconds(0);
  if (review.state === 'active') return [review.startedAt, null];
  return review.state === 'done' ? [review.startedAt ?? never, review.endedAt] : [never, null];
}
