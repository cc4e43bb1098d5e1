import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { enrollmentKey } from './fact-parts.ts';

const inWords = z.object({ text: z.string(), remedy: z.string() });

export const readWhy = endpoint({
  method: 'POST',
  path: '/api/enrollments/:enrollmentId/why',
  summary:
    'Why one duty stands as it does: the rule quoted, the arithmetic, what was looked at and did not count, and what would satisfy it.',
  refusals: ['not-found'],
  requirements: ['REQ-033', 'REQ-142', 'REQ-163'],
  input: z.strictObject({
    ...enrollmentKey,
    obligationKey: z.string('Choose a duty.').min(1, 'Choose a duty.').max(160),
  }),
  reply: z.object({
    programName: z.string(),
    rule: z.string(),
    strength: z.string(),
    due: z.string(),
    left: z.string(),
    notes: z.array(z.string()),
    quote: z.string(),
    source: z.object({
      title: z.string(),
      version: z.int(),
      inForceFrom: z.string(),
      citations: z.array(z.string()),
    }),
    arithmetic: z.string().nullable(),
    moved: z.string().nullable(),
    /** The conference of the product that set the date, to be opened. */
    setByReviewId: z.string().nullable(),
    lookedAt: z.array(
      z.object({
        reviewId: z.string(),
        text: z.string(),
        reasons: z.array(inWords),
        /** What somebody should look at although it counts. */
        warnings: z.array(inWords),
      }),
    ),
    wouldSatisfy: z.array(z.string()),
  }),
});
