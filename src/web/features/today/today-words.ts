import { countedUpTo, type DueRow, type Meeting } from '#contract/today.ts';
import type { StatusKind } from '#web/ui/status.tsx';
import { dateInWords, figureInWords, monthInWords } from '#domain/words.ts';
import { timeInWords } from '#web/shell/clock-words.ts';

const longDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const asDay = (iso: string) => Temporal.PlainDate.from(iso);

/** "Thursday 3 December 2026" */
export const fullDay = (iso: string) => {
  const date = asDay(iso);
  return `${longDays[date.dayOfWeek - 1] ?? ''} ${date.day} ${monthInWords(date)}`;
};

/** "Thu 3 Dec", with the year only where it is not this one. */
export function shortDay(iso: string, today: string) {
  const words = dateInWords(asDay(iso));
  return iso.slice(0, 4) === today.slice(0, 4) ? words.slice(0, -5) : words;
}

/** "4 Jun 2026" */
export const plainDay = (iso: string) => dateInWords(asDay(iso)).replace(/^\w+ /, '');

export const dayOf = ({ startsAt, timeZone }: Pick<Meeting, 'startsAt' | 'timeZone'>) =>
  startsAt === null
    ? null
    : Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone).toPlainDate().toString();

export const timeOf = ({ startsAt, timeZone }: Pick<Meeting, 'startsAt' | 'timeZone'>) =>
  startsAt === null
    ? ''
    : timeInWords(Temporal.Instant.from(startsAt).toZonedDateTimeISO(timeZone));

/** "Today, 10:00 am Eastern" or "Fri 4 Dec, 1:30 pm Eastern" */
export function momentOf(meeting: Pick<Meeting, 'startsAt' | 'timeZone'>, today: string) {
  const on = dayOf(meeting);
  if (on === null) return 'No date yet';
  return `${on === today ? 'Today' : shortDay(on, today)}, ${timeOf(meeting)}`;
}

/** Only what is late or near is marked; the rest is plain text. */
export const markOf = ({
  status,
  severity,
}: Pick<DueRow, 'status' | 'severity'>): StatusKind | null =>
  status === 'overdue' || severity === 'crisis'
    ? 'late'
    : status === 'due_today' || status === 'due_soon'
      ? 'soon'
      : null;

/** The address that plans one conference for all of them: ids only. */
export const planAddress = (enrollmentIds: readonly string[]) =>
  `/conferences/new?enrollments=${[...new Set(enrollmentIds)].join(',')}`;

const numberWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
export const spelled = (number: number) => numberWords[number] ?? upTo(number);

/** A count that reached its limit says that there may be more. */
export const upTo = (count: number) =>
  count >= countedUpTo ? `${figureInWords(countedUpTo)}+` : figureInWords(count);
