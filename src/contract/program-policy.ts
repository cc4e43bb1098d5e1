import { z } from 'zod';
import { sensitivityClasses } from '#domain/people.ts';
import { unverifiedPlan } from '#domain/program-policy/presets/standard-parts.ts';
import { flawsOf } from '#domain/program-policy/policy-flaws.ts';
import * as words from '#domain/program-policy/policy-words.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { day as dayOf } from './dates.ts';
import { ownKind } from './own-kind.ts';
import {
  billingRuleOf,
  consentRule,
  distributionRule,
  documentedField,
  followUpRule,
  plainDate,
  text,
  textOf,
  wholeOf,
} from './program-policy-rules.ts';

const interval = z.strictObject({ value: wholeOf('interval'), unit: z.enum(words.intervalUnits) });

const identityOf = <Day extends z.ZodType>(day: Day) =>
  z.strictObject({
    title: textOf('title'),
    docCode: text.exactOptional(),
    type: text.exactOptional(),
    category: text.exactOptional(),
    level: text.exactOptional(),
    parties: z.array(text).exactOptional(),
    approvalLevel: text.exactOptional(),
    issuedOn: day.exactOptional(),
    revisionDates: z.array(day).exactOptional(),
    lastReviewed: day.exactOptional(),
    nextReviewDue: day.exactOptional(),
    supportingRefs: z.array(text).exactOptional(),
    parentDoc: z.strictObject({ code: text, title: text }).exactOptional(),
    relatedDocs: z.array(z.strictObject({ code: text, title: text })).exactOptional(),
    citations: z.array(
      z.strictObject({
        title: text,
        section: text.nullable(),
        url: z
          .url('The address of a source: enter it whole, for example https://example.org/policy.')
          .nullable(),
      }),
    ),
  });

const everyCadenceRule = {
  ruleId: textOf('ruleId'),
  obligation: z.enum(words.strengths),
  nonBusinessDay: z.enum(words.nonBusinessDays),
  dueSoonDays: wholeOf('dueSoonDays'),
  graceDays: wholeOf('graceDays'),
  pauses: z.array(text),
  resumeDays: wholeOf('resumeDays'),
  applyToOpenObligations: z.boolean(),
  escalations: z.array(
    z.strictObject({
      offsetDays: wholeOf('offsetDays'),
      to: z.array(z.enum(words.escalationTargets)),
    }),
  ),
};

const cadenceRule = z.discriminatedUnion('kind', [
  z.strictObject({
    ...everyCadenceRule,
    kind: z.literal('interval'),
    interval,
    anchor: z.enum(words.anchors),
    firstDue: z.strictObject({
      from: z.literal('enrollment_start'),
      interval: z.union([z.literal('same'), interval]),
    }),
  }),
  z.strictObject({
    ...everyCadenceRule,
    kind: z.literal('at_event'),
    event: z.strictObject({
      type: z.literal('reassessment'),
      windowBeforeDays: wholeOf('windowBeforeDays'),
      windowAfterDays: wholeOf('windowAfterDays'),
      oneConferencePerEvent: z.boolean(),
    }),
  }),
]);

const triggerRule = z.strictObject({
  code: textOf('code'),
  label: textOf('label'),
  obligation: z.enum(['required', 'recommended']),
  severity: z.enum(words.severities),
  withinDays: wholeOf('withinDays').nullable(),
  countsForCadence: z.boolean(),
  sensitivity: z.array(z.enum(sensitivityClasses)).exactOptional(),
});

/** One that every agency has, or one that this agency added. */
const providerKind = z.union([z.enum(words.providerClasses), ownKind]);

