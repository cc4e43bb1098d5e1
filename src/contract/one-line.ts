import { z } from 'zod';
import { spelledOnce } from '#domain/spelled-once.ts';

/** What something or somebody is called. */
export const aName = (empty: string) => z.string().overwrite(spelledOnce).min(1, empty);

/** What a letter or a calendar holds may not start a line of its own there. */
const oneLine = /^[^\p{Cc}\u2028\u2029]*$/u;

/** A name that travels in letters: short, and on one line. */
export const nameInLetters = (empty: string) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .max(120, 'Keep it to 120 characters.')
    .regex(oneLine, 'Write it on one line, without a tab or a line break.')
    .overwrite(spelledOnce);

/** A number as somebody would dial it, with an extension or without. */
export const telephone = /^\+?[\d ().-]{7,25}(?:(?:ext\.?|x) ?\d{1,6})?$/i;
