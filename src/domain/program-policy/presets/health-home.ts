import type { ModeRule, ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import {
  immediateDistribution,
  noBilling,
  requiredTriggers,
  spokenModes,
  standardAttempts,
  standardCadence,
  standardConference,
  standardConsent,
  standardFollowUp,
  unverifiedPlan,
} from './standard-parts.ts';

const equallyPreferred = spokenModes.map((mode) => ({ ...mode, preference: 1 }));

const carefullyDocumentedEmail: ModeRule = {
  mode: 'email',
  counts: true,
  preference: 2,
  documentation: 'strict',
  attachmentsExpected: true,
  billable: false,
};

/** Health Home: every six calendar months, and after every significant or critical change. */
export const healthHome: ProgramPolicy = {
  policyId: 'hh-1.009',
  version: 1,
  status: 'active',
  effectiveFrom: Temporal.PlainDate.from('2000-01-01'),
  identity: {
    title: 'Case conferencing',
    docCode: '1.009',
    type: 'Policy',
    category: 'Health Home',
    citations: [{ title: 'Health Home policy 1.009, Case Conferencing', section: null, url: null }],
  },
  timeZone: 'America/New_York',
  vocabulary: {
    client: 'patient',
    plan: 'Care Plan',
    worker: 'care manager',
    conference: 'case conference',
  },
  cadence: [
    {
      ...standardCadence,
      ruleId: 'every-six-months',
      interval: { value: 6, unit: 'calendar_month' },
    },
  ],
  triggers: requiredTriggers,
  conference: {
    ...standardConference,
    requireOneOf: ['medical', 'behavioral', 'social'],
    requirePlanned: 'off',
  },
  modes: [...equallyPreferred, carefullyDocumentedEmail],
  documentation: {
    artifacts: { allOf: ['conference_assessment', 'plan_activity_note'] },
    requiredFields: ['exchange_log', 'follow_up_plan'],
    finalizeWithinHours: 72,
    lateEntryHours: 24,
    attemptsNeedArtifacts: true,
    externalSystemName: 'ACD',
  },
  planUpdate: { ...unverifiedPlan, verification: 'required' },
  followUp: standardFollowUp,
  attempts: standardAttempts,
  distribution: immediateDistribution,
  consent: standardConsent,
  billing: {
    ...noBilling,
    enabled: true,
    method: 'monthly',
    claimFormat: '837I',
    monthly: { coreServiceCodes: ['care_coordination'], questionnaireRequired: true },
  },
};
