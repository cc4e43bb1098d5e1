import { classWords } from '#contract/consents.ts';
import type { AccessOfPerson } from '#contract/staff-access.ts';
import { restrictedClasses } from '#domain/people.ts';

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
