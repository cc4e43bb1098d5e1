import type { Context } from 'hono';
import type { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import { Refused } from './refused.ts';
import { route, type Route } from './route.ts';
import type { Rights } from './visit-once.ts';
import { hashToken, isSecure, sessionToken } from './session-cookie.ts';
import type { Shell, Visit } from './shell.ts';
import type { Holder } from './sign-in/own-account.ts';
import { describeSession, keepSession, type Described } from './sign-in/sessions.ts';

export type AtHome = { c: Context; shell: Shell; visit: Visit; holder: Holder; session: Described };

// The sign-in keeps its own connection: a password that was changed stays so, whatever becomes of the transaction.
const rights = {
  needs: 'account:own',
  purpose: 'own-account',
  actsOutside: true,
} as const satisfies Rights;

/** A route about the person's own sign-in: through the door and audited like any, and told the session itself. */
export const accountRoute = <I extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<I, R>,
  handle: (input: z.output<I>, home: AtHome) => Promise<z.input<R>>,
): Route => ({
  endpoint,
  rights,
  answer: (c, asker, shell) =>
    route(endpoint, rights, async (input, visit) => {
      const token = sessionToken(c, isSecure(shell));
      if (!token) throw new Refused('not-signed-in');
      // This transaction leaves the session's row free, for it may be about to end: its use is noted here.
      await keepSession(shell.signIn, hashToken(token));
      const session = await describeSession(shell.signIn, hashToken(token));
      if (!session) throw new Refused('not-signed-in');
      const holder = { token, userId: session.userId, email: session.email };
      return handle(input, { c, shell, visit, holder, session });
    }).answer(c, asker, shell),
});
