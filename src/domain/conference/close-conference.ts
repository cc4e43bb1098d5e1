import type { ActionItem } from '#domain/action-items/action-item.ts';
import { allow, refuse, type Decision } from '#domain/decision.ts';
import { isSamePerson, type ClientId, type PersonRef, type StaffId } from '#domain/people.ts';
import type { DoneReview, Entry, Reason, ReviewId, Summary } from './client-review.ts';
import { closingGaps, coveredReviews } from './closing-checks.ts';
import {
  dateOf,
  type Attendee,
  type ClosedConference,
  type Conference,
  type ConferenceId,
  type EndedConference,
  type Mode,
} from './conference.ts';
import { timesOf, type Interval } from './keep-time.ts';
import { peopleConcerned } from './plan-distribution.ts';

type ReviewKey = {
  reviewId: ReviewId;
  clientId: ClientId;
  enrollmentId: string;
  programId: string;
};

type PresentAttendee = Pick<Attendee, 'person' | 'name' | 'title' | 'agency'> & {
  presentFrom: Temporal.Instant;
  presentUntil: Temporal.Instant;
};

/** What the client's record says about this conference: this client's part of it and nothing else. */
export type RecordEntry = ReviewKey &
  Interval & {
    /** The start; of an exchange by email, its first answer. */
    heldAt: Temporal.Instant;
    heldOn: Temporal.PlainDate;
    mode: Mode;
    reasons: readonly Reason[];
    present: PresentAttendee[];
    absent: PersonRef[];
    entries: readonly Entry[];
    noNeedsReason: string | null;
    summary: Summary;
    actionItems: readonly ActionItem[];
    noActionReason: string | null;
    recordedBy: StaffId;
    recordedAt: Temporal.Instant;
  };

/** What a due date is counted from: held on a civil date of the program, finalized at an instant. */
export type FinalizedReview = ReviewKey &
  Interval & {
    heldAt: Temporal.Instant;
    heldOn: Temporal.PlainDate;
    mode: Mode;
    present: PersonRef[];
    finalizedAt: Temporal.Instant;
  };

/** Work for later, by ids only: what may be sent is decided again at the moment of sending. */
export type ClosingJob =
  | { kind: 'notice'; conferenceId: ConferenceId; person: PersonRef }
  | { kind: 'review-pdf'; conferenceId: ConferenceId; reviewId: ReviewId };

export type Closing = {
  conference: ClosedConference;
  records: RecordEntry[];
  finalized: FinalizedReview[];
  actionItems: ActionItem[];
  backToDue: ReviewKey[];
  jobs: ClosingJob[];
};
export type CloseRefusal =
  | 'conference-not-ended'
  | 'only-the-facilitator-closes'
  | 'closing-checks-open';

export function closeConference(
  conference: Conference,
  { by, at }: { by: StaffId; at: Temporal.Instant },
): Decision<Closing, CloseRefusal> {
  if (conference.state !== 'ended') return refuse('conference-not-ended');
  if (conference.roles.facilitator !== by) return refuse('only-the-facilitator-closes');
  if (closingGaps(conference).length > 0) return refuse('closing-checks-open');

  const closed: ClosedConference = { ...conference, state: 'closed', closedAt: at, closedBy: by };
  const covered = coveredReviews(conference);
  const records = covered.flatMap((review) => recordOf(review, closed) ?? []);
  return allow({
    conference: closed,
    records,
    finalized: records.map(finalizedOf),
    actionItems: covered.flatMap(({ actionItems }) => actionItems),
    backToDue: conference.reviews.filter(({ state }) => state === 'not-covered').map(keyOf),
    jobs: jobsOf(closed, covered),
  });
}

const keyOf = (review: EndedConference['reviews'][number]): ReviewKey => ({
  reviewId: review.id,
  clientId: review.clientId,
  enrollmentId: review.enrollmentId,
  programId: review.programId,
});

/** Null only for a review that the closing checks refuse. */
function recordOf(review: DoneReview, conference: ClosedConference): RecordEntry | null {
  const times = timesOf(review);
  const { entries, summary, actionItems, noActionReason, noNeedsReason, reasons } = review;
  if (times === null || summary === null) return null;
  return {
    ...keyOf(review),
    ...times,
    heldAt: review.repliedAt ?? times.startedAt,
    heldOn: dateOf(review.repliedAt ?? times.startedAt, conference.schedule),
    mode: conference.schedule.mode,
    reasons,
    present: presentAt(review, times, conference.attendees),
    absent: review.attendance.filter((a) => a.state === 'absent').map(({ person }) => person),
    entries,
    noNeedsReason,
    summary,
    actionItems,
    noActionReason,
    recordedBy: conference.closedBy,
    recordedAt: conference.closedAt,
  };
}

function presentAt(
  { attendance }: DoneReview,
  { endedAt }: Interval,
  attendees: readonly Attendee[],
): PresentAttendee[] {
  return attendance.flatMap((seen) => {
    if (seen.state === 'absent') return [];
    const { person, presentFrom, presentUntil } = seen;
    const attendee = attendees.find((other) => isSamePerson(other.person, person));
    if (!attendee) return [];
    const { name, title, agency } = attendee;
    return { person, name, title, agency, presentFrom, presentUntil: presentUntil ?? endedAt };
  });
}

const finalizedOf = (record: RecordEntry): FinalizedReview => ({
  reviewId: record.reviewId,
  clientId: record.clientId,
  enrollmentId: record.enrollmentId,
  programId: record.programId,
  startedAt: record.startedAt,
  endedAt: record.endedAt,
  heldAt: record.heldAt,
  heldOn: record.heldOn,
  mode: record.mode,
  present: record.present.map(({ person }) => person),
  finalizedAt: record.recordedAt,
});

function jobsOf(closed: ClosedConference, covered: readonly DoneReview[]): ClosingJob[] {
  const conferenceId = closed.id;
  return [
    ...peopleConcerned(closed).map((person): ClosingJob => ({
      kind: 'notice',
      conferenceId,
      person,
    })),
    ...covered.map(({ id }): ClosingJob => ({ kind: 'review-pdf', conferenceId, reviewId: id })),
  ];
}
