const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const longMonths =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** What people call the clock they live by. Arizona has no summer time, so "Mountain" would mislead. */
const clocks: Readonly<Record<string, string>> = {
  'America/New_York': 'Eastern',
  'America/Detroit': 'Eastern',
  'America/Indiana/Indianapolis': 'Eastern',
  'America/Kentucky/Louisville': 'Eastern',
  'America/Chicago': 'Central',
  'America/Denver': 'Mountain',
  'America/Boise': 'Mountain',
  'America/Phoenix': 'Arizona',
  'America/Los_Angeles': 'Pacific',
  'America/Anchorage': 'Alaska',
  'Pacific/Honolulu': 'Hawaii',
  'America/Puerto_Rico': 'Atlantic',
  UTC: 'UTC',
  'Etc/UTC': 'UTC',
};

/** A time zone as people name it: "Eastern". */
export const clockOf = (zone: string): string => {
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return clocks[zone] ?? `${place} time`;
};

/** The hour and minute alone, where the clock they are read on stands beside it. */
export const onTheClock = ({ hour, minute }: Temporal.ZonedDateTime): string =>
  `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'am' : 'pm'}`;

/** The same on a screen: no line ends between "11:00" and "am". */
export const unbroken = (words: string): string =>
  words.replaceAll(/(?<=\d:\d\d) (?=[ap]m\b)/g, '\u00a0');

/** A date as it is spoken and printed everywhere: "Thu 3 Dec 2026". */
export const dateInWords = ({ dayOfWeek, day, month, year }: Temporal.PlainDate): string =>
  `${weekdays[dayOfWeek - 1] ?? ''} ${day} ${months[month - 1] ?? ''} ${year}`;

/** The same of a date as it crosses the wire. */
export const dayInWords = (iso: string): string => dateInWords(Temporal.PlainDate.from(iso));

/** "1,234". Asking the browser for it would load all that it knows of languages. */
export const figureInWords = (whole: number): string =>
  String(whole).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');

/** ", 312 times", behind what was done; once is not said. */
export const oftenInWords = (times: number | null): string =>
  times === null || times === 1 ? '' : `, ${figureInWords(times)} times`;

/** "December 2026" */
export const monthInWords = ({
  month,
  year,
}: Pick<Temporal.PlainYearMonth, 'month' | 'year'>): string =>
  `${longMonths[month - 1] ?? ''} ${year}`;

/** A time never stands without its clock: "10:00 am Eastern". */
export const timeInWords = (moment: Temporal.ZonedDateTime): string =>
  `${onTheClock(moment)} ${clockOf(moment.timeZoneId)}`;

export const momentInWords = (moment: Temporal.ZonedDateTime): string =>
  `${dateInWords(moment.toPlainDate())}, ${timeInWords(moment)}`;

/** From and to on one day name the clock once; across midnight both days are named. */
export const spanInWords = (start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime): string => {
  const endHere = end.withTimeZone(start.timeZoneId);
  return start.toPlainDate().equals(endHere.toPlainDate())
    ? `${dateInWords(start.toPlainDate())}, ${onTheClock(start)} to ${timeInWords(endHere)}`
    : `${momentInWords(start)} to ${momentInWords(endHere)}`;
};

/** "a", "a and b", "a, b and c" */
export const listInWords = (parts: readonly string[], last: 'and' | 'or' = 'and'): string =>
  parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1) ?? ''}`;

export const minutesInWords = (minutes: number): string =>
  minutes === 1 ? '1 minute' : `${minutes} minutes`;

/** How much time is left or lost; in whole hours where nobody counts minutes any more. */
export const aboutInWords = (minutes: number): string =>
  minutes < 120 ? minutesInWords(minutes) : `about ${Math.round(minutes / 60)} hours`;
