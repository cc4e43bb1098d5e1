import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import {
  emailNeverCounts,
  immediateDistribution,
  noBilling,
  spokenModes,
  standardAttempts,
  standardConference,
  standardConsent,
  standardFollowUp,
} from './standard-parts.ts';

/** A community care agency: it sets its own cadence and triggers, and every conference is planned. */
export const communityCare: ProgramPolicy = {
  policyId: 'community-care-3.mep.50',
  version: 1,
  status: 'active',
  effectiveFrom: Temporal.PlainDate.from('2004-03-25'),
  identity: {
    title: 'Case management',
    docCode: '3.MEP.50',
    type: 'Procedure',
    category: 'Service Delivery',
    level: 'Community Care',
    parties: ['Employees', 'Contractees'],
    approvalLevel: 'Management Team',
    revisionDates: [],
    supportingRefs: ['G9.4.01'],
    relatedDocs: [{ code: '3.ME.1', title: 'Continuity of Care (Policy)' }],
    citations: [
      { title: 'Community care policy manual, Case Management', section: null, url: null },
      { title: 'NYC DYCD toolkit, Case Conferencing', section: null, url: null },
    ],
  },
  timeZone: 'America/New_York',
  vocabulary: {
    client: 'participant',
    plan: 'service plan',
    worker: 'coordinator',
    conference: 'case conference',
  },
  cadence: [],
  triggers: [],
  conference: { ...standardConference, requirePlanned: 'block' },
  modes: [...spokenModes, emailNeverCounts],
  documentation: {
    artifacts: { allOf: ['conference_form'] },
    requiredFields: [
      'issues_discussed',
      'summary',
      'plan_of_action',
      'responsibilities',
      'follow_up_plan',
    ],
    finalizeWithinHours: 72,
    lateEntryHours: 24,
    attemptsNeedArtifacts: false,
  },
  planUpdate: {
    requireClientAgreement: false,
  },
  followUp: standardFollowUp,
  attempts: standardAttempts,
  distribution: immediateDistribution,
  consent: standardConsent,
  billing: noBilling,
  assumption: {
    mustAllHold: ['not_contractually_prohibited'],
    anyOf: [
      'need_identified',
      'no_other_organization',
      'central_role_needed',
      'contracted',
      'most_appropriate_entity',
    ],
    recordRationale: true,
  },
};
