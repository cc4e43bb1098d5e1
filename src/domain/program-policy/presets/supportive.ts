import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import {
  aidsInstituteStandard,
  emailNeverCounts,
  immediateDistribution,
  noBilling,
  recommendedTriggers,
  spokenModes,
  standardAttempts,
  standardConference,
  standardConsent,
  standardFollowUp,
  unverifiedPlan,
} from './standard-parts.ts';

/** Supportive case management: conferences are recommended as needed and never due. */
export const supportive: ProgramPolicy = {
  policyId: 'ny-aids-supportive',
  version: 1,
  status: 'active',
  effectiveFrom: Temporal.PlainDate.from('2000-01-01'),
  identity: {
    title: 'Supportive case management',
    type: 'Standard',
    category: 'Case management',
    citations: aidsInstituteStandard,
  },
  timeZone: 'America/New_York',
  vocabulary: {
    client: 'client',
    plan: 'service plan',
    worker: 'case manager',
    conference: 'case conference',
  },
  cadence: [],
  triggers: recommendedTriggers,
  conference: standardConference,
  modes: [...spokenModes, emailNeverCounts],
  documentation: {
    artifacts: { anyOf: ['conference_form', 'progress_note'], preferred: 'conference_form' },
    requiredFields: ['attendee_names', 'issues_discussed', 'follow_up_plan'],
    finalizeWithinHours: 72,
    lateEntryHours: 24,
    attemptsNeedArtifacts: false,
  },
  planUpdate: unverifiedPlan,
  followUp: standardFollowUp,
  attempts: standardAttempts,
  distribution: immediateDistribution,
  consent: standardConsent,
  billing: noBilling,
};
