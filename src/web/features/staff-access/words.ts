import { classWords } from '#contract/consents.ts';
import type { AccessOfPerson } from '#contract/staff-access.ts';
import { restrictedClasses } from '#domain/people.ts';
import { capitalized, lowered } from '#domain/policy-clock/plain-words.ts';
import { listInWords } from '#domain/words.ts';

type Gap = AccessOfPerson['classes'][number]['gaps'][number];
type State = AccessOfPerson['trainings'][number]['state'];

export const gapWords: Record<Gap, string> = {
  'no-training': 'no training on record',
  'training-expired': 'training has ended',
  'title-not-listed': 'job title not on the list',
};

export const stateWords: Record<State, string> = {
  current: 'holds',
  'ends-soon': 'ends soon',
  expired: 'has ended',
  'not-yet': 'not yet',
};

export const classOptions = restrictedClasses.map((id) => ({ id, label: classWords[id] }));

/** What somebody is trained for, by the day on which it ends. */
export function trainedUntil(
  trainings: readonly Pick<AccessOfPerson['trainings'][number], 'about' | 'expiresOn'>[],
) {
  const days = [...new Set(trainings.map(({ expiresOn }) => expiresOn))].toSorted();
  return days.map((on) => {
    const those = trainings.filter(({ expiresOn }) => expiresOn === on);
    return { on, kinds: capitalized(kindsInWords(those.map(({ about }) => about))) };
  });
}

/** All of them need not be read one by one. */
export const kindsInWords = (kinds: readonly (typeof restrictedClasses)[number][]) =>
  restrictedClasses.every((one) => kinds.includes(one))
    ? 'every restricted kind of information'
    : listInWords(kinds.map((each) => lowered(classWords[each])));
