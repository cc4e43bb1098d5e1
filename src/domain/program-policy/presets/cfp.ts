import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import {
  emailNeverCounts,
  immediateDistribution,
  noBilling,
  recommendedTriggers,
  spokenModes,
  standardAttempts,
  standardConference,
  standardConsent,
  standardEscalations,
  standardFollowUp,
  unverifiedPlan,
} from './standard-parts.ts';

const timed = spokenModes.map((mode) => ({
  ...mode,
  billable: true,
  ...(mode.mode === 'video'
    ? { note: 'The bulletin is silent: treated like the telephone, by decision of the agency.' }
    : {}),
}));

/** Community Follow-up Program: a conference at each reassessment, others as needed; billed by time. */
export const cfp: ProgramPolicy = {
  policyId: 'cfp-01c-08',
  version: 1,
  status: 'active',
  effectiveFrom: Temporal.PlainDate.from('2008-07-01'),
  identity: {
    title: 'Community Follow-up Program: case conferences',
    docCode: '01C-08',
    type: 'Technical assistance bulletin',
    category: 'Case conferences',
    issuedOn: Temporal.PlainDate.from('2008-07-01'),
    parentDoc: {
      code: 'RFQ-3/95',
      title: 'Community Follow-up Program, Request for Qualifications',
    },
    citations: [
      { title: 'CFP Technical Assistance Bulletin 01C-08, July 2008', section: null, url: null },
      { title: 'Request for Qualifications RFQ-3/95', section: 'page 15', url: null },
    ],
  },
  timeZone: 'America/New_York',
  vocabulary: {
    client: 'client',
    plan: 'Service Plan',
    worker: 'Case Manager',
    conference: 'Case Conference',
  },
  cadence: [
    {
      ruleId: 'at-reassessment',
      obligation: 'required',
      kind: 'at_event',
      event: {
        type: 'reassessment',
        // The bulletin sets no window: 30 days to each side until the agency decides.
        windowBeforeDays: 30,
        windowAfterDays: 30,
        oneConferencePerEvent: true,
      },
      nonBusinessDay: 'keep',
      dueSoonDays: 30,
      graceDays: 0,
      pauses: [],
      resumeDays: 0,
      applyToOpenObligations: false,
      escalations: standardEscalations,
    },
  ],
  triggers: recommendedTriggers,
  conference: {
    ...standardConference,
    teamRoles: ['case_manager', 'case_management_technician', 'community_follow_up_worker'],
    acceptedProviderClasses: [...standardConference.acceptedProviderClasses, 'family'],
    familyCountsAsProvider: true,
    requireServiceRelationship: 'block',
    requirePlanned: 'off',
    clientPresence: 'optional',
    interdisciplinary: 'off',
  },
  modes: [...timed, emailNeverCounts],
  documentation: {
    artifacts: { anyOf: ['conference_form', 'progress_note'], preferred: 'conference_form' },
    requiredFields: [
      'start_time',
      'end_time',
      'attendee_names',
      'attendee_titles',
      'attendee_agencies',
      'issues_discussed',
      'client_status',
      'needs',
      'plan_of_action',
      'responsibilities',
      'timetable',
    ],
    finalizeWithinHours: 24,
    lateEntryHours: 24,
    attemptsNeedArtifacts: false,
  },
  planUpdate: { ...unverifiedPlan, requireClientAgreement: true },
  followUp: standardFollowUp,
  attempts: standardAttempts,
  distribution: immediateDistribution,
  consent: standardConsent,
  billing: {
    ...noBilling,
    enabled: true,
    method: 'timed',
    billableRoles: ['case_manager', 'case_management_technician', 'community_follow_up_worker'],
    requiredModes: ['in_person', 'telephone', 'video', 'mixed'],
    externalRequired: false,
    excluded: [...noBilling.excluded, 'after_session_documentation'],
    extraBillable: ['plan_revision'],
    requiredFields: [
      'start_time',
      'end_time',
      'issues_discussed',
      'plan_of_action',
      'responsibilities',
    ],
    signature: ['biller'],
    claimFormat: '837I',
  },
};
