import { expect, test } from 'vitest';
import { plain } from '#domain/policy-clock/given-facts.ts';
import { obligations } from '#domain/policy-clock/obligations.ts';
import type { ObligationStatus } from '#domain/policy-clock/status-on.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { historyOf, type History } from './random-history.ts';
import { chanceOf } from './random.ts';
import { referenceAnswers } from './reference-answer.ts';
import type { PlainPolicy } from './reference-review.ts';
import type { Answer } from './reference-words.ts';

const histories = 10_000;

function ofProduct(status: ObligationStatus): Answer {
  const { flags, anchor, moved } = status;
  return {
    ruleId: status.ruleId,
    occurrenceId: status.occurrenceId,
    version: status.policyVersion,
    status: status.status,
    dueOn: status.dueOn?.toString() ?? null,
    labelOn: status.labelOn?.toString() ?? null,
    daysLeft: status.daysLeft,
    openDays: status.openDays,
    isWithinGrace: status.isWithinGrace,
    from: anchor?.on.toString() ?? null,
    fromId: anchor?.id ?? null,
    movedFrom: moved?.from.toString() ?? null,
    satisfiedBy: status.satisfied?.id ?? null,
    lateBy: flags.heldLate?.id ?? null,
    isBacklog: flags.backlog,
    waiting: flags.pendingDocumentation.map(({ reviewId }) => reviewId),
    attempts:
      flags.attempts === null
        ? null
        : `${flags.attempts.count} until ${flags.attempts.lastOn.toString()}`,
    scheduled: flags.scheduled?.on.toString() ?? null,
    snoozedUntil: flags.snooze?.until.toString() ?? null,
  };
}

const read = new Map<History['enrollment']['policies'], PlainPolicy[]>();
function policiesOf({ policies }: History['enrollment']) {
  const known = read.get(policies) ?? plain(policies);
  read.set(policies, known);
  return known;
}

const productSays = ({ enrollment, facts, when }: History) =>
  obligations(enrollment, facts, when).map(ofProduct);

const referenceSays = ({ enrollment, facts, when, zone }: History) =>
  referenceAnswers({
    enrollment: { ...plain({ ...enrollment, policies: [] }), policies: policiesOf(enrollment) },
    facts: plain(facts),
    when: plain(when),
    zone,
  });

/** Some are asked once more where it turns: on the first due date and on the day after it. */
function askedOf(history: History, seed: number): History[] {
  if (seed % 8 > 0) return [history];
  const dueOn = obligations(history.enrollment, history.facts, history.when).find(
    (status) => status.daysLeft !== null,
  )?.dueOn;
  const days = dueOn === undefined || dueOn === null ? [] : [dueOn, dueOn.add({ days: 1 })];
  return [history, ...days.map((asOf) => ({ ...history, when: { ...history.when, asOf } }))];
}

const isSame = (one: Answer[], other: Answer[]) => JSON.stringify(one) === JSON.stringify(other);

test(`a second clock, written from the requirements alone, says the same of ${histories} random histories`, () => {
  const met = new Map<string, number>();
  const duties = new Map<string, number>();
  const differing: { seed: number; product: Answer[]; reference: Answer[] }[] = [];
  for (let seed = 1; seed <= histories; seed += 1)
    for (const asked of askedOf(historyOf(chanceOf(seed)), seed)) {
      const product = productSays(asked);
      const reference = referenceSays(asked);
      // Comparing texts first: ten thousand deep comparisons would take most of the time.
      if (!isSame(product, reference)) differing.push({ seed, product, reference });
      for (const { status, ruleId } of product) {
        met.set(status, (met.get(status) ?? 0) + 1);
        for (const start of ['joint-on', 'joint-before', 'key-providers'])
          if (ruleId.startsWith(start)) duties.set(start, (duties.get(start) ?? 0) + 1);
      }
    }

  expect(differing[0]?.product).toEqual(differing[0]?.reference);
  expect(differing.map(({ seed }) => seed)).toEqual([]);
  // Agreement on what never happens would prove nothing.
  expect([...met.keys()].toSorted()).toEqual([
    'closed',
    'current',
    'due_soon',
    'due_today',
    'exempt',
    'not_required',
    'open',
    'overdue',
    'paused',
    'satisfied',
    'snoozed',
  ]);
  expect(Math.min(...met.values())).toBeGreaterThan(40);
  expect([...duties.keys()].toSorted()).toEqual(['joint-before', 'joint-on', 'key-providers']);
  expect(Math.min(...duties.values())).toBeGreaterThan(40);
}, 300_000);

const inDays = (policy: ProgramPolicy): ProgramPolicy => ({
  ...policy,
  cadence: policy.cadence.map((rule) =>
    rule.kind === 'interval' && rule.interval.unit === 'calendar_month'
      ? { ...rule, interval: { value: rule.interval.value * 30, unit: 'day' } }
      : rule,
  ),
});

test.each<[string, (history: History) => History]>([
  [
    'half a year that is counted as 180 days',
    (history) => ({
      ...history,
      enrollment: { ...history.enrollment, policies: history.enrollment.policies.map(inDays) },
    }),
  ],
  [
    'a day that is over one day too early',
    (history) => ({
      ...history,
      when: { ...history.when, asOf: history.when.asOf.add({ days: 1 }) },
    }),
  ],
  [
    'the calendar of another place',
    (history) => ({
      ...history,
      facts: {
        ...history.facts,
        reviews: history.facts.reviews.map((review) => ({
          ...review,
          heldOn: review.startAt?.toZonedDateTimeISO('UTC').toPlainDate() ?? review.heldOn,
        })),
      },
    }),
  ],
  [
    'knowledge that came later',
    (history) => ({
      ...history,
      when: { ...history.when, asKnownAt: history.when.asKnownAt.add({ hours: 24 * 30 }) },
    }),
  ],
])('%s is noticed by the second clock', (_name, broken) => {
  const noticed = Array.from({ length: 500 }, (_, seed) => historyOf(chanceOf(seed))).filter(
    (history) => !isSame(productSays(broken(history)), referenceSays(history)),
  );

  expect(noticed.length).toBeGreaterThan(0);
});
