import fc from 'fast-check';
import type { AsOf, Enrollment, Facts, ReviewFact } from '#domain/policy-clock/facts.ts';
import {
  caseManager,
  day,
  enrolled,
  noonOf,
  physician,
  plan,
  review,
} from '#domain/policy-clock/given-facts.ts';
import { presetIds, presets } from '#domain/program-policy/presets/presets.ts';

const start = day('2025-01-01');
export const dates = fc.nat(600).map((days) => start.add({ days }));
const delays = fc.nat(60);

const recorded = (on: Temporal.PlainDate, delay: number) => ({
  recordedAt: noonOf(on.add({ days: delay })),
  supersededAt: null,
});

/** Facts of one kind on different days, each recorded some days later. */
const some = <Fact>(
  maxLength: number,
  factOn: (on: Temporal.PlainDate, entry: ReturnType<typeof recorded>, dice: number) => Fact,
) =>
  fc
    .uniqueArray(fc.tuple(dates, delays, fc.nat(59)), {
      maxLength,
      selector: ([on]) => on.toString(),
    })
    .map((list) => list.map(([on, delay, dice]) => factOn(on, recorded(on, delay), dice)));

const reviewOn = (
  on: Temporal.PlainDate,
  entry: ReturnType<typeof recorded>,
  dice: number,
): ReviewFact => ({
  ...review(on.toString()),
  ...entry,
  attendees: [
    caseManager,
    { ...(dice % 2 === 0 ? physician : plan), programIds: dice % 3 === 0 ? ['program-2'] : [] },
  ],
  finalizedAt: dice % 3 === 0 ? null : noonOf(on.add({ days: dice })),
});

const codes = ['nonadherence', 'asked_for', 'housing_loss', 'unknown'];
const codeBy = (dice: number) => codes[dice % codes.length] ?? 'unknown';

const routineRules = Object.values(presets).flatMap(({ cadence }) =>
  cadence.map(({ ruleId }) => ruleId),
);
const snoozedBy = (dice: number) => ({
  ruleId: routineRules[dice % routineRules.length] ?? 'unknown',
  occurrenceId: null,
});

export const someFacts: fc.Arbitrary<Facts> = fc.record({
  reviews: some(5, reviewOn),
  elsewhere: some(2, (on, entry) => ({
    id: `elsewhere-${on.toString()}`,
    heldOn: on,
    source: 'Paper',
    ...entry,
  })),
  triggers: some(3, (on, entry, dice) => ({
    id: `trigger-${on.toString()}`,
    code: codeBy(dice),
    occurredOn: on,
    occurredAt: null,
    isWanted: dice % 3 > 0,
    ...entry,
  })),
  beside: some(2, (on, entry, dice) => ({
    id: `beside-${on.toString()}`,
    programId: 'program-2',
    policyId: dice % 4 === 0 ? 'unknown' : 'another',
    startedOn: on,
    endedOn: dice % 3 === 0 ? null : on.add({ days: dice }),
    ...entry,
  })),
  keyProviders: some(2, (from, entry, dice) => ({
    id: `key-${from.toString()}`,
    personId: dice % 2 === 0 ? 'physician' : 'mco',
    from,
    lastOn: dice % 3 === 0 ? null : from.add({ days: dice }),
    ...entry,
  })),
  reassessments: some(3, (on, entry) => ({ id: `reassessment-${on.toString()}`, on, ...entry })),
  attempts: some(3, (on, entry) => ({
    id: `attempt-${on.toString()}`,
    on,
    artifacts: [],
    ...entry,
  })),
  exemptions: some(1, (from, entry, dice) => ({
    id: 'exemption-1',
    ruleId: null,
    reason: 'Declined',
    from,
    until: from.add({ days: dice + 1 }),
    reviewOn: null,
    ...entry,
  })),
  pauses: some(1, (from, entry, dice) => ({
    id: 'pause-1',
    kind: 'incarcerated',
    from,
    resumedOn: from.add({ days: dice + 1 }),
    ...entry,
  })),
  snoozes: some(3, (from, entry, dice) => ({
    id: `snooze-${from.toString()}`,
    ...snoozedBy(dice),
    from,
    until: from.add({ days: dice + 1 }),
    reason: 'waiting_for_results' as const,
    ...entry,
  })),
  scheduled: some(2, (on, entry) => ({
    conferenceId: `conference-${on.toString()}`,
    on,
    ...entry,
  })),
});

export const enrollments: fc.Arbitrary<Enrollment> = fc
  .record({
    id: fc.constantFrom(...presetIds),
    on: dates,
    length: fc.option(fc.nat(500), { nil: null }),
    pausing: fc.boolean(),
  })
  .map(({ id, on, length, pausing }) => {
    const policy = presets[id];
    const pauses = pausing ? ['incarcerated'] : [];
    const variant = {
      ...policy,
      conference: {
        ...policy.conference,
        keyProviderCoverage: pausing ? ('any' as const) : ('all_within_interval' as const),
      },
      crossProgram: [
        {
          kind: 'dual_enrollment' as const,
          otherPolicyId: 'another',
          maxDays: 60,
          jointConference: ['on_admission', 'before_end'] as const,
          jointPlan: pausing,
        },
      ],
      cadence: policy.cadence.map((rule) => ({ ...rule, pauses, resumeDays: 10 })),
    };
    return enrolled([variant], on.toString(), {
      endedOn: length === null ? null : on.add({ days: length }),
    });
  });

export const moments = dates.map((asOf): AsOf => ({ asOf, asKnownAt: noonOf(day('2040-01-01')) }));
