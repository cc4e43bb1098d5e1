export type ShortDate = (date: Temporal.PlainDate) => string;

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const numbers = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** "Wed 20 May", with the year only where it is not the reader's own. */
export function dayAndMonth(date: Temporal.PlainDate, readersYear: number): string {
  const day = `${weekdays[date.dayOfWeek - 1]} ${date.day} ${months[date.month - 1]}`;
  return date.year === readersYear ? day : `${day} ${date.year}`;
}

/** "20 May 2026", where a sum is read by its numbers. */
export const dayMonthYear = ({ day, month, year }: Temporal.PlainDate) =>
  `${day} ${months[month - 1]} ${year}`;

/** What an agency or a policy names by a code: "client-declined" reads "client declined". */
export const fromCode = (code: string) => code.replaceAll(/[_-]/g, ' ');

export const numberWord = (number: number) => numbers[number] ?? `${number}`;

/** As it reads within a sentence. */
export const lowered = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

export const capitalized = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