const conference = z.strictObject({
  requireCaseManager: z.boolean(),
  teamRoles: z.array(text),
  minProviders: wholeOf('minProviders'),
  acceptedProviderClasses: z.array(providerKind),
  requireOneOf: z.array(providerKind).exactOptional(),
  internalOtherProgramCounts: z.boolean(),
  familyCountsAsProvider: z.boolean(),
  requireServiceRelationship: z.enum(words.gates),
  requireTwoWay: z.boolean(),
  requirePlanned: z.enum(words.gates),
  minNoticeMinutes: wholeOf('minNoticeMinutes'),
  clientPresence: z.enum(words.clientPresences),
  interdisciplinary: z.enum(words.gates),
  keyProviderCoverage: z.enum(words.keyProviderCoverages),
  minTopics: wholeOf('minTopics'),
  topicCodes: z.array(z.enum(words.topicCodes)),
});

const modeRule = z.strictObject({
  mode: z.enum(words.modes),
  counts: z.boolean(),
  preference: wholeOf('preference'),
  documentation: z.enum(words.documentationLevels),
  reasonRequiredBelowPreference: wholeOf('reasonRequiredBelowPreference').exactOptional(),
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
  finalizeWithinHours: wholeOf('finalizeWithinHours'),
  lateEntryHours: wholeOf('lateEntryHours'),
  attemptsNeedArtifacts: z.boolean(),
  externalSystemName: textOf('externalSystemName').exactOptional(),
});

/** Rules that were written before this could be asked for ask for no verification. */
const planUpdate = z.strictObject({
  requireClientAgreement: z.boolean(),
  verification: z.enum(words.verifications).default(unverifiedPlan.verification),
  verifyWithinDays: wholeOf('verifyWithinDays').default(unverifiedPlan.verifyWithinDays),
  verifierMayBeAuthor: z.boolean().default(unverifiedPlan.verifierMayBeAuthor),
  pendingCountsAsReflected: z.boolean().default(unverifiedPlan.pendingCountsAsReflected),
});

const attempts = z.strictObject({
  effect: z.enum(['label_only', 'defer_days']),
  deferDays: wholeOf('deferDays').exactOptional(),
  minAttemptsForLabel: wholeOf('minAttemptsForLabel'),
  silenceDays: wholeOf('silenceDays')
    .min(1, 'The days of silence: use 1 to 90.')
    .max(90, 'The days of silence: use 1 to 90.')
    .exactOptional(),
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
  maxDays: wholeOf('maxDays'),
  jointConference: z.array(z.enum(['on_admission', 'before_end'])),
  jointPlan: z.boolean(),
});

const aDay = 'The days of the weekend: use 1 for Monday to 7 for Sunday.';
const dayOfWeek = z.int(aDay).min(1, aDay).max(7, aDay);

const shapeOf = <Day extends z.ZodType>(day: Day) =>
  z.strictObject({
    policyId: text,
    version: wholeOf('version'),
    status: z.enum(words.policyStatuses),
    effectiveFrom: day,
    effectiveTo: day.exactOptional(),
    identity: identityOf(day),
    timeZone: textOf('timeZone'),
    vocabulary: z.strictObject({
      client: textOf('client'),
      plan: textOf('plan'),
      worker: textOf('worker'),
      conference: text,
    }),
    businessCalendar: z
      .strictObject({
        holidays: z.array(day),
        weekend: z.array(dayOfWeek),
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
    billing: billingRuleOf(day),
    assumption: assumption.exactOptional(),
    crossProgram: z.array(dualEnrollment).exactOptional(),
  });

/** The policy document as it travels and is kept: plain JSON, in the right shape, with or without contradictions. */
export const policyDocument = shapeOf(
  dayOf('A date of the policy: enter it as year, month and day, for example 2026-12-03.'),
);
export type PolicyDocument = z.output<typeof policyDocument>;

/** A policy as it is typed: it may still contradict itself. */
export const draftPolicy = shapeOf(plainDate) satisfies z.ZodType<ProgramPolicy>;

/** The policy document as JSON, read strictly into the domain's policy; every error names its field. */
export const programPolicy = draftPolicy.superRefine((policy, context) => {
  for (const { path, problem } of flawsOf(policy))
    context.addIssue({ code: 'custom', path: [...path], message: problem });
}) satisfies z.ZodType<ProgramPolicy>;
