import type { AccessOfPerson } from '#contract/staff-access.ts';
import { restrictedClasses } from '#domain/people.ts';

type Gap = AccessOfPerson['classes'][number]['gaps'][number];
type State = AccessOfPerson['trainings'][number]['state'];

export const classWords = {
  hiv: 'HIV',
  sud: 'Substance use',
  mental_health: 'Mental health',
  dv: 'Domestic violence',
} as const;

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

const days = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  timeZone: 'UTC',
});
/** A civil date in words. */
export const dayInWords = (day: string) =>
  days.format(Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds);
