import { dateKey } from '#domain/program-policy/date-key.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { AsOf, Enrollment, Facts, ReviewFact } from './facts.ts';
import { qualifies } from './qualifies.ts';
import { standingObligations } from './standing-obligations.ts';
import type { StandingObligation } from './standing.ts';
import { statusOn } from './status-on.ts';
import { whatChanges, type ChangedObligation } from './what-changes.ts';

/** What a version would do to a client, in the order in which it matters. */
export const policyEffects = [
  'becomes-overdue',
  'no-longer-overdue',
  'newly-due',
  'no-longer-due',
  'due-earlier',
  'due-later',
  'becomes-required',
  'becomes-recommended',
  'stops-counting',
  'starts-counting',
] as const;
export type PolicyEffect = (typeof policyEffects)[number];

export type Effect = {
  effect: PolicyEffect;
  about: { duty: StandingObligation } | { review: ReviewFact };
  beforeOn: Temporal.PlainDate | null;
  afterOn: Temporal.PlainDate | null;
};

/** What this draft would change for one enrollment, were it in force: the clock itself answers, once with and once without it. */
export function effectsOf(
  { enrollment, facts }: { enrollment: Enrollment; facts: Facts },
  draft: ProgramPolicy,
  when: AsOf,
): Effect[] {
  const next: Enrollment = {
    ...enrollment,
    policies: [...enrollment.policies, { ...draft, status: 'active' }],
  };
  const changed = whatChanges(
    standingObligations(enrollment, facts, when),
    standingObligations(next, facts, when),
  );
  return [
    ...changed.flatMap((change) => dutyEffects(change, when.asOf)),
    ...facts.reviews.flatMap((review) => reviewEffects(review, enrollment, next)),
  ];
}

const isOwed = (duty: StandingObligation | null): duty is StandingObligation =>
  duty !== null && (duty.state === 'open' || duty.state === 'paused');

function dutyEffects({ before, after }: ChangedObligation, asOf: Temporal.PlainDate): Effect[] {
  const duty = after ?? before;
  if (duty === null) return [];
  const dates = { about: { duty }, beforeOn: before?.dueOn ?? null, afterOn: after?.dueOn ?? null };
  const isLate = (one: StandingObligation | null) =>
    isOwed(one) && statusOn(one, asOf).status === 'overdue';
  const found: (PolicyEffect | null)[] = [
    !isLate(before) && isLate(after) ? 'becomes-overdue' : null,
    isLate(before) && !isLate(after) ? 'no-longer-overdue' : null,
    ...owedEffects(before, after),
  ];
  return found.flatMap((effect) => (effect === null ? [] : [{ effect, ...dates }]));
}

function owedEffects(
  before: StandingObligation | null,
  after: StandingObligation | null,
): (PolicyEffect | null)[] {
  if (!isOwed(before)) return [isOwed(after) ? 'newly-due' : null];
  if (!isOwed(after)) return ['no-longer-due'];
  const moved = keyOf(after.dueOn) - keyOf(before.dueOn);
  const isStricter = before.strength !== 'required' && after.strength === 'required';
  const isLooser = before.strength === 'required' && after.strength !== 'required';
  return [
    moved < 0 ? 'due-earlier' : null,
    moved > 0 ? 'due-later' : null,
    isStricter ? 'becomes-required' : null,
    isLooser ? 'becomes-recommended' : null,
  ];
}

/** What has no date comes after every date. */
const keyOf = (on: Temporal.PlainDate | null) =>
  on === null ? Number.MAX_SAFE_INTEGER : dateKey(on);

function reviewEffects(review: ReviewFact, before: Enrollment, after: Enrollment): Effect[] {
  const counts = (enrollment: Enrollment) => {
    const policy = policyOn(inOrder(enrollment.policies), review.heldOn);
    return policy !== null && qualifies(review, policy, enrollment).ok;
  };
  const [did, will] = [counts(before), counts(after)];
  if (did === will) return [];
  const effect = did ? 'stops-counting' : 'starts-counting';
  return [{ effect, about: { review }, beforeOn: review.heldOn, afterOn: null }];
}
