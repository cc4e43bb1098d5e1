import type { ClientReview } from '#domain/conference/client-review.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { Visit } from '#server/platform/shell.ts';
import { programRulesOf, type ProgramRules } from '#server/stores/clock/clock-facts.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';

/** What the program of a review calls its client. */
export type WordOf = (reviewId: string) => string;

const usual = { client: 'client', worker: 'case manager', plan: 'plan' };

/** A review stands under a program that its reader may know of: so does the word. */
export const vocabularyOf = (
  { programId }: Pick<ClientReview, 'programId'>,
  { rules, today }: { rules: ReadonlyMap<string, ProgramRules>; today: Temporal.PlainDate },
) => policyOn(inOrder(rules.get(programId)?.policies ?? []), today)?.vocabulary ?? usual;

export const clientWordsAmong =
  (
    reviews: readonly ClientReview[],
    around: { rules: ReadonlyMap<string, ProgramRules>; today: Temporal.PlainDate },
  ): WordOf =>
  (reviewId) => {
    const review = reviews.find(({ id }) => id === reviewId);
    return review ? vocabularyOf(review, around).client : usual.client;
  };

export async function clientWordsIn(visit: Visit, stored: StoredConference): Promise<WordOf> {
  const reviews: readonly ClientReview[] = stored.conference.reviews;
  const programIds = [...new Set(reviews.map(({ programId }) => programId))];
  const rules = await programRulesOf(visit, programIds);
  const today = visit.at.toZonedDateTimeISO(stored.timeZone).toPlainDate();
  return clientWordsAmong(reviews, { rules, today });
}
