import type { Context } from 'hono';
import type { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import { inputOf, readFields, replyOf } from './request.ts';
import type { Route } from './route.ts';
import type { Shell } from './shell.ts';

/** A request of somebody who is not known yet. */
export type Outside = { c: Context; shell: Shell };

/** A route that anybody may ask, signed in or not: it gets no transaction and sees no client's data. */
export const publicRoute = <I extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<I, R>,
  handle: (input: z.output<I>, outside: Outside) => Promise<z.input<R>>,
): Route => ({
  endpoint,
  rights: 'anybody',
  answer: async (c, _asker, shell) => {
    const fields = await readFields(c, endpoint.method);
    return c.json(replyOf(endpoint, await handle(inputOf(endpoint, fields), { c, shell })));
  },
});
