import { z } from 'zod';

/** What a due row is called beside its enrollment. */
export const obligationKey = z.string().regex(/^[\w:.-]{1,120}$/);

/** No calendar of ours holds it, and neither does the database. */
const isYearZero = (part: string) => /^0000-\d\d-\d\d/.test(part);

/** Where the page before ended, as it answered that. Each part is read, so that a made-up one is the sender's mistake. */
export const placeAfter = <const Parts extends [z.ZodType<string>, ...z.ZodType<string>[]]>(
  ...parts: Parts
) => {
  const place = z.tuple(parts);
  return z.string().transform((text, context): z.output<typeof place> => {
    const all = text.split('_');
    const last = parts.length - 1;
    const read = place.safeParse([...all.slice(0, last), all.slice(last).join('_')]);
    if (read.success && !all.some(isYearZero)) return read.data;
    context.addIssue({ code: 'custom', message: 'Begin at the first page.' });
    return z.NEVER;
  });
};
