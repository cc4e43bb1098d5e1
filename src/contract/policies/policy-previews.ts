import { z } from 'zod';
import { policyEffects } from '#domain/policy-clock/effects-of.ts';
import { endpoint } from '#contract/endpoint.ts';
import { placeAfter } from '#contract/place-after.ts';

const which = {
  programId: z.uuid(),
  version: z.coerce.number<string | number>().int().min(1).max(9_999),
};

const preview = z.object({
  runId: z.string(),
  state: z.enum(['running', 'done', 'cancelled']),
  /** The save of the draft that it speaks of; a later save may change the answer. */
  revision: z.int(),
  effectiveFrom: z.string(),
  /** Null where they are few and the asker may not know who is in the program. */
  done: z.int().nullable(),
  total: z.int().nullable(),
  startedAt: z.string(),
  /** Whether fewer than eleven clients are told too; where they are not, a count that is absent may be of a few or of none. */
  tellsFew: z.boolean(),
  counts: z.array(z.object({ effect: z.enum(policyEffects), count: z.int(), clients: z.int() })),
});
export type PolicyPreview = z.output<typeof preview>;

export const startPreview = endpoint({
  method: 'POST',
  path: '/api/policies/preview',
  summary:
    'Begins to work out, in the background, what a draft would change for every client of the program.',
  refusals: [
    'not-found',
    'policy-published',
    'changed-meanwhile',
    'policy-unreadable',
    'policy-has-flaws',
  ],
  requirements: ['REQ-142'],
  input: z.strictObject({ ...which, revision: z.int() }),
  reply: z.object({ runId: z.string() }),
});

export const readPreview = endpoint({
  method: 'GET',
  path: '/api/policies/preview',
  summary: 'The last preview of a draft: how far it has come, and what it has counted.',
  refusals: ['not-found'],
  requirements: ['REQ-142'],
  input: z.strictObject(which),
  reply: z.object({ preview: preview.nullable() }),
});

export const cancelPreview = endpoint({
  method: 'POST',
  path: '/api/policies/preview/cancel',
  summary: 'Stops a preview; what it has counted so far stays to be read.',
  refusals: ['not-found'],
  requirements: [],
  input: z.strictObject({ runId: z.uuid() }),
  reply: z.object({}),
});

export const listEffects = endpoint({
  method: 'GET',
  path: '/api/policies/preview/clients',
  summary: 'The clients behind one number of a preview, a page at a time.',
  refusals: ['not-found'],
  requirements: ['REQ-142'],
  input: z.strictObject({
    runId: z.uuid(),
    effect: z.enum(policyEffects),
    after: placeAfter(z.string().regex(/^\d{1,9}$/), z.uuid(), z.string().max(120)).optional(),
  }),
  reply: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        clientId: z.string(),
        name: z.string(),
        number: z.int(),
        workerName: z.string().nullable(),
        beforeOn: z.string().nullable(),
        afterOn: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
});
export type EffectRow = z.output<typeof listEffects.reply>['rows'][number];
