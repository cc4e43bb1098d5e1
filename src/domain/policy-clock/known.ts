import type { Facts, Recorded, ReviewFact } from './facts.ts';

/** The facts as the record held them at that moment: nothing recorded later, nothing replaced by then. */
export function factsKnownAt(facts: Facts, at: Temporal.Instant): Facts {
  const known = <F extends Recorded>(list: readonly F[]) => knownOf(list, at);
  return {
    reviews: known(facts.reviews).map((review) => reviewAsKnown(review, at)),
    elsewhere: known(facts.elsewhere),
    triggers: known(facts.triggers),
    reassessments: known(facts.reassessments),
    attempts: known(facts.attempts),
    exemptions: known(facts.exemptions),
    pauses: known(facts.pauses),
    snoozes: known(facts.snoozes),
    scheduled: known(facts.scheduled),
  };
}

const knownOf = <F extends Recorded>(list: readonly F[], at: Temporal.Instant) =>
  list.length === 0
    ? list
    : list.filter(
        ({ recordedAt, supersededAt }) =>
          isBy(recordedAt, at) && (supersededAt === null || !isBy(supersededAt, at)),
      );

function reviewAsKnown(review: ReviewFact, at: Temporal.Instant): ReviewFact {
  const { finalizedAt, voidedAt, artifacts } = review;
  const isAllKnown =
    (finalizedAt === null || isBy(finalizedAt, at)) &&
    (voidedAt === null || isBy(voidedAt, at)) &&
    artifacts.every(({ completedAt }) => isBy(completedAt, at));
  if (isAllKnown) return review;
  return {
    ...review,
    finalizedAt: finalizedAt !== null && isBy(finalizedAt, at) ? finalizedAt : null,
    voidedAt: voidedAt !== null && isBy(voidedAt, at) ? voidedAt : null,
    artifacts: artifacts.filter(({ completedAt }) => isBy(completedAt, at)),
  };
}

/** Milliseconds decide almost always, at a tenth of the price of a comparison of instants. */
function isBy(moment: Temporal.Instant, at: Temporal.Instant) {
  const apart = moment.epochMilliseconds - at.epochMilliseconds;
  return apart === 0 ? Temporal.Instant.compare(moment, at) <= 0 : apart < 0;
}
