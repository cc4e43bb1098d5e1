import type { SensitivityClass } from '#domain/people.ts';
import type {
  anchors,
  artifacts,
  clientPresences,
  documentationLevels,
  documentedFields,
  escalationTargets,
  gates,
  groundCodes,
  intervalUnits,
  keyProviderCoverages,
  modes,
  nonBusinessDays,
  policyStatuses,
  severities,
  strengths,
  topicCodes,
  verifications,
} from './policy-words.ts';
import type { ProviderKind } from './own-kinds.ts';
import type { BillingRule, ConsentRule, DistributionRule, FollowUpRule } from './policy-rules.ts';

export type Strength = (typeof strengths)[number];
export type Mode = (typeof modes)[number];
export type Artifact = (typeof artifacts)[number];
export type DocumentedField = (typeof documentedFields)[number];
export type TopicCode = (typeof topicCodes)[number];
export type GroundCode = (typeof groundCodes)[number];
export type Gate = (typeof gates)[number];

/** A day is a day and a month is a calendar month: neither is ever turned into the other. */
export type Interval = { value: number; unit: (typeof intervalUnits)[number] };

export type Citation = { title: string; section: string | null; url: string | null };

export type PolicyIdentity = {
  title: string;
  docCode?: string;
  type?: string;
  category?: string;
  level?: string;
  parties?: readonly string[];
  approvalLevel?: string;
  issuedOn?: Temporal.PlainDate;
  revisionDates?: readonly Temporal.PlainDate[];
  lastReviewed?: Temporal.PlainDate;
  nextReviewDue?: Temporal.PlainDate;
  supportingRefs?: readonly string[];
  parentDoc?: { code: string; title: string };
  relatedDocs?: readonly { code: string; title: string }[];
  citations: readonly Citation[];
};

export type Vocabulary = { client: string; plan: string; worker: string; conference: string };

/** Weekend days are ISO day numbers, Monday 1 to Sunday 7. */
export type BusinessCalendar = {
  holidays: readonly Temporal.PlainDate[];
  weekend: readonly number[];
};

type EveryCadenceRule = {
  ruleId: string;
  obligation: Strength;
  nonBusinessDay: (typeof nonBusinessDays)[number];
  dueSoonDays: number;
  /** Changes the label of what is late; never the due date. */
  graceDays: number;
  /** The kinds of pause that freeze this rule. */
  pauses: readonly string[];
  resumeDays: number;
  /** A new version re-dates obligations that are already running. */
  applyToOpenObligations: boolean;
  escalations: readonly { offsetDays: number; to: readonly (typeof escalationTargets)[number][] }[];
};

export type IntervalRule = EveryCadenceRule & {
  kind: 'interval';
  interval: Interval;
  anchor: (typeof anchors)[number];
  firstDue: { from: 'enrollment_start'; interval: 'same' | Interval };
};

export type AtEventRule = EveryCadenceRule & {
  kind: 'at_event';
  event: {
    type: 'reassessment';
    windowBeforeDays: number;
    windowAfterDays: number;
    oneConferencePerEvent: boolean;
  };
};

export type CadenceRule = IntervalRule | AtEventRule;

export type TriggerRule = {
  code: string;
  label: string;
  obligation: 'required' | 'recommended';
  severity: (typeof severities)[number];
  /** Null sets no deadline: the obligation stays open and its age is shown. */
  withinDays: number | null;
  countsForCadence: boolean;
  sensitivity?: readonly SensitivityClass[];
};

export type ConferenceDefinition = {
  requireCaseManager: boolean;
  /** The roles that are the team; none named means everybody who works in the program. */
  teamRoles: readonly string[];
  minProviders: number;
  acceptedProviderClasses: readonly ProviderKind[];
  requireOneOf?: readonly ProviderKind[];
  internalOtherProgramCounts: boolean;
  familyCountsAsProvider: boolean;
  requireServiceRelationship: Gate;
  requireTwoWay: boolean;
  requirePlanned: Gate;
  minNoticeMinutes: number;
  clientPresence: (typeof clientPresences)[number];
  interdisciplinary: Gate;
  keyProviderCoverage: (typeof keyProviderCoverages)[number];
  minTopics: number;
  topicCodes: readonly TopicCode[];
};

export type ModeRule = {
  mode: Mode;
  counts: boolean;
  preference: number;
  documentation: (typeof documentationLevels)[number];
  reasonRequiredBelowPreference?: number;
  attachmentsExpected?: boolean;
  billable: boolean;
  note?: string;
};

export type DocumentationRule = {
  artifacts: { allOf?: readonly Artifact[]; anyOf?: readonly Artifact[]; preferred?: Artifact };
  requiredFields: readonly DocumentedField[];
  /** After the end; what still waits after that is told as late. */
  finalizeWithinHours: number;
  lateEntryHours: number;
  attemptsNeedArtifacts: boolean;
  externalSystemName?: string;
};

export type PlanUpdateRule = {
  requireClientAgreement: boolean;
  /** Whether somebody looks into the plan after each conference. */
  verification: (typeof verifications)[number];
  verifyWithinDays: number;
  verifierMayBeAuthor: boolean;
  /** A step that waits for the client's agreement counts as one that stands in the plan. */
  pendingCountsAsReflected: boolean;
};

/** By default an attempt only adds a label; an agency may let it defer the due date. */
export type AttemptRule = {
  effect: 'label_only' | 'defer_days';
  deferDays?: number;
  minAttemptsForLabel: number;
  /** After so many days without an answer, an invitation is proposed as an attempt. */
  silenceDays?: number;
  channels: readonly string[];
  outcomes: readonly string[];
};

export type AssumptionRule = {
  mustAllHold: readonly GroundCode[];
  anyOf: readonly GroundCode[];
  recordRationale: boolean;
};

/** What is asked of a client who is in the other program too: for how long at most, and which conferences of both together. */
export type CrossProgramRule = {
  kind: 'dual_enrollment';
  otherPolicyId: string;
  maxDays: number;
  jointConference: readonly ('on_admission' | 'before_end')[];
  /** A joint conference counts as one only with its steps in writing. */
  jointPlan: boolean;
};

/** What one program asks of its conferences, as data: a version is immutable once active. */
export type ProgramPolicy = {
  policyId: string;
  version: number;
  status: (typeof policyStatuses)[number];
  effectiveFrom: Temporal.PlainDate;
  /** The last day on which this version is in force. */
  effectiveTo?: Temporal.PlainDate;
  identity: PolicyIdentity;
  timeZone: string;
  vocabulary: Vocabulary;
  businessCalendar?: BusinessCalendar;
  cadence: readonly CadenceRule[];
  triggers: readonly TriggerRule[];
  conference: ConferenceDefinition;
  modes: readonly ModeRule[];
  documentation: DocumentationRule;
  planUpdate: PlanUpdateRule;
  followUp: FollowUpRule;
  attempts: AttemptRule;
  distribution: DistributionRule;
  consent: ConsentRule;
  billing: BillingRule;
  assumption?: AssumptionRule;
  crossProgram?: readonly CrossProgramRule[];
};
