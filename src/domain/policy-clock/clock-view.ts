import { dateKey } from '#domain/program-policy/date-key.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { AsOf, Enrollment, Facts, ReviewFact } from './facts.ts';
import { changesOn } from './changes-on.ts';
import { factsKnownAt } from './known.ts';
import { lacksOnlyDocumentation, qualifies } from './qualifies.ts';
import type { Satisfied } from './standing.ts';

/** A conference of this enrollment that counts under its policy. */
export type Held = Satisfied & { key: number; review: ReviewFact | null };

/** Everything the rules look at, read once: what is known, dated inside the enrollment, by that day. */
export type ClockView = {
  enrollment: Enrollment;
  versions: readonly ProgramPolicy[];
  /** The version that speaks now, spoke when the enrollment ended, or will when it begins. */
  policy: ProgramPolicy;
  facts: Facts;
  /** What counts, in the order in which it was held. */
  held: readonly Held[];
  pending: readonly { reviewId: string; heldOn: Temporal.PlainDate; key: number }[];
  startKey: number;
  /** The day looked at: today, or the last day of the enrollment when that is earlier. */
  dayKey: number;
  isClosed: boolean;
  changesOn: Temporal.PlainDate | null;
};

/** Null when the program has no policy in force, a draft only. */
export function clockView(
  enrollment: Enrollment,
  allFacts: Facts,
  { asOf, asKnownAt }: AsOf,
): ClockView | null {
  const versions = inOrder(enrollment.policies);
  const { startedOn, endedOn } = enrollment;
  const isClosed = endedOn !== null && dateKey(endedOn) <= dateKey(asOf);
  const lastDay = isClosed && endedOn !== null ? endedOn : asOf;
  const hasBegun = dateKey(startedOn) <= dateKey(lastDay);
  const policy = policyOn(versions, hasBegun ? lastDay : startedOn);
  if (policy === null) return null;
  const facts = factsKnownAt(allFacts, asKnownAt);
  const span = { startKey: dateKey(startedOn), dayKey: dateKey(lastDay) };
  return {
    enrollment,
    versions,
    policy,
    facts,
    ...heldBy(facts, versions, span),
    ...span,
    isClosed,
    changesOn: changesOn({ enrollment, facts, versions, asOf }),
  };
}

type Span = { startKey: number; dayKey: number };

function heldBy(facts: Facts, versions: readonly ProgramPolicy[], { startKey, dayKey }: Span) {
  const held: Held[] = [];
  const pending: { reviewId: string; heldOn: Temporal.PlainDate; key: number }[] = [];
  for (const review of facts.reviews) {
    const key = dateKey(review.heldOn);
    if (key < startKey || key > dayKey) continue;
    const policy = policyOn(versions, review.heldOn);
    if (policy === null) continue;
    const verdict = qualifies(review, policy);
    const { id, heldOn } = review;
    if (verdict.ok) held.push({ by: 'conference', id, heldOn, key, review });
    else if (lacksOnlyDocumentation(verdict)) pending.push({ reviewId: id, heldOn, key });
  }
  for (const { id, heldOn } of facts.elsewhere) {
    const key = dateKey(heldOn);
    if (key < startKey || key > dayKey) continue;
    held.push({ by: 'recorded_elsewhere', id, heldOn, key, review: null });
  }
  return { held: held.length > 1 ? held.toSorted(earlierFirst) : held, pending };
}

const startOf = ({ review }: Held) => review?.startAt?.epochMilliseconds ?? 0;

const earlierFirst = (one: Held, other: Held) =>
  one.key - other.key || startOf(one) - startOf(other) || (one.id < other.id ? -1 : 1);
