import { z } from 'zod';
import { optionalDay } from './dates.ts';

/** What an auditor comes for: every program or those that are named, any day or a period, everybody or a sample. All three are said of whoever becomes an auditor; later, what nothing is said of stays as it is. */
export const auditorScope = {
  auditorScope: z.enum(['every', 'chosen'], 'Choose every program, or some.').optional(),
  auditorProgramIds: z
    .array(z.uuid('Choose programs from the list.'))
    .max(200, 'At most two hundred.')
    .default([])
    .transform((some) => [...new Set(some)]),
  auditorPeriod: z.enum(['any', 'between'], 'Choose any day, or the days between two.').optional(),
  auditorCoversFrom: optionalDay.optional(),
  auditorCoversUntil: optionalDay.optional(),
  auditorSample: z
    .enum(['everybody', 'kept', 'drawn', 'chosen'], 'Choose everybody, or a sample.')
    .optional(),
  auditorSampleSize: z.coerce
    .number('Enter how many are drawn.')
    .int('Enter a whole number.')
    .min(1, 'Enter how many are drawn: from 1 to 500.')
    .max(500, 'At most five hundred.')
    .optional(),
  auditorSampleSeed: z
    .string()
    .trim()
    .regex(/^[\w-]{0,40}$/, 'Letters, digits and hyphens, at most forty.')
    .optional(),
  auditorSampleNumbers: z
    .string()
    .trim()
    .regex(/^[\d,;\s]*$/, 'Enter numbers as they stand in the charts, with commas between them.')
    .max(6_000, 'At most five hundred numbers.')
    .optional(),
};
