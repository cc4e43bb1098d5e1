import { standardCadence } from '#domain/program-policy/presets/standard-parts.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { Json } from './slot.ts';

/** The first name of its kind that nothing else bears. */
function freeName(kind: string, taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`${kind}-${number}`)) number += 1;
  return `${kind}-${number}`;
}

const every = {
  obligation: 'required',
  nonBusinessDay: 'keep',
  dueSoonDays: 30,
  graceDays: 0,
  pauses: [],
  resumeDays: 0,
  applyToOpenObligations: false,
  escalations: standardCadence.escalations.map(({ offsetDays, to }) => ({ offsetDays, to })),
} as const;

const ruleNames = ({ cadence }: ProgramPolicy) => cadence.map(({ ruleId }) => ruleId);

export const newIntervalRule = (policy: ProgramPolicy): Json => ({
  ...every,
  ruleId: freeName('routine', ruleNames(policy)),
  kind: 'interval',
  interval: { value: 180, unit: 'day' },
  anchor: 'last_qualifying_conference',
  firstDue: { from: 'enrollment_start', interval: 'same' },
});

export const newReassessmentRule = (policy: ProgramPolicy): Json => ({
  ...every,
  ruleId: freeName('reassessment', ruleNames(policy)),
  kind: 'at_event',
  event: {
    type: 'reassessment',
    windowBeforeDays: 30,
    windowAfterDays: 30,
    oneConferencePerEvent: true,
  },
});

export const newTrigger = ({ triggers }: ProgramPolicy): Json => ({
  code: freeName(
    'change',
    triggers.map(({ code }) => code),
  ),
  label: 'A significant change',
  obligation: 'required',
  severity: 'urgent',
  withinDays: null,
  countsForCadence: true,
});

/** For the first of the other programs: which one is meant is chosen then. */
export const newBesideRule = (otherPolicyId: string): Json => ({
  kind: 'dual_enrollment',
  otherPolicyId,
  maxDays: 60,
  jointConference: ['on_admission', 'before_end'],
  jointPlan: true,
});

export const newCitation: Json = { title: 'A source', section: null, url: null };
export const newRelatedDocument: Json = { code: 'Number', title: 'A related document' };
