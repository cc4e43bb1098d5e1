import { sensitivityClasses, type SensitivityClass } from '#domain/people.ts';
import { higherClass } from '#domain/policy-clock/significant-changes.ts';
import { badInput } from '#server/platform/refused.ts';
import type { CaseClasses } from '#server/stores/case-classes.ts';

/** New words take the highest class of the case. Anybody may say that theirs are more; only who may read all of the case, that they are less. */
export function chooseClass(
  { ofCase, seesAll }: CaseClasses,
  wanted: SensitivityClass | null,
): SensitivityClass {
  if (wanted === null) return ofCase;
  return seesAll ? wanted : higherClass(ofCase, wanted);
}

type Anew = { before: SensitivityClass; wanted: SensitivityClass | null; isOwn: boolean };

/**
 * Words that are written anew keep their class or take the case's, whichever is higher, unless somebody who may lowers it. Whoever
 * would lose the sight of another's words by that does not write over them.
 */
export function classAnew(classes: CaseClasses, { before, wanted, isOwn }: Anew): SensitivityClass {
  if (classes.seesAll && wanted !== null) return wanted;
  const anew = higherClass(before, chooseClass(classes, wanted));
  if (!classes.seesAll && !isOwn && anew !== before)
    throw badInput('text', 'Only whoever has this line, or the case manager, can change it.');
  return anew;
}

export const choicesOf = ({ ofCase, seesAll }: CaseClasses): SensitivityClass[] =>
  seesAll ? [ofCase, ...sensitivityClasses.filter((each) => each !== ofCase)] : ['general'];

/** A class is itself restricted information: who may not read all of the case is shown none. */
export const shownClass = (seesAll: boolean, actual: SensitivityClass): SensitivityClass =>
  seesAll ? actual : 'general';
