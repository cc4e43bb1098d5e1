import type { ActionItem } from '#domain/action-items/action-item.ts';
import type { ClientId, PersonRef, SensitivityClass, StaffId } from '#domain/people.ts';

export type ReviewId = string;
export type EntryId = string;

export type Reason = { code: string; text: string | null; class: SensitivityClass };

export const entryKinds = ['strength', 'barrier', 'need', 'solution'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** One line that somebody at the table said. */
export type Entry = {
  id: EntryId;
  kind: EntryKind;
  text: string;
  author: PersonRef;
  at: Temporal.Instant;
  class: SensitivityClass;
};

/** Who was there for this client, and from when until when: it decides disclosure and billing. */
export type Attendance =
  | {
      state: 'present';
      person: PersonRef;
      presentFrom: Temporal.Instant;
      /** Null while the person is still there; the end of the review fills it in. */
      presentUntil: Temporal.Instant | null;
    }
  | { state: 'absent'; person: PersonRef; reason: string | null };

export type Summary = {
  text: string;
  class: SensitivityClass;
  confirmedBy: StaffId;
  confirmedAt: Temporal.Instant;
  how: 'aloud' | 'each-agreed';
};

/** What the people at the table say and agree about one client. */
export type ReviewContent = {
  attendance: readonly Attendance[];
  entries: readonly Entry[];
  noNeedsReason: string | null;
  summary: Summary | null;
  actionItems: readonly ActionItem[];
  noActionReason: string | null;
};

/** One client's part of a conference: the unit that counts, discloses, bills and prints. */
export type ClientReview = WaitingReview | ActiveReview | DoneReview | NotCoveredReview;

export type ReviewPlan = {
  id: ReviewId;
  clientId: ClientId;
  enrollmentId: string;
  programId: string;
  reasons: readonly Reason[];
  /** What being discussed here gives away by itself: general, and the class of a program that implies one. */
  impliedClasses: readonly SensitivityClass[];
  plannedMinutes: number;
  position: number;
  /** In an exchange by email, the first answer of substance: it makes it a conference, on its own day. */
  repliedAt: Temporal.Instant | null;
};
export type WaitingReview = ReviewPlan & ReviewContent & { state: 'waiting' };
export type ActiveReview = ReviewPlan &
  ReviewContent & { state: 'active'; startedAt: Temporal.Instant };
export type DoneReview = ReviewPlan &
  ReviewContent & {
    state: 'done';
    /** Null when it was written up from paper and the times are still to be entered. */
    startedAt: Temporal.Instant | null;
    endedAt: Temporal.Instant | null;
  };
export type NotCoveredReview = ReviewPlan & ReviewContent & { state: 'not-covered' };

export const emptyContent: ReviewContent = {
  attendance: [],
  entries: [],
  noNeedsReason: null,
  summary: null,
  actionItems: [],
  noActionReason: null,
};

export const hasContent = ({ entries, summary, actionItems }: ReviewContent) =>
  entries.length > 0 || summary !== null || actionItems.length > 0;

/** A form is to be filled in during the session; what is entered later is a later entry (C-11). An exchange by email has no session. */
export const isAfterwards = ({ at }: Pick<Entry, 'at'>, review: ClientReview): boolean =>
  review.state === 'done' &&
  review.repliedAt === null &&
  review.endedAt !== null &&
  Temporal.Instant.compare(at, review.endedAt) > 0;

type Placed = Pick<ReviewPlan, 'position'>;
export const byPosition = (a: Placed, b: Placed) => a.position - b.position;
