import {
  longestText,
  openActionItem,
  type ActionItemDraft,
  type OpenRefusal,
} from '#domain/action-items/action-item.ts';
import { allow, refuse, type Decision } from '#domain/decision.ts';
import { isSamePerson, type SensitivityClass, type StaffId } from '#domain/people.ts';
import {
  type ActiveReview,
  type Attendance,
  type ClientReview,
  type DoneReview,
  type Entry,
  type ReviewContent,
  type ReviewId,
  type Summary,
} from './client-review.ts';
import {
  dateOf,
  type Conference,
  type ConferenceInSession,
  type EndedConference,
} from './conference.ts';

/** What can be written in: during the session, and after its end until it is closed. */
export type OpenConference = ConferenceInSession | EndedConference;

export type OpenReviewRefusal = 'conference-not-open' | 'no-such-review' | 'review-not-begun';

type Here = { conference: OpenConference; review: ActiveReview | DoneReview };

function findReview(conference: Conference, reviewId: ReviewId): Decision<Here, OpenReviewRefusal> {
  if (conference.state !== 'in-session' && conference.state !== 'ended') {
    return refuse('conference-not-open');
  }
  const reviews: readonly ClientReview[] = conference.reviews;
  const review = reviews.find(({ id }) => id === reviewId);
  if (!review) return refuse('no-such-review');
  if (review.state === 'waiting' || review.state === 'not-covered') {
    return refuse('review-not-begun');
  }
  return allow({ conference, review });
}

function rewrite({ conference, review }: Here, change: Partial<ReviewContent>): OpenConference {
  const apply = <R extends ClientReview>(other: R): R =>
    other.id === review.id ? { ...other, ...change } : other;
  if (conference.state === 'ended') {
    return { ...conference, reviews: conference.reviews.map((other) => apply(other)) };
  }
  return { ...conference, reviews: conference.reviews.map((other) => apply(other)) };
}

export type EntryRefusal =
  | OpenReviewRefusal
  | 'text-missing'
  | 'text-too-long'
  | 'author-not-at-this-review';

export function addEntry(
  conference: Conference,
  { reviewId, entry }: { reviewId: ReviewId; entry: Entry },
): Decision<OpenConference, EntryRefusal> {
  const found = findReview(conference, reviewId);
  if (!found.allowed) return found;
  const { review } = found.value;
  const text = entry.text.trim();
  if (text === '') return refuse('text-missing');
  if (text.length > longestText) return refuse('text-too-long');
  const isAuthor = ({ person }: Pick<Attendance, 'person'>) => isSamePerson(person, entry.author);
  const isHere =
    found.value.conference.attendees.some(isAuthor) &&
    !review.attendance.some((seen) => seen.state === 'absent' && isAuthor(seen));
  if (!isHere) return refuse('author-not-at-this-review');
  return allow(rewrite(found.value, { entries: [...review.entries, { ...entry, text }] }));
}

export type AttendanceRefusal = OpenReviewRefusal | 'not-an-attendee' | 'presence-outside-review';

/** Says again who was there and for how long; the last word about a person stands. */
export function recordAttendance(
  conference: Conference,
  { reviewId, attendance }: { reviewId: ReviewId; attendance: Attendance },
): Decision<OpenConference, AttendanceRefusal> {
  const found = findReview(conference, reviewId);
  if (!found.allowed) return found;
  const { review } = found.value;
  const isThem = ({ person }: Pick<Attendance, 'person'>) =>
    isSamePerson(person, attendance.person);
  if (!found.value.conference.attendees.some(isThem)) return refuse('not-an-attendee');
  if (attendance.state === 'present' && !liesWithin(attendance, review)) {
    return refuse('presence-outside-review');
  }
  const others = review.attendance.filter((seen) => !isThem(seen));
  return allow(rewrite(found.value, { attendance: [...others, attendance] }));
}

function liesWithin(
  { presentFrom, presentUntil }: Extract<Attendance, { state: 'present' }>,
  review: ActiveReview | DoneReview,
): boolean {
  const endedAt = review.state === 'done' ? review.endedAt : null;
  const bounds = [review.startedAt, presentFrom, presentUntil, endedAt].filter((i) => i !== null);
  return (
    bounds.every((instant, i) => {
      const before = bounds[i - 1];
      return before === undefined || Temporal.Instant.compare(before, instant) <= 0;
    }) && !(review.state === 'done' && presentUntil === null)
  );
}

export type SummaryRefusal = OpenReviewRefusal | 'text-missing' | 'only-the-facilitator-confirms';

type Confirmation = {
  reviewId: ReviewId;
  text: string;
  class: SensitivityClass;
  how: Summary['how'];
  by: StaffId;
  at: Temporal.Instant;
};

/** The facilitator sums up and the group says yes: without that yes there is no summary. */
export function confirmSummary(
  conference: Conference,
  { reviewId, by, at, how, class: sensitivity, text }: Confirmation,
): Decision<OpenConference, SummaryRefusal> {
  const found = findReview(conference, reviewId);
  if (!found.allowed) return found;
  if (text.trim() === '') return refuse('text-missing');
  if (found.value.conference.roles.facilitator !== by) {
    return refuse('only-the-facilitator-confirms');
  }
  const summary: Summary = {
    text: text.trim(),
    class: sensitivity,
    confirmedBy: by,
    confirmedAt: at,
    how,
  };
  return allow(rewrite(found.value, { summary }));
}

type NewItem = {
  reviewId: ReviewId;
  item: Omit<ActionItemDraft, 'reviewId' | 'clientId'>;
  at: Temporal.Instant;
};

export function addActionItem(
  conference: Conference,
  { reviewId, item, at }: NewItem,
): Decision<OpenConference, OpenReviewRefusal | OpenRefusal | 'no-such-need'> {
  const found = findReview(conference, reviewId);
  if (!found.allowed) return found;
  const { review } = found.value;
  const needs = review.entries.filter(({ kind }) => kind === 'need');
  if (item.needId !== null && !needs.some(({ id }) => id === item.needId)) {
    return refuse('no-such-need');
  }
  const draft = { ...item, reviewId, clientId: review.clientId };
  const opened = openActionItem(draft, dateOf(at, found.value.conference.schedule));
  if (!opened.allowed) return opened;
  return allow(rewrite(found.value, { actionItems: [...review.actionItems, opened.value] }));
}

type Explanation = { reviewId: ReviewId; what: 'no-action' | 'no-needs'; reason: string };

/** Why this client leaves without an action, or without a need: silence is not an answer. */
export function explain(
  conference: Conference,
  { reviewId, what, reason }: Explanation,
): Decision<OpenConference, OpenReviewRefusal | 'reason-missing'> {
  const found = findReview(conference, reviewId);
  if (!found.allowed) return found;
  const text = reason.trim();
  if (text === '') return refuse('reason-missing');
  const change = what === 'no-action' ? { noActionReason: text } : { noNeedsReason: text };
  return allow(rewrite(found.value, change));
}
