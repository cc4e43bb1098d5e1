import { sensitivityClasses } from '#domain/people.ts';
import type {
  BillingRule,
  ConsentRule,
  DistributionRule,
  FollowUpRule,
} from '#domain/program-policy/policy-rules.ts';
import type {
  AttemptRule,
  Citation,
  ConferenceDefinition,
  IntervalRule,
  ModeRule,
  PlanUpdateRule,
  TriggerRule,
} from '#domain/program-policy/program-policy.ts';
import { providerClasses, topicCodes } from '#domain/program-policy/policy-words.ts';

/** What the five programs share; each preset names only what sets it apart. */
export const standardConference: ConferenceDefinition = {
  requireCaseManager: true,
  teamRoles: [],
  minProviders: 1,
  acceptedProviderClasses: providerClasses.filter((providerClass) => providerClass !== 'family'),
  internalOtherProgramCounts: true,
  familyCountsAsProvider: false,
  requireServiceRelationship: 'warn',
  requireTwoWay: true,
  requirePlanned: 'warn',
  minNoticeMinutes: 60,
  clientPresence: 'expected_reason_if_absent',
  interdisciplinary: 'warn',
  keyProviderCoverage: 'off',
  minTopics: 1,
  topicCodes,
};

export const standardEscalations: IntervalRule['escalations'] = [
  { offsetDays: -30, to: ['worker'] },
  { offsetDays: 0, to: ['worker', 'supervisor'] },
  { offsetDays: 7, to: ['program_admin'] },
];

export const standardCadence: Omit<IntervalRule, 'ruleId' | 'interval'> = {
  obligation: 'required',
  kind: 'interval',
  anchor: 'last_qualifying_conference',
  firstDue: { from: 'enrollment_start', interval: 'same' },
  nonBusinessDay: 'keep',
  dueSoonDays: 30,
  graceDays: 0,
  pauses: [],
  resumeDays: 0,
  applyToOpenObligations: false,
  escalations: standardEscalations,
};

const spoken = { counts: true, documentation: 'normal', billable: false } as const;

/** In person first, because it clears conflicts best; then video, then the telephone. */
export const spokenModes: readonly ModeRule[] = [
  { ...spoken, mode: 'in_person', preference: 1, reasonRequiredBelowPreference: 1 },
  { ...spoken, mode: 'video', preference: 2, reasonRequiredBelowPreference: 1 },
  { ...spoken, mode: 'telephone', preference: 3, reasonRequiredBelowPreference: 1 },
  { ...spoken, mode: 'mixed', preference: 2, reasonRequiredBelowPreference: 1 },
];

export const emailNeverCounts: ModeRule = {
  mode: 'email',
  counts: false,
  preference: 9,
  documentation: 'normal',
  billable: false,
};

/** The changes that every program can be told of: what they open, and how urgently, is for its policy to say. */
const significantChanges: readonly Pick<
  TriggerRule,
  'code' | 'label' | 'severity' | 'sensitivity'
>[] = [
  { code: 'nonadherence', label: 'Not taking medication or treatment', severity: 'urgent' },
  {
    code: 'suicidal_ideation',
    label: 'Suicidal ideation',
    severity: 'crisis',
    sensitivity: ['mental_health'],
  },
  { code: 'missed_care', label: 'Not keeping medical appointments', severity: 'urgent' },
  { code: 'hospital_release', label: 'Released from hospital', severity: 'urgent' },
  { code: 'jail_release', label: 'Released from jail or prison', severity: 'urgent' },
  { code: 'housing_loss', label: 'Lost or losing housing', severity: 'urgent' },
  {
    code: 'other_significant',
    label: 'Other significant health or social change',
    severity: 'routine',
  },
];

const asked = { code: 'asked_for', label: 'Asked for', severity: 'routine' } as const;
const openEnded = { withinDays: null, countsForCadence: true } as const;

export const requiredTriggers: readonly TriggerRule[] = significantChanges.map((change) => ({
  ...openEnded,
  ...change,
  obligation: 'required',
}));

export const recommendedTriggers: readonly TriggerRule[] = [...significantChanges, asked].map(
  (change) => ({ ...openEnded, ...change, obligation: 'recommended' }),
);

export const unverifiedPlan: PlanUpdateRule = {
  requireClientAgreement: false,
  verification: 'off',
  verifyWithinDays: 7,
  verifierMayBeAuthor: true,
  pendingCountsAsReflected: true,
};

export const standardFollowUp: FollowUpRule = {
  ownerRequired: true,
  dueDateRequired: true,
  followUpPlanRequired: true,
  noActionNeedsReason: true,
  carryForwardToNext: true,
  remindBeforeDays: [7, 1],
};

export const standardAttempts: AttemptRule = {
  effect: 'label_only',
  minAttemptsForLabel: 1,
  silenceDays: 5,
  channels: ['telephone', 'email', 'letter', 'in_person', 'message'],
  outcomes: ['no_response', 'left_message', 'declined', 'no_show', 'undeliverable', 'rescheduled'],
};

export const immediateDistribution: DistributionRule = {
  onClose: true,
  targetMinutes: 0,
  lateAfterHours: 24,
  includeYourActions: true,
  absenteesToo: true,
};

export const standardConsent: ConsentRule = {
  gates: { invite: 'block', agenda: 'block', start: 'warn', distribute: 'block' },
  classesHandled: [...sensitivityClasses],
  invalidConsentEffect: 'count_with_incident',
  noticeTexts: ['ny_27f_redisclosure', 'part2_redisclosure'],
  oralNoticeDays: 10,
};

export const noBilling: BillingRule = {
  enabled: false,
  method: 'none',
  unitRule: 'none',
  minMinutes: 0,
  sumScope: 'review',
  oneBillerScope: 'client_review',
  billableRoles: [],
  requiredModes: [],
  externalRequired: false,
  excluded: ['preparation', 'travel', 'no_show', 'internal_only', 'supervision'],
  extraBillable: [],
  requiredFields: [],
  signature: [],
  timelyFilingDays: 90,
  codes: [],
  claimFormat: 'csv',
};

export const aidsInstituteStandard: readonly Citation[] = [
  {
    title:
      'New York State AIDS Institute, case management standards: coordination and conferencing',
    section: 'Case Coordination and Case Conferencing',
    url: null,
  },
  {
    title: 'New York State Department of Health, sample case conference form',
    section: null,
    url: 'https://www.health.ny.gov/diseases/aids/providers/standards/casemanagement/docs/case_conference.pdf',
  },
];
