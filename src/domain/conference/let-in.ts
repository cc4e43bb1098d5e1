import { refuse, type Decision } from '#domain/decision.ts';
import { isSamePerson, type StaffId } from '#domain/people.ts';
import { recordAttendance, type AttendanceRefusal, type OpenConference } from './capture.ts';
import type { Attendance, ClientReview, ReviewId } from './client-review.ts';
import type { Attendee, Conference } from './conference.ts';

export type LetInRefusal =
  | AttendanceRefusal
  | 'only-the-facilitator-leads'
  | 'not-of-this-client'
  | 'conference-not-open';

type LettingIn = { reviewId: ReviewId; attendee: Attendee; by: StaffId; at: Temporal.Instant };

/**
 * Somebody came to this client's review though nobody had asked them. They are wanted for nothing and invited to
 * nothing; that they were there is a fact all the same.
 */
export function letIn(
  conference: Conference,
  { reviewId, attendee, by, at }: LettingIn,
): Decision<OpenConference, LetInRefusal> {
  if (conference.state !== 'in-session' && conference.state !== 'ended')
    return refuse('conference-not-open');
  if (conference.roles.facilitator !== by) return refuse('only-the-facilitator-leads');
  const reviews: readonly ClientReview[] = conference.reviews;
  const review = reviews.find(({ id }) => id === reviewId);
  if (!review) return refuse('no-such-review');
  const { person } = attendee;
  if (person.kind === 'client' && person.id !== review.clientId)
    return refuse('not-of-this-client');

  const isThem = (other: Pick<Attendee, 'person'>) => isSamePerson(other.person, person);
  const withThem: OpenConference = conference.attendees.some(isThem)
    ? conference
    : { ...conference, attendees: [...conference.attendees, attendee] };
  const seen = review.attendance.find((each) => isSamePerson(each.person, person));
  if (seen?.state === 'present') return { allowed: true, value: conference };
  // Whoever takes part by email is somebody to write from; that they did is said by their email.
  if (conference.schedule.mode === 'email') return { allowed: true, value: withThem };
  return recordAttendance(withThem, { reviewId, attendance: presenceOf(review, attendee, at) });
}

/** From now on, where the client is being discussed; for the whole of it, where it is written up afterwards. */
function presenceOf(review: ClientReview, { person }: Attendee, at: Temporal.Instant): Attendance {
  if (review.state !== 'done')
    return { state: 'present', person, presentFrom: at, presentUntil: null };
  const { startedAt, endedAt } = review;
  return { state: 'present', person, presentFrom: startedAt ?? at, presentUntil: endedAt };
}
