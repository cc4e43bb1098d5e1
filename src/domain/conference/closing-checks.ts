import { isSamePerson, type PersonRef } from '#domain/people.ts';
import { hasContent, type DoneReview, type ReviewId } from './client-review.ts';
import type { Attendee, EndedConference } from './conference.ts';
import { type Interval, overlap, timesOf } from './keep-time.ts';
import { longestMeeting } from './longest-meeting.ts';

export type ClosingCode =
  | 'no-content'
  | 'times-missing'
  | 'times-overlap'
  | 'attendance-missing'
  | 'nobody-present'
  | 'attendee-incomplete'
  | 'summary-not-confirmed'
  | 'needs-missing'
  | 'action-missing'
  | 'need-without-action'
  | 'no-reply';

/** One thing that is still open, and where on the page it is put right. */
export type ClosingGap = {
  /** Null when it concerns the conference as a whole. */
  reviewId: ReviewId | null;
  code: ClosingCode;
  field:
    | 'conference'
    | 'times'
    | 'attendance'
    | 'name'
    | 'title'
    | 'agency'
    | 'summary'
    | 'needs'
    | 'action-items'
    | 'exchange';
  person: PersonRef | null;
};

export const coveredReviews = ({ reviews }: Pick<EndedConference, 'reviews'>): DoneReview[] =>
  reviews.filter((review) => review.state === 'done');

/**
 * What is missing before this conference can be closed; an empty list means that nothing is. Of the content only for a reader who has all
 * of it before them: from what is missing, somebody else would read that there is something which they may not see.
 */
export function closingGaps(
  conference: EndedConference,
  readsAll: (review: DoneReview) => boolean = () => true,
): ClosingGap[] {
  const covered = coveredReviews(conference);
  const isExchange = conference.schedule.mode === 'email';
  const isRead = covered.every(readsAll);
  // Of an exchange the emails stand beside what was written down: what is missing is always said of each client.
  if (covered.length === 0 || (isRead && !isExchange && !covered.some(hasContent))) {
    return [{ reviewId: null, code: 'no-content', field: 'conference', person: null }];
  }
  return covered.flatMap((review) => [
    ...(isExchange
      ? exchangeGaps(review, conference.attendees)
      : meetingGaps(review, covered, conference.attendees)),
    ...(readsAll(review) ? contentGaps(review) : []),
  ]);
}

/** Without an answer an exchange by email is an attempt, and no conference (REQ-114). It has no hours, and nobody is seen at it. */
const exchangeGaps = (review: DoneReview, attendees: readonly Attendee[]): ClosingGap[] => [
  ...(review.repliedAt === null
    ? [{ reviewId: review.id, code: 'no-reply', field: 'exchange', person: null } as const]
    : []),
  ...incompleteGaps(review, attendees),
];

const meetingGaps = (
  review: DoneReview,
  covered: readonly DoneReview[],
  attendees: readonly Attendee[],
): ClosingGap[] => [...timesGaps(review, covered), ...attendanceGaps(review, attendees)];

function timesGaps(review: DoneReview, covered: readonly DoneReview[]): ClosingGap[] {
  const times = timesOf(review);
  const gap = { reviewId: review.id, field: 'times', person: null } as const;
  if (times === null || !isBelieved(times)) {
    return [{ ...gap, code: 'times-missing' }];
  }
  const others = covered.filter(({ id }) => id !== review.id).flatMap((r) => timesOf(r) ?? []);
  const clashes = others.some((other) => overlap(times, other));
  return clashes ? [{ ...gap, code: 'times-overlap' }] : [];
}

/** Of a meeting that nobody ended, the clock ran on for days. */
const isBelieved = ({ startedAt, endedAt }: Interval) =>
  Temporal.Instant.compare(startedAt, endedAt) < 0 &&
  startedAt.until(endedAt).total('minutes') <= longestMeeting;

function attendanceGaps(review: DoneReview, attendees: readonly Attendee[]): ClosingGap[] {
  const reviewId = review.id;
  const gaps = attendees.flatMap((attendee): ClosingGap[] => {
    const { person, invitedTo } = attendee;
    const isUnsaid = invitedTo.includes(reviewId) && !seenAt(review, person);
    return isUnsaid
      ? [{ reviewId, code: 'attendance-missing', field: 'attendance', person }]
      : incompleteGaps(review, [attendee]);
  });
  if (gaps.length === 0 && !review.attendance.some(({ state }) => state === 'present')) {
    gaps.push({ reviewId, code: 'nobody-present', field: 'attendance', person: null });
  }
  return gaps;
}

const seenAt = ({ attendance }: DoneReview, person: PersonRef) =>
  attendance.find((other) => isSamePerson(other.person, person));

const incompleteGaps = (review: DoneReview, attendees: readonly Attendee[]): ClosingGap[] =>
  attendees
    .filter(({ person }) => seenAt(review, person)?.state === 'present')
    .flatMap((attendee) =>
      missingFields(attendee).map((field) => ({
        reviewId: review.id,
        code: 'attendee-incomplete' as const,
        field,
        person: attendee.person,
      })),
    );

/** A client needs no title, and a support's title is what they are to the client. */
function missingFields({ person, name, title, agency }: Attendee) {
  const missing: ('name' | 'title' | 'agency')[] = [];
  if (isEmpty(name)) missing.push('name');
  if (person.kind !== 'client' && isEmpty(title)) missing.push('title');
  if ((person.kind === 'staff' || person.kind === 'provider') && isEmpty(agency)) {
    missing.push('agency');
  }
  return missing;
}

const isEmpty = (text: string | null) => text === null || text.trim() === '';

function contentGaps(review: DoneReview): ClosingGap[] {
  const gap = { reviewId: review.id, person: null };
  const gaps: ClosingGap[] = [];
  const needs = review.entries.filter(({ kind }) => kind === 'need');
  if (review.summary === null) {
    gaps.push({ ...gap, code: 'summary-not-confirmed', field: 'summary' });
  }
  if (needs.length === 0 && review.noNeedsReason === null) {
    gaps.push({ ...gap, code: 'needs-missing', field: 'needs' });
  }
  if (review.noActionReason !== null) return gaps;

  const items = review.actionItems.filter(({ state }) => state !== 'cancelled');
  if (items.length === 0) {
    gaps.push({ ...gap, code: 'action-missing', field: 'action-items' });
  } else if (needs.some(({ id }) => !items.some((i) => i.needId === null || i.needId === id))) {
    gaps.push({ ...gap, code: 'need-without-action', field: 'action-items' });
  }
  return gaps;
}
