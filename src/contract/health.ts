import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const readHealth = endpoint({
  method: 'GET',
  path: '/api/health',
  summary:
    'Says whether the product is alive, and whether its database answers: with status 503 while it does not.',
  refusals: [],
  requirements: [],
  input: z.strictObject({}),
  reply: z.object({ live: z.literal(true), ready: z.boolean() }),
});
