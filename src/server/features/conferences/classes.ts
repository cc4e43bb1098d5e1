import { conferenceProblems } from '#contract/conferences/conference-problems.ts';
import { sensitivityClasses, type SensitivityClass } from '#domain/people.ts';
import { higherClass } from '#domain/policy-clock/significant-changes.ts';
import { Refused } from '#server/platform/refused.ts';
import { chooseClass, type CaseClasses } from '#server/stores/case-classes.ts';

type Anew = {
  before: SensitivityClass;
  wanted: SensitivityClass | null;
  isOwn: boolean;
  /** Only dates and people were changed. */
  hasSameWords: boolean;
};

/**
 * Words that are written anew keep their class or take the case's, whichever is higher, unless somebody who may lowers it. Nobody else
 * writes over the words of another, whatever the case holds: that they may here and there would tell what it is.
 */
export function classAnew(
  classes: CaseClasses,
  { before, wanted, isOwn, hasSameWords }: Anew,
): SensitivityClass {
  if (classes.seesAll && wanted !== null) return wanted;
  const isRaised = wanted !== null && higherClass(before, wanted) !== before;
  if (hasSameWords && !classes.seesAll && !isRaised) return before;
  if (!classes.seesAll && !isOwn)
    throw new Refused('not-yours-to-rewrite', [
      { path: 'text', message: conferenceProblems['not-yours-to-rewrite'].title },
    ]);
  return higherClass(before, chooseClass(classes, wanted));
}

export const choicesOf = ({ ofCase, seesAll }: CaseClasses): SensitivityClass[] =>
  seesAll ? [ofCase, ...sensitivityClasses.filter((each) => each !== ofCase)] : ['general'];

/** A class is itself restricted information: who may not read all of the case is shown none. */
export const shownClass = (seesAll: boolean, actual: SensitivityClass): SensitivityClass =>
  seesAll ? actual : 'general';
