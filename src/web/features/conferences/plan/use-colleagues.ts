import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { listColleagues } from '#contract/conferences/plan.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import type { PersonRef } from '#domain/people.ts';
import { listInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';

/** What helps whoever cannot open a record. */
export const accessRemedy = 'Whoever is on the care team can: add them to it in the chart first.';

/** Beside somebody who comes all the same. */
export const unseenInWords = (unseen: string) =>
  `${sentence(unseen)} In the meeting they see nothing of it. ${accessRemedy}`;

/** Our own people who can be asked, and in words which records of the plan each of them cannot open. */
export function useColleagues(view: ConferenceView) {
  const { conferenceId } = view;
  const { data } = useAsk(listColleagues, { conferenceId }, { enabled: view.may.plan });
  const unseen = new Map(data?.withoutAccess.map((one) => [one.staffId, one.reviewIds]));
  return {
    colleagues: data?.colleagues ?? [],
    /** Empty where they can open every one that they are wanted for. */
    cannotOpen: ({ kind, id }: PersonRef, wantedFor?: readonly string[]): string => {
      const theirs = kind === 'staff' ? (unseen.get(id) ?? []) : [];
      return cannotOpenInWords(
        view,
        theirs.filter((reviewId) => wantedFor === undefined || wantedFor.includes(reviewId)),
      );
    },
  };
}

/** What somebody cannot do, said by itself. */
export const sentence = (words: string) => `${capitalized(words)}.`;

const mostNames = 3;

function cannotOpenInWords({ reviews }: ConferenceView, reviewIds: readonly string[]): string {
  const names = reviews
    .filter(({ reviewId }) => reviewIds.includes(reviewId))
    .map(({ client }) => client.name);
  if (names.length === 0) return '';
  if (names.length === 1) return `cannot open the record of ${names.join('')}`;
  if (names.length === reviews.length) return 'cannot open any of these records';
  return names.length > mostNames
    ? `cannot open ${names.length} of these records`
    : `cannot open the records of ${listInWords(names)}`;
}
