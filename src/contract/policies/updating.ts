import { z } from 'zod';

/** How far the due dates of a program follow a version that was published. */
export const updating = z.object({
  programId: z.string(),
  programName: z.string(),
  effectiveFrom: z.string(),
  done: z.int(),
  total: z.int(),
});
