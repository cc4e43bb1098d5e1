import { z } from 'zod';

/** What lies outside these years is a slip of the finger, and the sums of days must stay within what can be stored. */
const years = { first: '1900', last: '2199' };
/** Whether the year of a date is one that anybody means. */
export const isWithinYears = (iso: string) =>
  iso.slice(0, 4) >= years.first && iso.slice(0, 4) <= years.last;
export const checkYear = `Check the year: it lies between ${years.first} and ${years.last}.`;

export const day = (empty: string) =>
  z.iso.date({ error: empty, abort: true }).refine(isWithinYears, checkYear);
/** A date that may be left out: an empty text is no date. */
export const optionalDay = z
  .union([z.literal(''), z.iso.date()], 'Enter the whole date, or leave it empty.')
  .refine((iso) => iso === '' || isWithinYears(iso), checkYear);
/** "14:30" */
export const hourAndMinute = /^([01]\d|2[0-3]):[0-5]\d$/;
export const instant = z.iso
  .datetime({ offset: true, message: 'Give a date and a time.' })
  .refine(isWithinYears, checkYear);
