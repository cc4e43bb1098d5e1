import type { Facts } from '#domain/policy-clock/facts.ts';
import type { Plain } from '#domain/policy-clock/given-facts.ts';

type PlainFacts = Plain<Facts>;

/** All moments are whole seconds in UTC, so that their texts are in order. */
export function knownBy(facts: PlainFacts, at: string): PlainFacts {
  const known = <F extends { recordedAt: string; supersededAt: string | null }>(list: F[]) =>
    list.filter(
      (fact) => fact.recordedAt <= at && !(fact.supersededAt !== null && fact.supersededAt <= at),
    );
  const then = (moment: string | null) => (moment !== null && moment <= at ? moment : null);
  return {
    reviews: known(facts.reviews).map((review) => ({
      ...review,
      finalizedAt: then(review.finalizedAt),
      voidedAt: then(review.voidedAt),
      artifacts: review.artifacts.filter(({ completedAt }) => completedAt <= at),
    })),
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
