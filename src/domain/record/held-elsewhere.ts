import { dateInWords } from '#domain/words.ts';

export type EnrollmentSpan = {
  startedOn: Temporal.PlainDate;
  endedOn: Temporal.PlainDate | null;
};

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(one, other) < 0;

/** What is wrong with a date on which a conference is said to have been held elsewhere; null when nothing is. */
export function flawOfHeldElsewhere(
  heldOn: Temporal.PlainDate,
  { startedOn, endedOn }: EnrollmentSpan,
  today: Temporal.PlainDate,
): string | null {
  if (isBefore(today, heldOn)) return 'This date has not come yet.';
  if (isBefore(heldOn, startedOn))
    return `This is before the enrollment began, on ${dateInWords(startedOn)}.`;
  if (endedOn !== null && isBefore(endedOn, heldOn))
    return `This is after the enrollment ended, on ${dateInWords(endedOn)}.`;
  return null;
}

/** A date as people write it in a list: 2026-03-31, or 3/31/2026 as in the United States. */
export function dateFromList(text: string): Temporal.PlainDate | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return dateOf(iso[1], iso[2], iso[3]);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  return american && dateOf(american[3], american[1], american[2]);
}

function dateOf(year = '', month = '', day = ''): Temporal.PlainDate | null {
  const fields = { year: Number(year), month: Number(month), day: Number(day) };
  // An impossible day must be told, not moved to a possible one.
  const date = Temporal.PlainDate.from({
    ...fields,
    month: fields.month || 1,
    day: fields.day || 1,
  });
  const isSame = date.month === fields.month && date.day === fields.day;
  return isSame && fields.year >= 1900 ? date : null;
}
