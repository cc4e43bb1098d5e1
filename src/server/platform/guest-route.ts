import type { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import { visitAsGuest, type GuestVisit } from './guest-door.ts';
import { Refused } from './refused.ts';
import { inputOf, readFields, replyOf } from './request.ts';
import type { Route } from './route.ts';
import { guestHash, isSecure } from './session-cookie.ts';

/** A route for somebody outside who opened a link; staff are nobody here. */
export const guestRoute = <I extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<I, R>,
  handle: (input: z.output<I>, visit: GuestVisit) => Promise<z.input<R>>,
): Route => ({
  endpoint,
  rights: 'guest',
  answer: async (c, _asker, shell) => {
    const hash = guestHash(c, isSecure(shell));
    if (hash === undefined) throw new Refused('guest-over');
    const fields = await readFields(c, endpoint.method);
    const operation = `${endpoint.method} ${endpoint.path}`;
    const reply = await visitAsGuest(
      { shell, asker: { by: 'visit', hash }, operation },
      async (visit) => replyOf(endpoint, await handle(inputOf(endpoint, fields), visit)),
    );
    return c.json(reply);
  },
});
