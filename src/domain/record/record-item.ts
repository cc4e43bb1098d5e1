import type { ContactRelation } from '#domain/coordination/contact-link.ts';
import type { SensitivityClass } from '#domain/people.ts';
import type { Mode } from '#domain/program-policy/program-policy.ts';
import type { AttemptMade } from './attempt-told.ts';
import type { ClockFactTold } from './clock-fact-told.ts';
import type { VerificationTold } from './verification-told.ts';
import type { ContactActivity, ContactChannel } from './contact-activities.ts';

type Done<Kind extends string, Change extends string, Facts> = {
  kind: Kind;
  change: Change;
} & Facts;

export type ConferenceHeld = Done<
  'conference',
  'held' | 'voided' | 'restored',
  {
    reviewId: string;
    conferenceId: string;
    number: number;
    mode: Mode;
    minutes: number | null;
    people: readonly string[];
    /** What was agreed, in the facilitator's words; null for those who may not read them. */
    outcome: string | null;
    /** Null for those who may not read all of the case: they would count only some. */
    actions: { total: number; open: number } | null;
    counts: boolean | null;
    isVoid: boolean;
    /** A review among the agency's own staff. */
    isInternal: boolean;
    /** The days of the contacts that led to it, and of those that came of it. */
    contacts: Readonly<Record<ContactRelation, readonly Temporal.PlainDate[]>>;
  }
>;

export type Addendum = { text: string; by: string; at: Temporal.Instant };

export type ContactMade = Done<
  'contact',
  'made',
  {
    contactId: string;
    activity: ContactActivity;
    otherActivity: string;
    isInternal: boolean;
    /** "Harbor Housing, Joanne Pike" or a colleague's name. */
    partner: string;
    channel: ContactChannel;
    minutes: number | null;
    note: string;
    class: SensitivityClass;
    /** The class that the case holds, where the writer chose a lower one. */
    loweredFrom: SensitivityClass | null;
    addenda: readonly Addendum[];
    /** The conferences that it led to, or came of. */
    conferences: readonly {
      conferenceId: string;
      number: number;
      relation: ContactRelation;
      heldOn: Temporal.PlainDate | null;
    }[];
  }
>;

/** One entry of a client's record with every name in it, so that a screen and a page of paper say the same. */
export type RecordItem = {
  entryId: string;
  on: Temporal.PlainDate;
  at: Temporal.Instant | null;
  recordedAt: Temporal.Instant;
  by: string | null;
} & (
  | Done<'import', 'made' | 'updated', { source: string }>
  | Done<
      'enrollment',
      'began' | 'ended' | 'moved' | 'corrected',
      { program: string; worker: string | null }
    >
  | ConferenceHeld
  | Done<
      'held-elsewhere',
      'recorded' | 'corrected',
      { enrollmentId: string; program: string; source: string; isSuperseded: boolean }
    >
  | Done<
      'action',
      'done' | 'cancelled' | 'agreed' | 'declined' | 'answer-taken-back',
      { text: string; owner: string | null; outcome: string }
    >
  | ContactMade
  | AttemptMade
  | Done<
      'mail',
      'invitation' | 'reminder' | 'change' | 'cancellation' | 'notice' | 'document',
      { recipient: string; state: string }
    >
  | Done<
      'consent',
      'signed' | 'refused' | 'revoked' | 'ended' | 'withdrawn',
      { recipient: string; from: Temporal.PlainDate; until: Temporal.PlainDate | null }
    >
  | Done<'document', 'filed', { reviewId: string | null; pages: number }>
  | ClockFactTold
  | VerificationTold
);
