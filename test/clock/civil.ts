/** The calendar once more, on plain numbers: it shares nothing with the product, so that both must be wrong to agree. */
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (year: number, month: number) =>
  month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0);

const firstYear = 1990;

/** Days since New Year's Day 1990, by walking there. */
function dayNumber(iso: string): number {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
  let days = day - 1;
  for (let each = firstYear; each < year; each += 1) days += isLeap(each) ? 366 : 365;
  for (let each = 1; each < month; each += 1) days += daysIn(year, each);
  return days;
}

function isoOf(number: number): string {
  let year = firstYear;
  let left = number;
  while (left >= (isLeap(year) ? 366 : 365)) {
    left -= isLeap(year) ? 366 : 365;
    year += 1;
  }
  let month = 1;
  while (left >= daysIn(year, month)) {
    left -= daysIn(year, month);
    month += 1;
  }
  return text(year, month, left + 1);
}

const text = (year: number, month: number, day: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

export const plusDays = (iso: string, days: number) => isoOf(dayNumber(iso) + days);

export const apart = (from: string, to: string) => dayNumber(to) - dayNumber(from);

/** The same day of a later month, or that month's last day (General Construction Law, section 30). */
function plusMonths(iso: string, months: number): string {
  let [year = 0, month = 0] = iso.split('-').map(Number);
  const day = Number(iso.slice(8));
  for (let each = 0; each < months; each += 1) {
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
  return text(year, month, Math.min(day, daysIn(year, month)));
}

export const later = (
  from: string,
  { value, unit }: { value: number; unit: 'day' | 'calendar_month' },
  times = 1,
) => (unit === 'day' ? plusDays(from, value * times) : plusMonths(from, value * times));

/** Monday is 1: New Year's Day 1990 was one. */
export const weekday = (iso: string) => (dayNumber(iso) % 7) + 1;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the calendar on the wall of that place says at a moment. */
export function localDate(instant: string, zone: string): string {
  const known = formats.get(zone);
  const format =
    known ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  formats.set(zone, format);
  return format.format(Date.parse(instant));
}
