import {
  reviewKinds,
  snoozeReasons,
  type AsOf,
  type Enrollment,
  type Facts,
  type ReviewFact,
} from '#domain/policy-clock/facts.ts';
import * as given from '#domain/policy-clock/given-facts.ts';
import { heldOn } from '#domain/policy-clock/held-on.ts';
import { someDay } from './random-day.ts';
import { programOf } from './random-policy.ts';
import type { Chance } from './random.ts';

/** Half of them have summer time, one of them by half an hour, and two are far from the rest. */
const zones = [
  'America/New_York',
  'America/Los_Angeles',
  'America/Phoenix',
  'Pacific/Honolulu',
  'Europe/London',
  'Australia/Lord_Howe',
] as const;

export type History = { enrollment: Enrollment; facts: Facts; when: AsOf; zone: string };

export function historyOf(chance: Chance): History {
  const zone = chance.pick(zones);
  const startedOn = someDay(chance, 200);
  const endedOn = chance.once(4) ? startedOn.add({ days: chance.below(600) }) : null;
  const asOf = someDay(chance, 900);
  return {
    zone,
    enrollment: {
      id: 'enrollment-1',
      startedOn,
      endedOn,
      policies: programOf(chance),
      goLiveOn: chance.once(2) ? someDay(chance, 300) : null,
    },
    facts: factsOf(chance, zone),
    when: { asOf, asKnownAt: given.noonOf(chance.once(3) ? asOf : given.day('2035-01-01')) },
  };
}

function recorded(chance: Chance, on: Temporal.PlainDate) {
  const recordedAt = given.noonOf(on.add({ days: chance.once(2) ? 0 : chance.below(60) }));
  const supersededAt = chance.once(12) ? recordedAt.add({ hours: 24 * chance.below(90) }) : null;
  return { recordedAt, supersededAt };
}

const people = [
  given.caseManager,
  given.caseManager,
  given.caseManager,
  given.technician,
  given.physician,
  given.physician,
  given.counselor,
  given.nurseElsewhereInHouse,
  given.plan,
  given.sister,
  given.theClient,
] as const;

function reviewOf(chance: Chance, zone: string, number: number): ReviewFact {
  const on = someDay(chance, 800);
  const startAt = Temporal.Instant.from(`${on.toString()}T00:00:00Z`).add({
    minutes: chance.below(60 * 24),
  });
  const local = heldOn(startAt, zone);
  const isWell = !chance.once(3);
  const written = given.review(on.toString(), { heldOn: local });
  const keep = <T>(all: readonly T[]) => (isWell ? all : all.filter(() => !chance.once(6)));
  return {
    ...written,
    ...recorded(chance, local),
    id: `review-${number}`,
    kind: chance.once(12) ? chance.pick(reviewKinds) : 'case_conference',
    startAt,
    endAt: chance.once(12) ? null : startAt.add({ minutes: 20 }),
    mode: chance.pick(['in_person', 'video', 'telephone', 'email']),
    attendees: (isWell && chance.once(2)
      ? written.attendees
      : chance.list(5, () => chance.pick(people))
    ).map((each) => ({
      ...each,
      attended: !chance.once(9),
      servesClient: !chance.once(6),
      programIds: chance.once(3) ? ['program-2'] : [],
    })),
    topics: chance.once(15) ? [] : written.topics,
    documented: keep(written.documented),
    artifacts: keep(written.artifacts),
    finalizedAt: chance.once(8) ? null : startAt.add({ hours: 1 + chance.below(400) }),
    voidedAt: chance.once(10) ? startAt.add({ hours: 500 }) : null,
    isTwoWay: !chance.once(10),
    plannedAt: chance.once(5) ? null : startAt.subtract({ minutes: chance.below(120) }),
    triggerIds: chance.once(4) ? [`trigger-${chance.below(3)}`] : [],
    hasConsentIncident: chance.once(12),
  };
}

const codes = [
  'nonadherence',
  'suicidal_ideation',
  'housing_loss',
  'asked_for',
  'unknown',
] as const;
const ruleIds = ['first-rule', 'second-rule', 'every-180-days', 'every-six-months'] as const;
const dutiesAlone = [
  ...ruleIds.map((ruleId) => `key-providers-${ruleId}`),
  'joint-on-admission:beside-0',
  'joint-before-end:beside-1',
];

function factsOf(chance: Chance, zone: string): Facts {
  const dated = <T>(atMost: number, make: (on: Temporal.PlainDate, number: number) => T) =>
    chance.list(atMost, (number) => {
      const on = someDay(chance, 800);
      return { ...recorded(chance, on), ...make(on, number) };
    });
  const until = (on: Temporal.PlainDate) =>
    chance.once(3) ? null : on.add({ days: 1 + chance.below(200) });
  const triggers = dated(3, (occurredOn, number) => ({
    id: `trigger-${number}`,
    code: chance.pick(codes),
    occurredOn,
    occurredAt: chance.once(2) ? given.noonOf(occurredOn) : null,
    isWanted: !chance.once(3),
  }));
  return {
    triggers,
    beside: dated(2, (startedOn, number) => ({
      id: `beside-${number}`,
      programId: 'program-2',
      policyId: chance.once(4) ? 'unknown' : 'another',
      startedOn,
      endedOn: until(startedOn),
    })),
    keyProviders: dated(3, (from, number) => ({
      id: `key-${number}`,
      personId: chance.pick(['physician', 'counselor', 'nurse']),
      from,
      lastOn: until(from),
    })),
    reviews: chance.list(5, (number) => reviewOf(chance, zone, number)),
    elsewhere: dated(1, (on, number) => ({
      id: `elsewhere-${number}`,
      heldOn: on,
      source: 'Paper',
    })),
    reassessments: dated(3, (on, number) => ({ id: `reassessment-${number}`, on })),
    attempts: dated(4, (on, number) => ({ id: `attempt-${number}`, on, artifacts: [] })),
    exemptions: dated(1, (from, number) => ({
      id: `exemption-${number}`,
      ruleId: chance.once(2) ? null : chance.pick([...ruleIds, ...dutiesAlone]),
      reason: 'Declined',
      from,
      until: until(from),
      reviewOn: null,
    })),
    pauses: dated(3, (from, number) => ({
      id: `pause-${number}`,
      kind: chance.pick(['incarcerated', 'incarcerated', 'on leave']),
      from,
      resumedOn: until(from),
    })),
    snoozes: dated(3, (from, number) => ({
      id: `snooze-${number}`,
      ...(chance.once(3) && triggers[0] !== undefined
        ? { ruleId: triggers[0].code, occurrenceId: triggers[0].id }
        : { ruleId: chance.pick(ruleIds), occurrenceId: null }),
      from,
      until: from.add({ days: 1 + chance.below(200) }),
      reason: chance.pick(snoozeReasons),
    })),
    scheduled: dated(2, (on, number) => ({ conferenceId: `conference-${number}`, on })),
  };
}
