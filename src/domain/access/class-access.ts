import type { restrictedClasses } from '#domain/people.ts';

export type RestrictedClass = (typeof restrictedClasses)[number];

/** What an agency asks of its staff before they may know a class, and from which day on. */
export type ClassRule = {
  class: RestrictedClass;
  trainingFrom: Temporal.PlainDate | null;
  titlesFrom: Temporal.PlainDate | null;
};
export type Training = {
  about: RestrictedClass;
  completedOn: Temporal.PlainDate;
  expiresOn: Temporal.PlainDate;
};
export type AuthorizedTitle = { title: string; classes: readonly RestrictedClass[] };

export type Standing = { title: string; trainings: readonly Training[] };
export type Asked = {
  rules: readonly ClassRule[];
  titles: readonly AuthorizedTitle[];
  today: Temporal.PlainDate;
};

/** What stands between somebody and a class. */
export type AccessGap = 'no-training' | 'training-expired' | 'title-not-listed';

/** How many days before a training ends people are told of it. */
const endsSoonWithin = 60;

const titleKey = (title: string) => title.trim().replace(/\s+/g, ' ').toLowerCase();
const isFrom = (day: Temporal.PlainDate | null, today: Temporal.PlainDate) =>
  day !== null && Temporal.PlainDate.compare(day, today) <= 0;

export type TrainingState = 'current' | 'ends-soon' | 'expired' | 'not-yet';

export function trainingState(
  { completedOn, expiresOn }: Training,
  today: Temporal.PlainDate,
): TrainingState {
  if (Temporal.PlainDate.compare(today, expiresOn) > 0) return 'expired';
  if (Temporal.PlainDate.compare(today, completedOn) < 0) return 'not-yet';
  return today.until(expiresOn).days <= endsSoonWithin ? 'ends-soon' : 'current';
}

const holds = (training: Training, today: Temporal.PlainDate) =>
  ['current', 'ends-soon'].includes(trainingState(training, today));

/** What each class lacks for this person; an empty list is access. Row security decides the same of each read. */
export const accessGaps = (
  { title, trainings }: Standing,
  { rules, titles, today }: Asked,
): Map<RestrictedClass, AccessGap[]> =>
  new Map(
    rules.map((rule) => {
      const about = trainings.filter((training) => training.about === rule.class);
      const lacksTraining =
        isFrom(rule.trainingFrom, today) && !about.some((training) => holds(training, today));
      const isListed = titles.some(
        (one) => titleKey(one.title) === titleKey(title) && one.classes.includes(rule.class),
      );
      return [
        rule.class,
        [
          ...(lacksTraining
            ? ([about.length > 0 ? 'training-expired' : 'no-training'] as const)
            : []),
          ...(isFrom(rule.titlesFrom, today) && !isListed ? (['title-not-listed'] as const) : []),
        ],
      ];
    }),
  );
