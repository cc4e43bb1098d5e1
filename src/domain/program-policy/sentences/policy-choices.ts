import type {
  artifacts,
  clientPresences,
  documentedFields,
  escalationTargets,
  gates,
  modes,
  providerClasses,
  severities,
  strengths,
  topicCodes,
  verifications,
} from '#domain/program-policy/policy-words.ts';

type Words<Of extends readonly string[]> = Record<Of[number], string>;

/** How each choice of a policy reads inside a sentence. */
export const strengthWords: Words<typeof strengths> = {
  required: 'must',
  recommended: 'should',
  not_required: 'need not',
};

export const unitWords = { day: 'days', calendar_month: 'calendar months' };

export const anchorWords = {
  last_qualifying_conference: 'the last one that counted',
  enrollment_start: 'enrollment',
  fixed_cycle_from_enrollment: 'enrollment, in a fixed cycle',
};

export const nonBusinessDayWords = {
  keep: 'the date stays as it is',
  next_business_day: 'the next working day is shown beside it',
  previous_business_day: 'the working day before is shown beside it',
};

export const weekdayWords: Readonly<Record<string, string>> = {
  '1': 'Monday',
  '2': 'Tuesday',
  '3': 'Wednesday',
  '4': 'Thursday',
  '5': 'Friday',
  '6': 'Saturday',
  '7': 'Sunday',
};

export const severityWords: Words<typeof severities> = {
  routine: 'routine',
  urgent: 'urgent',
  crisis: 'a crisis',
};

export const gateWords: Words<typeof gates> = {
  off: 'counts',
  warn: 'counts, with a warning',
  block: 'does not count',
};

export const presenceWords: Words<typeof clientPresences> = {
  required: 'has to be there',
  expected_reason_if_absent: 'is expected, and a reason is given when absent',
  optional: 'may be absent',
};

export const coverageWords = {
  off: 'A key provider need not be there',
  any: 'Without a key provider it counts, with a warning',
  all_within_interval:
    'Without a key provider it counts, with a warning, and each of them has to come once within the time of the routine rule',
};

export const verificationWords: Words<typeof verifications> = {
  required: 'must',
  recommended: 'should',
  off: 'need not',
};

export const jointWords = {
  on_admission: 'on the day on which that begins',
  before_end: 'before the last of those days',
};

export const providerWords: Words<typeof providerClasses> = {
  medical: 'medical',
  behavioral: 'behavioral health',
  social: 'social services',
  benefits: 'benefits',
  housing: 'housing',
  legal: 'legal',
  mco: 'managed care plan',
  family: 'family',
  other: 'other',
};

export const topicWords: Words<typeof topicCodes> = {
  status_needs_goals: 'status, needs and goals',
  activities_progress_barriers: 'activities, progress and barriers',
  roles_responsibilities: 'roles and responsibilities',
  conflict_resolution: 'conflicts resolved',
  plan_adjustment: 'changes of the plan',
  information_exchange: 'exchange of information',
  goals_met_unmet_needs: 'goals met and needs unmet',
  duplication: 'duplicate services',
  diagnosis_confirmation: 'diagnosis confirmed',
  treatment_change: 'change of treatment',
  other_coordination_need: 'other need for coordination',
};

export const modeNames: Words<typeof modes> = {
  in_person: 'In person',
  telephone: 'By telephone',
  video: 'By video',
  email: 'By e-mail',
  mixed: 'Partly in person',
};

export const artifactWords: Words<typeof artifacts> = {
  conference_form: 'conference form',
  progress_note: 'progress note',
  conference_assessment: 'conference assessment',
  plan_activity_note: 'plan activity note',
};

export const documentedWords: Words<typeof documentedFields> = {
  start_time: 'time of the start',
  end_time: 'time of the end',
  attendee_names: 'names of those present',
  attendee_titles: 'titles of those present',
  attendee_agencies: 'agencies of those present',
  issues_discussed: 'issues discussed',
  client_status: 'how things stand',
  needs: 'needs',
  plan_of_action: 'plan of action',
  responsibilities: 'responsibilities',
  timetable: 'timetable',
  follow_up_plan: 'follow-up plan',
  summary: 'summary',
  exchange_log: 'log of the exchange',
  mode_reason: 'reason for the way to meet',
  attachments: 'attachments',
};

export const targetWords: Words<typeof escalationTargets> = {
  worker: 'the worker',
  supervisor: 'the supervisor',
  program_admin: 'the administrators',
};

export const classInRules = {
  hiv: 'HIV',
  sud: 'substance use treatment',
  mental_health: 'mental health',
  dv: 'domestic violence',
  reproductive_minor: 'reproductive care of a minor',
  genetic: 'genetic information',
  psychotherapy_notes: 'psychotherapy notes',
  sud_counseling_notes: 'substance use counseling notes',
};

export const teamWords = {
  case_manager: 'case manager',
  case_management_technician: 'case management technician',
  community_follow_up_worker: 'community follow-up worker',
};

export const channelWords = {
  telephone: 'telephone',
  email: 'e-mail',
  letter: 'letter',
  in_person: 'a visit',
  message: 'message',
};

export const outcomeWords = {
  no_response: 'no response',
  left_message: 'message left',
  declined: 'declined',
  no_show: 'nobody came',
  undeliverable: 'not deliverable',
  rescheduled: 'put off',
};
