import type { Purpose } from '#domain/consent/consent.ts';
import type {
  AgencyId,
  OrganizationId,
  PersonRef,
  SensitivityClass,
  StaffId,
} from '#domain/people.ts';
import {
  hasContent,
  type ClientReview,
  type DoneReview,
  type NotCoveredReview,
  type ReviewId,
  type WaitingReview,
} from './client-review.ts';

export type ConferenceId = string;

export const modes = ['in_person', 'telephone', 'video', 'email'] as const;
export type Mode = (typeof modes)[number];

/** The purpose that a consent must name for anything that a conference tells. */
export const conferencePurpose = 'case_conference' as const satisfies Purpose;

export const roles = ['facilitator', 'timekeeper', 'notetaker'] as const;
export type Role = (typeof roles)[number];

/** Roles are held by staff: each of them sees every client of the meeting. */
export type Roles = Record<Role, StaffId>;
export type RolesSoFar = Record<Role, StaffId | null>;

export type Schedule = {
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** The program's zone: every civil date of the conference is read in it. */
  timeZone: string;
  mode: Mode;
  place: string | null;
};

export type Reply = 'waiting' | 'yes' | 'no' | 'another-time';

/** A person of this meeting as they are on its date: title and agency do not change afterwards. */
export type Attendee = {
  person: PersonRef;
  name: string;
  /** Position; for a support, what they are to the client. */
  title: string | null;
  agency: string | null;
  organizationId: OrganizationId | null;
  /** What it tells of somebody that this person serves them. */
  tells: SensitivityClass;
  /** The client reviews the planner wants them for. */
  wantedFor: readonly ReviewId[];
  /** The client reviews they were invited to: what consent allowed of the above. */
  invitedTo: readonly ReviewId[];
  reply: Reply;
};

/** A conference is in exactly one of these states; each state carries only what is true in it. */
export type Conference =
  | DraftConference
  | ScheduledConference
  | ConferenceInSession
  | EndedConference
  | ClosedConference
  | CancelledConference
  | DiscardedConference;

type Common = {
  id: ConferenceId;
  agencyId: AgencyId;
  /** By whose days its papers hold. */
  agencyZone: string;
  attendees: readonly Attendee[];
};
type Held = Common & {
  schedule: Schedule;
  roles: Roles;
  invitedAt: Temporal.Instant;
  startedAt: Temporal.Instant;
};

export type DraftConference = Common & {
  state: 'draft';
  schedule: Schedule | null;
  roles: RolesSoFar;
  reviews: readonly WaitingReview[];
};
export type ScheduledConference = Common & {
  state: 'scheduled';
  schedule: Schedule;
  roles: RolesSoFar;
  invitedAt: Temporal.Instant;
  reviews: readonly WaitingReview[];
};
export type ConferenceInSession = Held & {
  state: 'in-session';
  reviews: readonly ClientReview[];
};
export type EndedConference = Held & {
  state: 'ended';
  endedAt: Temporal.Instant;
  reviews: readonly (DoneReview | NotCoveredReview)[];
};
export type ClosedConference = Omit<EndedConference, 'state'> & {
  state: 'closed';
  closedAt: Temporal.Instant;
  closedBy: StaffId;
};
export type CancelledConference = Omit<DraftConference | ScheduledConference, 'state'> & {
  state: 'cancelled';
  cancelledAt: Temporal.Instant;
  cancelledBy: StaffId;
  reason: string;
};
/** Started, and then not held: nothing of it counts. */
export type DiscardedConference = Omit<ConferenceInSession | EndedConference, 'state'> & {
  state: 'discarded';
  discardedAt: Temporal.Instant;
  discardedBy: StaffId;
  reason: string;
};

export const dateOf = (at: Temporal.Instant, { timeZone }: Schedule) =>
  at.toZonedDateTimeISO(timeZone).toPlainDate();

/** Papers hold by the days of the agency that keeps them, wherever the meeting is: the database asks them so. */
export const momentOf = (at: Temporal.Instant, { agencyZone }: Pick<Common, 'agencyZone'>) => ({
  at,
  on: at.toZonedDateTimeISO(agencyZone).toPlainDate(),
});

/** An exchange by email is held once it is answered, whatever was written about it; anything else, once something was written. */
export const wasHeld = (
  review: ClientReview,
  { schedule }: { schedule: Pick<Schedule, 'mode'> },
): boolean => (schedule.mode === 'email' ? review.repliedAt !== null : hasContent(review));
