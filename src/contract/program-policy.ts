import { z } from 'zod';
import { sensitivityClasses } from '#domain/people.ts';
import { flawsOf } from '#domain/program-policy/policy-flaws.ts';
import * as words from '#domain/program-policy/policy-words.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import {
  billingRule,
  consentRule,
  distributionRule,
  documentedField,
  followUpRule,
  plainDate,
  text,
  wholeNumber,
} from './program-policy-rules.ts';

const interval = z.strictObject({ value: wholeNumber, unit: z.enum(words.intervalUnits) });

const identity = z.strictObject({
  title: text,
  docCode: text.exactOptional(),
  type: text.exactOptional(),
  category: text.exactOptional(),
  level: text.exactOptional(),
  parties: z.array(text).exactOptional(),
  approvalLevel: text.exactOptional(),
  issuedOn: plainDate.exactOptional(),
  revisionDates: z.array(plainDate).exactOptional(),
  lastReviewed: plainDate.exactOptional(),
  nextReviewDue: plainDate.exactOptional(),
  supportingRefs: z.array(text).exactOptional(),
  parentDoc: z.strictObject({ code: text, title: text }).exactOptional(),
  relatedDocs: z.array(z.strictObject({ code: text, title: text })).exactOptional(),
  citations: z.array(
    z.strictObject({ title: text, section: text.nullable(), url: z.url().nullable() }),
  ),
});

const everyCadenceRule = {
  ruleId: text,
  obligation: z.enum(words.strengths),
  nonBusinessDay: z.enum(words.nonBusinessDays),
  dueSoonDays: wholeNumber,
  graceDays: wholeNumber,
  pauses: z.array(text),
  resumeDays: wholeNumber,
  applyToOpenObligations: z.boolean(),
  escalations: z.array(
    z.strictObject({ offsetDays: wholeNumber, to: z.array(z.enum(words.escalationTargets)) }),
  ),
};

const cadenceRule = z.discriminatedUnion('kind', [
  z.strictObject({
    ...everyCadenceRule,
    kind: z.literal('interval'),
    interval,
    anchor: z.enum(words.anchors),
    firstDue: z.strictObject({
      from: z.enum(['enrollment_start', 'initial_plan_date']),
      interval: z.union([z.literal('same'), interval]),
    }),
  }),
  z.strictObject({
    ...everyCadenceRule,
    kind: z.literal('at_event'),
    event: z.strictObject({
      type: z.literal('reassessment'),
      windowBeforeDays: wholeNumber,
      windowAfterDays: wholeNumber,
      oneConferencePerEvent: z.boolean(),
    }),
  }),
]);

const triggerRule = z.strictObject({
  code: text,
  label: text,
  obligation: z.enum(['required', 'recommended']),
  severity: z.enum(words.severities),
  withinDays: wholeNumber.nullable(),
  countsForCadence: z.boolean(),
  sensitivity: z.array(z.enum(sensitivityClasses)).exactOptional(),
});

const conference = z.strictObject({
  requireCaseManager: z.boolean(),
  teamRoles: z.array(text),
  minProviders: wholeNumber,
  acceptedProviderClasses: z.array(z.enum(words.providerClasses)),
  requireOneOf: z.array(z.enum(words.providerClasses)).exactOptional(),
  internalOtherProgramCounts: z.boolean(),
  familyCountsAsProvider: z.boolean(),
  requireServiceRelationship: z.enum(words.gates),
  requireTwoWay: z.boolean(),
  requirePlanned: z.enum(words.gates),
  minNoticeMinutes: wholeNumber,
  clientPresence: z.enum(words.clientPresences),
  interdisciplinary: z.enum(words.gates),
  keyProviderCoverage: z.enum(words.keyProviderCoverages),
  minTopics: wholeNumber,
  topicCodes: z.array(z.enum(words.topicCodes)),
});

const modeRule = z.strictObject({
  mode: z.enum(words.modes),
  counts: z.boolean(),
  preference: wholeNumber,
  documentation: z.enum(words.documentationLevels),
  reasonRequiredBelowPreference: wholeNumber.exactOptional(),
  attachmentsExpected: z.boolean().exactOptional(),
  billable: z.boolean(),
  note: text.exactOptional(),
});

const documentation = z.strictObject({
  artifacts: z.strictObject({
    allOf: z.array(z.enum(words.artifacts)).exactOptional(),
    anyOf: z.array(z.enum(words.artifacts)).exactOptional(),
    preferred: z.enum(words.artifacts).exactOptional(),
  }),
  requiredFields: z.array(documentedField),
  liveCapture: z.enum(['off', 'expected', 'required']),
  finalizeWithinHours: wholeNumber,
  lateEntryHours: wholeNumber,
  signatures: z.array(
    z.strictObject({
      who: z.enum(['worker', 'supervisor', 'client', 'attendees']),
      need: z.enum(['required', 'optional', 'off']),
    }),
  ),
  attemptsNeedArtifacts: z.boolean(),
  externalSystemName: text.exactOptional(),
});

const planUpdate = z.strictObject({
  requireClientAgreement: z.boolean(),
  pendingCountsAsReflected: z.boolean(),
  verification: z.enum(['required', 'recommended', 'off']),
  verifyWithinDays: wholeNumber,
  verifierMayBeAuthor: z.boolean(),
});

const attempts = z.strictObject({
  effect: z.enum(['label_only', 'defer_days']),
  deferDays: wholeNumber.exactOptional(),
  minAttemptsForLabel: wholeNumber,
  silenceDays: z.int().min(1).max(90).exactOptional(),
  channels: z.array(text),
  outcomes: z.array(text),
});

const assumption = z.strictObject({
  mustAllHold: z.array(z.enum(words.groundCodes)),
  anyOf: z.array(z.enum(words.groundCodes)),
  recordRationale: z.boolean(),
});

const dualEnrollment = z.strictObject({
  kind: z.literal('dual_enrollment'),
  otherPolicyId: text,
  maxDays: wholeNumber,
  jointConference: z.array(z.enum(['on_admission', 'before_end'])),
  jointPlan: z.boolean(),
});

/** The policy document as JSON, read strictly into the domain's policy; every error names its field. */
export const programPolicy = z
  .strictObject({
    policyId: text,
    version: wholeNumber,
    status: z.enum(words.policyStatuses),
    effectiveFrom: plainDate,
    effectiveTo: plainDate.exactOptional(),
    identity,
    timeZone: text,
    vocabulary: z.strictObject({ client: text, plan: text, worker: text, conference: text }),
    businessCalendar: z
      .strictObject({
        holidays: z.array(plainDate),
        weekend: z.array(z.int().min(1).max(7)),
      })
      .exactOptional(),
    cadence: z.array(cadenceRule),
    triggers: z.array(triggerRule),
    conference,
    modes: z.array(modeRule),
    documentation,
    planUpdate,
    followUp: followUpRule,
    attempts,
    distribution: distributionRule,
    consent: consentRule,
    billing: billingRule,
    assumption: assumption.exactOptional(),
    crossProgram: z.array(dualEnrollment).exactOptional(),
  })
  .superRefine((policy, context) => {
    for (const { path, problem } of flawsOf(policy))
      context.addIssue({ code: 'custom', path: [...path], message: problem });
  }) satisfies z.ZodType<ProgramPolicy>;
