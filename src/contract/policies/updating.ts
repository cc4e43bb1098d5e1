import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';

/** How far the due dates of a program follow a version that was published. */
export const updating = z.object({
  programId: z.string(),
  programName: z.string(),
  effectiveFrom: z.string(),
  /** Null where they are few and the asker may not know who is in the program. */
  done: z.int().nullable(),
  total: z.int().nullable(),
});
export type Updating = z.output<typeof updating>;

/** A published version whose rules give no due date, because its document was altered or cannot be read. */
export const refusedRules = z.object({
  programId: z.string(),
  programName: z.string(),
  version: z.int(),
});
export type RefusedRules = z.output<typeof refusedRules>;

export const readUpdating = endpoint({
  method: 'GET',
  path: '/api/updating',
  summary:
    'The programs whose due dates do not all follow the rules that are in force yet, and those whose rules are refused, so that their dates stay as they are.',
  refusals: [],
  requirements: ['REQ-142'],
  input: z.strictObject({}),
  reply: z.object({ updating: z.array(updating), refused: z.array(refusedRules) }),
});
