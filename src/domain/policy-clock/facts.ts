import type { OwnKind } from '#domain/program-policy/own-kinds.ts';
import type { ProviderClass } from '#domain/program-policy/policy-words.ts';
import type {
  Artifact,
  DocumentedField,
  Mode,
  ProgramPolicy,
  TopicCode,
} from '#domain/program-policy/program-policy.ts';

/** When a fact entered the record, and when a later version or a correction took its place. */
export type Recorded = { recordedAt: Temporal.Instant; supersededAt: Temporal.Instant | null };

export type Enrollment = {
  id: string;
  startedOn: Temporal.PlainDate;
  /** The day on which the client left the program; its open obligations are closed from that day. */
  endedOn: Temporal.PlainDate | null;
  /** The versions of this one program's policy. */
  policies: readonly ProgramPolicy[];
  /** From when the program works with this product; what fell due before is backlog. */
  goLiveOn: Temporal.PlainDate | null;
};

export const affiliations = [
  'team',
  'internal_other',
  'external',
  'client',
  'family_support',
  'mco',
  'guest',
] as const;

/** Seen from the enrollment's program on the date of the conference. */
export type Affiliation = (typeof affiliations)[number];

export type ReviewAttendee = {
  personId: string;
  affiliation: Affiliation;
  role: string | null;
  providerClass: ProviderClass | null;
  /** The agency’s own kind of provider, under that class. */
  providerKind: OwnKind | null;
  /** Present for part of this very client review, not merely invited. */
  attended: boolean;
  servesClient: boolean;
  isKeyProvider: boolean;
  /** The programs of the agency on whose teams they were that day. */
  programIds: readonly string[];
};

export const reviewKinds = [
  'case_conference',
  'internal_case_review',
  'family_team_meeting',
  'crisis_conference',
] as const;

/** One client's review as it was held, judged by each of the client's programs on its own. */
export type ReviewFact = Recorded & {
  id: string;
  kind: (typeof reviewKinds)[number];
  /** The local date of the start; for e-mail the date of the provider's first substantive reply. */
  heldOn: Temporal.PlainDate;
  startAt: Temporal.Instant | null;
  endAt: Temporal.Instant | null;
  mode: Mode;
  attendees: readonly ReviewAttendee[];
  topics: readonly TopicCode[];
  documented: readonly DocumentedField[];
  artifacts: readonly { artifact: Artifact; completedAt: Temporal.Instant }[];
  finalizedAt: Temporal.Instant | null;
  voidedAt: Temporal.Instant | null;
  isTwoWay: boolean;
  plannedAt: Temporal.Instant | null;
  /** The trigger events for which it was called. */
  triggerIds: readonly string[];
  clientAbsenceReason: string | null;
  hasConsentIncident: boolean;
};

/** A conference that another system holds: it counts because somebody attests it. */
export type ElsewhereFact = Recorded & { id: string; heldOn: Temporal.PlainDate; source: string };

export type TriggerFact = Recorded & {
  id: string;
  code: string;
  occurredOn: Temporal.PlainDate;
  occurredAt: Temporal.Instant | null;
  /** False where its recorder judged that no conference is needed: what is only recommended then opens nothing. */
  isWanted: boolean;
};

/** That the client is in another program of the agency too: its rules may ask for conferences of both together. */
export type BesideFact = Recorded & {
  /** The other enrollment. */
  id: string;
  programId: string;
  policyId: string;
  startedOn: Temporal.PlainDate;
  endedOn: Temporal.PlainDate | null;
};

/** Somebody was one of the client's key providers, on the first and the last day too. */
export type KeyProviderFact = Recorded & {
  id: string;
  personId: string;
  from: Temporal.PlainDate;
  lastOn: Temporal.PlainDate | null;
};

export type ReassessmentFact = Recorded & { id: string; on: Temporal.PlainDate };

export type AttemptFact = Recorded & {
  id: string;
  on: Temporal.PlainDate;
  artifacts: readonly Artifact[];
};

/** Holds from its first day until the day before `until`; without a rule it covers all of them. */
export type ExemptionFact = Recorded & {
  id: string;
  ruleId: string | null;
  reason: string;
  from: Temporal.PlainDate;
  until: Temporal.PlainDate | null;
  reviewOn: Temporal.PlainDate | null;
};

export type PauseFact = Recorded & {
  id: string;
  kind: string;
  from: Temporal.PlainDate;
  /** The first day on which the clock runs again. */
  resumedOn: Temporal.PlainDate | null;
};

export const snoozeReasons = [
  'waiting_for_results',
  'waiting_for_provider',
  'waiting_for_client',
  'waiting_for_consent',
  'client_away',
  'being_planned',
  'other',
] as const;

/** The reason as a code alone: what somebody wrote about it may be restricted. */
export type SnoozeReason = (typeof snoozeReasons)[number];

/** Takes one open duty off the list for a while, and changes nothing else about it. */
export type SnoozeFact = Recorded & {
  id: string;
  ruleId: string;
  occurrenceId: string | null;
  /** The day on which it was set. */
  from: Temporal.PlainDate;
  /** The first day on which the duty shows again. */
  until: Temporal.PlainDate;
  reason: SnoozeReason;
};

export type ScheduledFact = Recorded & { conferenceId: string; on: Temporal.PlainDate };

export type Facts = {
  reviews: readonly ReviewFact[];
  elsewhere: readonly ElsewhereFact[];
  triggers: readonly TriggerFact[];
  beside: readonly BesideFact[];
  keyProviders: readonly KeyProviderFact[];
  reassessments: readonly ReassessmentFact[];
  attempts: readonly AttemptFact[];
  exemptions: readonly ExemptionFact[];
  pauses: readonly PauseFact[];
  snoozes: readonly SnoozeFact[];
  scheduled: readonly ScheduledFact[];
};

export const noFacts: Facts = {
  reviews: [],
  elsewhere: [],
  triggers: [],
  beside: [],
  keyProviders: [],
  reassessments: [],
  attempts: [],
  exemptions: [],
  pauses: [],
  snoozes: [],
  scheduled: [],
};

/** The date the question is asked for, and the knowledge it may be answered with. */
export type AsOf = { asOf: Temporal.PlainDate; asKnownAt: Temporal.Instant };
