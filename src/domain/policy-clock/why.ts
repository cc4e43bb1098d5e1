import { dateKey } from '#domain/program-policy/date-key.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { KindNames } from '#domain/program-policy/own-kinds.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { arithmeticOf, movedText } from './arithmetic.ts';
import { explain, type Explanation } from './explain.ts';
import type { AsOf, Enrollment, Facts, ReviewFact } from './facts.ts';
import { findingInWords, type FindingInWords } from './finding-words.ts';
import { factsKnownAt } from './known.ts';
import { dayMonthYear } from './plain-words.ts';
import { lacksOnlyDocumentation, qualifies } from './qualifies.ts';
import { ruleQuote, whatSatisfies } from './rule-quote.ts';
import type { ObligationStatus } from './status-on.ts';

/** A review that was looked at since the clock was set, and what came of it. */
export type ReviewLookedAt = {
  reviewId: string;
  heldOn: Temporal.PlainDate;
  verdict: keyof typeof verdictWords;
  text: string;
  reasons: readonly FindingInWords[];
  warnings: readonly FindingInWords[];
};

/** Everything behind one due row, so that nobody has to believe it. */
export type Why = Explanation & {
  quote: string;
  source: {
    title: string;
    version: number;
    inForceFrom: Temporal.PlainDate;
    citations: readonly string[];
  };
  /** "held 31 Aug 2025 + 6 calendar months = 28 Feb 2026, month end"; null where there is no sum. */
  arithmetic: string | null;
  moved: string | null;
  /** The conference that set the date, where one did. */
  setBy: { by: 'conference' | 'recorded_elsewhere'; id: string; on: Temporal.PlainDate } | null;
  lookedAt: readonly ReviewLookedAt[];
  /** Empty where nothing is owed. */
  wouldSatisfy: readonly string[];
};

export type WhyFacts = {
  enrollment: Enrollment;
  facts: Facts;
  when: AsOf;
  kindNames?: KindNames;
};

/** Null when the obligation was derived under a version that the enrollment does not have any more. */
export function whyOf(status: ObligationStatus, known: WhyFacts): Why | null {
  const { enrollment } = known;
  const policy = enrollment.policies.find(({ version }) => version === status.policyVersion);
  if (policy === undefined) return null;
  const { vocabulary } = policy;
  const isOwed = !['satisfied', 'closed', 'not_required'].includes(status.status);
  return {
    ...explain(status, vocabulary),
    quote: ruleQuote(status, policy),
    source: sourceOf(policy),
    arithmetic: arithmeticOf(status, enrollment.startedOn),
    moved: movedText(status),
    setBy: setBy(status),
    lookedAt: reviewsLookedAt(status, known),
    wouldSatisfy: isOwed ? whatSatisfies(policy, status.basis, known.kindNames) : [],
  };
}

const sourceOf = ({ identity, version, effectiveFrom }: ProgramPolicy): Why['source'] => ({
  title:
    identity.docCode === undefined ? identity.title : `${identity.title} (${identity.docCode})`,
  version,
  inForceFrom: effectiveFrom,
  citations: identity.citations.map(({ title, section }) =>
    section === null ? title : `${title}, ${section}`,
  ),
});

function setBy({ anchor }: ObligationStatus): Why['setBy'] {
  if (anchor === null || anchor.id === null) return null;
  if (anchor.kind === 'recorded_elsewhere')
    return { by: 'recorded_elsewhere', id: anchor.id, on: anchor.on };
  return anchor.kind === 'conference' || anchor.kind === 'fixed_cycle'
    ? { by: 'conference', id: anchor.id, on: anchor.on }
    : null;
}

function reviewsLookedAt(
  status: ObligationStatus,
  { enrollment, facts, when, kindNames }: WhyFacts,
): ReviewLookedAt[] {
  const versions = inOrder(enrollment.policies);
  const since = dateKey(sinceOf(status) ?? enrollment.startedOn);
  const isOfInterest = ({ id, heldOn }: ReviewFact) =>
    dateKey(heldOn) >= since &&
    dateKey(heldOn) <= dateKey(when.asOf) &&
    (id !== status.anchor?.id || id === status.satisfied?.id);
  return factsKnownAt(facts, when.asKnownAt)
    .reviews.filter(isOfInterest)
    .toSorted((one, other) => dateKey(one.heldOn) - dateKey(other.heldOn))
    .flatMap((review) => {
      const policy = policyOn(versions, review.heldOn);
      return policy === null ? [] : [lookedAt(review, policy, { status, enrollment, kindNames })];
    });
}

function sinceOf({ anchor, basis }: ObligationStatus): Temporal.PlainDate | null {
  if (anchor === null) return null;
  return basis.code === 'event_window' ? anchor.on.subtract({ days: basis.beforeDays }) : anchor.on;
}

const verdictWords = {
  satisfies: 'it satisfies this',
  'counts-elsewhere': 'it counts, but not for this',
  'awaits-documentation': 'counts once its record is finished',
  'does-not-count-yet': 'not closed yet, and as it stands it does not count',
  'does-not-count': 'does not count',
} as const;

type LookedAtFor = {
  status: ObligationStatus;
  enrollment: Enrollment;
  kindNames: KindNames | undefined;
};

function lookedAt(
  review: ReviewFact,
  policy: ProgramPolicy,
  { status, enrollment, kindNames }: LookedAtFor,
): ReviewLookedAt {
  const found = qualifies(review, policy, enrollment);
  const verdict = found.ok
    ? review.id === status.satisfied?.id
      ? 'satisfies'
      : 'counts-elsewhere'
    : lacksOnlyDocumentation(found)
      ? 'awaits-documentation'
      : review.finalizedAt === null
        ? 'does-not-count-yet'
        : 'does-not-count';
  const words = (reasons: typeof found.reasons) =>
    reasons.map((reason) =>
      findingInWords(reason, {
        vocabulary: policy.vocabulary,
        isClosed: review.finalizedAt !== null,
        kindNames,
      }),
    );
  return {
    reviewId: review.id,
    heldOn: review.heldOn,
    verdict,
    text: `Held ${dayMonthYear(review.heldOn)}: ${verdictWords[verdict]}`,
    reasons: words(found.reasons),
    warnings: words(found.warnings),
  };
}
