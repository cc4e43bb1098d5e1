export const strengths = ['required', 'recommended', 'not_required'] as const;
export const intervalUnits = ['day', 'calendar_month'] as const;
export const policyStatuses = ['draft', 'active', 'retired'] as const;
export const anchors = [
  'last_qualifying_conference',
  'enrollment_start',
  'fixed_cycle_from_enrollment',
] as const;
export const nonBusinessDays = ['keep', 'next_business_day', 'previous_business_day'] as const;
export const severities = ['routine', 'urgent', 'crisis'] as const;
export const gates = ['off', 'warn', 'block'] as const;
export const clientPresences = ['required', 'expected_reason_if_absent', 'optional'] as const;
export const verifications = ['required', 'recommended', 'off'] as const;
export const keyProviderCoverages = ['off', 'any', 'all_within_interval'] as const;
export const modes = ['in_person', 'telephone', 'video', 'email', 'mixed'] as const;
export const documentationLevels = ['normal', 'strict'] as const;
export const escalationTargets = ['worker', 'supervisor', 'program_admin'] as const;

export const providerClasses = [
  'medical',
  'behavioral',
  'social',
  'benefits',
  'housing',
  'legal',
  'mco',
  'family',
  'other',
] as const;
export type ProviderClass = (typeof providerClasses)[number];

/** What somebody of the agency's own staff can be to another program of it. */
export const staffProviderClasses = [
  'medical',
  'behavioral',
  'social',
  'benefits',
  'housing',
  'legal',
  'other',
] as const satisfies readonly ProviderClass[];

export const artifacts = [
  'conference_form',
  'progress_note',
  'conference_assessment',
  'plan_activity_note',
] as const;

/** The parts of a conference's documentation that a policy can ask for by name. */
export const documentedFields = [
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
  'follow_up_plan',
  'summary',
  'exchange_log',
  'mode_reason',
  'attachments',
] as const;

export const topicCodes = [
  'status_needs_goals',
  'activities_progress_barriers',
  'roles_responsibilities',
  'conflict_resolution',
  'plan_adjustment',
  'information_exchange',
  'goals_met_unmet_needs',
  'duplication',
  'diagnosis_confirmation',
  'treatment_change',
  'other_coordination_need',
] as const;

export const groundCodes = [
  'need_identified',
  'no_other_organization',
  'central_role_needed',
  'contracted',
  'not_contractually_prohibited',
  'most_appropriate_entity',
] as const;
