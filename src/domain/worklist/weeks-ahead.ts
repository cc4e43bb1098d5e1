const weekKeys = ['week-1', 'week-2', 'week-3', 'week-4', 'week-5'] as const;
export const bucketKeys = ['crisis', 'late', ...weekKeys, 'later', 'no-date'] as const;

/** Where a duty stands in time, as seen on one day. */
export type BucketKey = (typeof bucketKeys)[number];

/** What a list can be asked for: one bucket, several, or `due`: all but what is due later than the five weeks. */
export const whens = ['due', 'soon', ...bucketKeys, 'all'] as const;
export type When = (typeof whens)[number];

/** The first and last due date of a bucket, both included; null where it has no such end. */
export type Span = { first: Temporal.PlainDate | null; last: Temporal.PlainDate | null };

/** A crisis stands before every date, and what has none behind them all. */
export type Stretch = 'crisis' | Span | 'no-date';

export type Bucket = { key: BucketKey; span: Stretch };

/** A crisis, late, the rest of this week to its Sunday, the four weeks that follow, what comes later, and what has no date. */
export function bucketsFrom(today: Temporal.PlainDate): Bucket[] {
  const sunday = today.add({ days: 7 - today.dayOfWeek });
  const weeks = weekKeys.map((key, index) => ({
    key,
    span: {
      first: index === 0 ? today : sunday.add({ days: 7 * index - 6 }),
      last: sunday.add({ days: 7 * index }),
    },
  }));
  const end = sunday.add({ days: 7 * (weekKeys.length - 1) });
  return [
    { key: 'crisis', span: 'crisis' },
    { key: 'late', span: { first: null, last: today.subtract({ days: 1 }) } },
    ...weeks,
    { key: 'later', span: { first: end.add({ days: 1 }), last: null } },
    { key: 'no-date', span: 'no-date' },
  ];
}

const soon: readonly BucketKey[] = weekKeys;

/** The dates that an answer covers, neighbours joined: a list reads each stretch in order. */
export function spansOf(when: When, today: Temporal.PlainDate): Stretch[] {
  const wanted = bucketsFrom(today).filter(({ key }) => {
    if (when === 'all') return true;
    if (when === 'due') return key !== 'later';
    return when === 'soon' ? soon.includes(key) : key === when;
  });
  const dated = wanted.flatMap(({ span }) => (typeof span === 'string' ? [] : [span]));
  const [first, last] = [dated[0], dated.at(-1)];
  const has = (wantedKey: BucketKey) => wanted.some(({ key }) => key === wantedKey);
  return [
    ...(has('crisis') ? (['crisis'] as const) : []),
    ...(first && last ? [{ first: first.first, last: last.last }] : []),
    ...(has('no-date') ? (['no-date'] as const) : []),
  ];
}
