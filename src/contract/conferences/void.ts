import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { why } from './parts.ts';

const reviewOnly = { reviewId: z.uuid() };

/** The version of the closing that the asker looked at before they decided. */
const seen = z.uuid('Look at what changes first, then confirm.');

export const readVoid = endpoint({
  method: 'GET',
  path: '/api/reviews/:reviewId/void',
  summary:
    'Whether a closed review is void, and what would become due if that changed, before anybody confirms it.',
  refusals: ['not-found', 'review-not-closed'],
  requirements: ['REQ-027', 'REQ-142'],
  input: z.strictObject(reviewOnly),
  reply: z.object({
    reviewId: z.string(),
    isVoid: z.boolean(),
    seen: z.string(),
    client: z.object({ clientId: z.string(), name: z.string() }),
    conference: z.object({ conferenceId: z.string(), number: z.int() }),
    heldOn: z.string(),
    heldInWords: z.string(),
    changes: z.array(
      z.object({
        programName: z.string(),
        rule: z.string(),
        inWords: z.string(),
        before: z.string(),
      }),
    ),
    /** Action items stay with whoever took them on. */
    openActions: z.int(),
    /** Who bills for it: a void takes that back, and restoring does not bring it again. */
    billing: z.object({ byName: z.string(), amountInWords: z.string() }).nullable(),
    /** The last time that it was declared void or restored. */
    last: z
      .object({ byName: z.string(), at: z.string(), reason: z.string().nullable() })
      .nullable(),
    may: z.object({ change: z.boolean() }),
  }),
});

const input = z.strictObject({ ...reviewOnly, seen, reason: why });
const reply = z.object({ reviewId: z.string(), isVoid: z.boolean() });

export const voidReview = endpoint({
  method: 'POST',
  path: '/api/reviews/:reviewId/void',
  summary:
    'Declares one client’s closed review void: it counts no more, and its dates are due again.',
  refusals: [
    'not-taking-part',
    'not-found',
    'review-not-closed',
    'not-yours-to-void',
    'already-void',
    'changed-meanwhile',
  ],
  requirements: ['REQ-027'],
  input,
  reply,
});

export const restoreReview = endpoint({
  method: 'POST',
  path: '/api/reviews/:reviewId/restore',
  summary: 'Takes the void of a review back: everything stands as it did before.',
  refusals: [
    'not-taking-part',
    'not-found',
    'review-not-closed',
    'not-yours-to-void',
    'not-void',
    'changed-meanwhile',
  ],
  requirements: ['REQ-027'],
  input,
  reply,
});
