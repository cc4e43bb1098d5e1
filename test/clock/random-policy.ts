import { presetIds, presets } from '#domain/program-policy/presets/presets.ts';
import type {
  AtEventRule,
  CadenceRule,
  CrossProgramRule,
  IntervalRule,
  ProgramPolicy,
} from '#domain/program-policy/program-policy.ts';
import { someDay } from './random-day.ts';
import { chanceOf, type Chance } from './random.ts';

const paced = presets['health-home'].cadence.find(({ kind }) => kind === 'interval');
const atEvent = presets.cfp.cadence.find(({ kind }) => kind === 'at_event');
if (paced?.kind !== 'interval' || atEvent?.kind !== 'at_event') throw new Error('expected rules');

const common = (chance: Chance) => ({
  obligation: chance.pick(['required', 'required', 'recommended', 'not_required'] as const),
  nonBusinessDay: chance.pick(['keep', 'next_business_day', 'previous_business_day'] as const),
  dueSoonDays: chance.below(45),
  graceDays: chance.below(10),
  pauses: chance.once(3) ? [] : ['incarcerated', 'inpatient_long'],
  resumeDays: chance.below(30),
  applyToOpenObligations: chance.once(4),
});

const length = (chance: Chance) =>
  chance.pick([
    { value: 180, unit: 'day' },
    { value: 6, unit: 'calendar_month' },
    { value: 1 + chance.below(13), unit: 'calendar_month' },
    { value: 1 + chance.below(365), unit: 'day' },
  ] as const);

const pacedRule = (chance: Chance): IntervalRule => ({
  ...paced,
  ...common(chance),
  interval: length(chance),
  anchor: chance.pick([
    'last_qualifying_conference',
    'last_qualifying_conference',
    'enrollment_start',
    'fixed_cycle_from_enrollment',
  ]),
  firstDue: {
    from: 'enrollment_start',
    interval: chance.once(2) ? 'same' : length(chance),
  },
});

const eventRule = (chance: Chance): AtEventRule => ({
  ...atEvent,
  ...common(chance),
  event: {
    type: 'reassessment',
    windowBeforeDays: chance.below(60),
    windowAfterDays: chance.below(60),
    oneConferencePerEvent: chance.once(2),
  },
});

function cadence(chance: Chance): CadenceRule[] {
  const rules: CadenceRule[] = [];
  for (const ruleId of ['first-rule', 'second-rule'])
    if (!chance.once(3)) rules.push({ ...pacedRule(chance), ruleId });
  if (chance.once(2)) rules.push({ ...eventRule(chance), ruleId: 'reassessed' });
  return rules;
}

type Joint = CrossProgramRule['jointConference'];
const jointMoments: readonly [Joint, ...Joint[]] = [
  ['on_admission'],
  ['before_end'],
  ['before_end', 'on_admission'],
];

/** One of the five programs as it is, or as an agency may have changed it. */
function policyOf(chance: Chance): ProgramPolicy {
  const preset = presets[chance.pick(presetIds)];
  return chance.once(3) ? preset : changed(preset, chance);
}

function changed(policy: ProgramPolicy, chance: Chance): ProgramPolicy {
  const { conference } = policy;
  return {
    ...policy,
    cadence: chance.once(3) ? policy.cadence : cadence(chance),
    triggers: policy.triggers.map((rule) => ({
      ...rule,
      withinDays: chance.once(2) ? null : chance.below(20),
      countsForCadence: !chance.once(3),
      obligation: chance.pick(['required', 'recommended']),
    })),
    conference: {
      ...conference,
      minProviders: chance.below(3),
      familyCountsAsProvider: chance.once(2),
      internalOtherProgramCounts: chance.once(2),
      requireServiceRelationship: chance.pick(['off', 'warn', 'block']),
      requirePlanned: chance.pick(['off', 'warn', 'block']),
      interdisciplinary: chance.pick(['off', 'off', 'warn', 'block']),
      clientPresence: chance.pick(['optional', 'expected_reason_if_absent', 'required']),
      requireTwoWay: chance.once(2),
      keyProviderCoverage: chance.pick(['off', 'any', 'all_within_interval']),
    },
    crossProgram: chance.once(2)
      ? []
      : [
          {
            kind: 'dual_enrollment',
            otherPolicyId: 'another',
            maxDays: 2 + chance.below(90),
            jointConference: chance.pick(jointMoments),
            jointPlan: chance.once(2),
          },
        ],
    attempts: {
      ...policy.attempts,
      minAttemptsForLabel: 1 + chance.below(3),
      ...(chance.once(3) ? { effect: 'defer_days' as const, deferDays: chance.below(40) } : {}),
    },
    consent: {
      ...policy.consent,
      invalidConsentEffect: chance.pick(['count_with_incident', 'do_not_count']),
    },
    ...(chance.once(2)
      ? {
          businessCalendar: {
            weekend: [6, 7],
            holidays: ['2025-11-27', '2025-12-25', '2026-01-01'].map((on) =>
              Temporal.PlainDate.from(on),
            ),
          },
        }
      : {}),
  };
}

function versionsOf(chance: Chance): ProgramPolicy[] {
  const first = policyOf(chance);
  const versions = [first];
  for (let version = 2; version <= 3 && chance.once(2); version += 1)
    versions.push({
      ...changed(first, chance),
      version,
      status: chance.once(8) ? 'draft' : 'active',
      effectiveFrom: someDay(chance, 600),
    });
  return chance.once(3) ? versions.toReversed() : versions;
}

/** Few programs and many clients, as in life: made once, they need not be read again for each client. */
const programs = Array.from({ length: 600 }, (_, seed) => versionsOf(chanceOf(seed)));

export const programOf = (chance: Chance) => programs[chance.below(programs.length)] ?? [];
