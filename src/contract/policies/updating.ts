import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';

/** How far the due dates of a program follow a version that was published. */
export const updating = z.object({
  programId: z.string(),
  programName: z.string(),
  effectiveFrom: z.string(),
  done: z.int(),
  total: z.int(),
});
export type Updating = z.output<typeof updating>;

export const readUpdating = endpoint({
  method: 'GET',
  path: '/api/updating',
  summary: 'The programs whose due dates do not all follow the rules that are in force yet.',
  refusals: [],
  requirements: ['REQ-142'],
  input: z.strictObject({}),
  reply: z.object({ updating: z.array(updating) }),
});
