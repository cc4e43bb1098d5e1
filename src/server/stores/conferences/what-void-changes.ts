import { changeInWords, type ChangeWords } from '#domain/policy-clock/change-in-words.ts';
import type { Facts } from '#domain/policy-clock/facts.ts';
import { standingObligations } from '#domain/policy-clock/standing-obligations.ts';
import { whatChanges } from '#domain/policy-clock/what-changes.ts';
import { policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { Visit } from '#server/platform/shell.ts';
import { programNames } from './client-reviews.ts';
import { clockFactsOf, type ClockFacts } from '#server/stores/clock/clock-facts.ts';
import { classOf, everythingRead } from '#server/stores/clock/project-enrollments.ts';

type Asked = {
  reviewId: string;
  enrollmentIds: string[];
  isVoid: boolean;
  /** Whether the asker may hear of duties that give a restricted class away. */
  readsWholeCase: boolean;
};
export type VoidChange = ChangeWords & { programName: string };

/** What each program that counted this review would say if it were void, or if it were not any more. */
export async function whatVoidChanges(
  visit: Pick<Visit, 'tx' | 'agencyId' | 'at'>,
  { reviewId, enrollmentIds, isVoid, readsWholeCase }: Asked,
): Promise<VoidChange[]> {
  const known = (await clockFactsOf(visit, enrollmentIds)).filter(({ facts }) =>
    facts.reviews.some(({ id }) => id === reviewId),
  );
  const names = await programNames(
    visit,
    known.map(({ program }) => program.programId),
  );
  return known.flatMap((each) => {
    const { enrollment, facts, program } = each;
    const asOf = visit.at.toZonedDateTimeISO(program.timeZone).toPlainDate();
    const then = withVoid(facts, reviewId, isVoid ? null : visit.at);
    const standing = (of: Facts) =>
      standingObligations(enrollment, of, { asOf, asKnownAt: everythingRead });
    const programName = names.get(program.programId) ?? '';
    const vocabulary = policyOn(program.policies, asOf)?.vocabulary;
    if (vocabulary === undefined) return [];
    return whatChanges(standing(facts), standing(then))
      .filter((change) => readsWholeCase || isForEverybody(each, change))
      .map((change) => ({
        programName,
        ...changeInWords(change, { programName, vocabulary, asOf }),
      }));
  });
}

const isForEverybody = (known: ClockFacts, { before, after }: ReturnType<typeof whatChanges>[0]) =>
  [before, after].every((each) => each === null || classOf(known, each) === 'general');

const withVoid = (facts: Facts, reviewId: string, voidedAt: Temporal.Instant | null): Facts => ({
  ...facts,
  reviews: facts.reviews.map((review) =>
    review.id === reviewId ? { ...review, voidedAt } : review,
  ),
});
