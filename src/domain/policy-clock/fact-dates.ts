import { dateKey } from '#domain/program-policy/date-key.ts';
import { dateInWords } from '#domain/words.ts';

export type DatedSpan = { startedOn: Temporal.PlainDate; endedOn: Temporal.PlainDate | null };
export type DateFlaw = { path: string; message: string };

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  dateKey(one) < dateKey(other);

/** Nothing is planned further ahead than this: a date beyond it is a slip of the pen. */
const furthestYears = 3;

function outside(
  path: string,
  on: Temporal.PlainDate,
  { startedOn, endedOn, today }: DatedSpan & { today: Temporal.PlainDate },
): DateFlaw | null {
  if (isBefore(on, startedOn))
    return { path, message: `This is before the enrollment began, on ${dateInWords(startedOn)}.` };
  if (endedOn !== null && isBefore(endedOn, on))
    return { path, message: `This is after the enrollment ended, on ${dateInWords(endedOn)}.` };
  if (isBefore(today.add({ years: furthestYears }), on))
    return { path, message: `This is more than ${furthestYears} years ahead. Check the year.` };
  return null;
}

/** A reassessment may be planned; it lies inside its enrollment. */
export const flawOfReassessment = (
  on: Temporal.PlainDate,
  span: DatedSpan & { today: Temporal.PlainDate },
) => outside('on', on, span);

export type Suspension = {
  from: Temporal.PlainDate;
  /** The last day on which it holds. */
  lastOn: Temporal.PlainDate | null;
  reviewOn: Temporal.PlainDate;
};

/** An exemption or a pause: it begins inside the enrollment, ends after it began, and somebody looks at it again. */
export function flawOfSuspension(
  { from, lastOn, reviewOn }: Suspension,
  span: DatedSpan & { today: Temporal.PlainDate },
): DateFlaw | null {
  const beginning = outside('from', from, span);
  if (beginning !== null) return beginning;
  if (lastOn !== null && isBefore(lastOn, from))
    return { path: 'lastOn', message: 'The last day is before the first. Turn them around.' };
  return flawOfReview(reviewOn, { from, today: span.today });
}

export function flawOfReview(
  reviewOn: Temporal.PlainDate,
  { from, today }: { from: Temporal.PlainDate; today: Temporal.PlainDate },
): DateFlaw | null {
  const path = 'reviewOn';
  if (!isBefore(today, reviewOn))
    return { path, message: 'Choose a day after today: on that day somebody looks at it again.' };
  if (isBefore(reviewOn, from)) return { path, message: 'This is before it begins.' };
  return isBefore(today.add({ years: furthestYears }), reviewOn)
    ? { path, message: `This is more than ${furthestYears} years ahead. Check the year.` }
    : null;
}

/** A fact that holds on no day is taken back instead. */
export function flawOfEnd(
  lastOn: Temporal.PlainDate,
  {
    from,
    endedOn,
    today,
  }: { from: Temporal.PlainDate; today: Temporal.PlainDate } & Pick<DatedSpan, 'endedOn'>,
): DateFlaw | null {
  const path = 'lastOn';
  if (isBefore(lastOn, from))
    return {
      path,
      message: `It began on ${dateInWords(from)}. If it never held, say that it was recorded in error.`,
    };
  return outside(path, lastOn, { startedOn: from, endedOn, today });
}

/** Two spans that share a day. */
export const overlap = (
  one: Pick<Suspension, 'from' | 'lastOn'>,
  other: Pick<Suspension, 'from' | 'lastOn'>,
) =>
  (one.lastOn === null || dateKey(other.from) <= dateKey(one.lastOn)) &&
  (other.lastOn === null || dateKey(one.from) <= dateKey(other.lastOn));
