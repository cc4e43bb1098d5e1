import type { Facts, Recorded, ReviewFact } from './facts.ts';

/** The facts as the record held them at that moment: nothing recorded later, nothing replaced by then. */
export function factsKnownAt(facts: Facts, at: Temporal.Instant): Facts {
  const isBy = until(at);
  const isKnown = ({ recordedAt, supersededAt }: Recorded) =>
    isBy(recordedAt) && (supersededAt === null || !isBy(supersededAt));
  const known = <F extends Recorded>(list: readonly F[]) =>
    list.every(isKnown) ? list : list.filter(isKnown);
  return {
    reviews: known(facts.reviews).map((review) => reviewAsKnown(review, isBy)),
    elsewhere: known(facts.elsewhere),
    triggers: known(facts.triggers),
    beside: known(facts.beside),
    keyProviders: known(facts.keyProviders),
    reassessments: known(facts.reassessments),
    attempts: known(facts.attempts),
    exemptions: known(facts.exemptions),
    pauses: known(facts.pauses),
    snoozes: known(facts.snoozes),
    scheduled: known(facts.scheduled),
  };
}

type IsBy = (moment: Temporal.Instant) => boolean;

/** Milliseconds decide almost always, at a tenth of the price of a comparison of instants. */
function until(at: Temporal.Instant): IsBy {
  const milliseconds = at.epochMilliseconds;
  return (moment) => {
    const apart = moment.epochMilliseconds - milliseconds;
    return apart === 0 ? Temporal.Instant.compare(moment, at) <= 0 : apart < 0;
  };
}

function reviewAsKnown(review: ReviewFact, isBy: IsBy): ReviewFact {
  const { finalizedAt, voidedAt, artifacts } = review;
  const isAllKnown =
    (finalizedAt === null || isBy(finalizedAt)) &&
    (voidedAt === null || isBy(voidedAt)) &&
    artifacts.every(({ completedAt }) => isBy(completedAt));
  if (isAllKnown) return review;
  return {
    ...review,
    finalizedAt: finalizedAt !== null && isBy(finalizedAt) ? finalizedAt : null,
    voidedAt: voidedAt !== null && isBy(voidedAt) ? voidedAt : null,
    artifacts: artifacts.filter(({ completedAt }) => isBy(completedAt)),
  };
}
