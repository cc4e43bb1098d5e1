import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { readHealth } from '#contract/health.ts';
import type { Asker } from './database.ts';
import { newId } from './ids.ts';
import { describeRoutes } from './openapi.ts';
import { asProblem } from './refusals.ts';
import { Refused } from './refused.ts';
import type { Route } from './route.ts';
import { sessionHash } from './session-cookie.ts';
import type { Shell } from './shell.ts';

const JSON_LIMIT = 256 * 1024;

/** Mounts every route behind the same four questions: right address, right origin, who asks, how large. */
export function mount(routes: Route[], shell: Shell): Hono {
  const app = new Hono();
  const origin = new URL(shell.publicOrigin);
  const secure = origin.protocol === 'https:';
  const always = headersOfEveryAnswer(secure);

  app.onError((error, c) => {
    const reference = newId(Temporal.Now.instant()).slice(-8);
    const problem = asProblem(error, reference);
    if (problem.status >= 500)
      shell.log.error(
        { reference, path: c.req.path.replace(/[^/]{20,}/g, ':id'), err: error },
        'fault',
      );
    // Made anew: what the work had prepared, a cookie for example, goes with its answer or not at all.
    return new Response(JSON.stringify(problem), {
      status: problem.status,
      headers: {
        ...always,
        'content-type': 'application/problem+json',
        ...(problem.status === 503 ? { 'retry-after': '5' } : {}),
        // What is still being sent is read by nobody.
        ...(problem.type === 'wrong-body' ? { connection: 'close' } : {}),
      },
    });
  });
  app.use('*', async (c, next) => {
    // Before anything is answered: added to an answer they would have it built a second time.
    for (const [name, value] of Object.entries(always)) c.header(name, value);
    if (isReading(c) && bringsBody(c)) throw new Refused('wrong-body');
    // Who watches over the product asks by its number: nothing of an agency is told there.
    const isProbe = c.req.path === readHealth.path;
    if (!isProbe && c.req.header('host') !== origin.host) throw new Refused('wrong-host');
    if (!isReading(c) && c.req.header('origin') !== origin.origin)
      throw new Refused('wrong-origin');
    await next();
  });
  const tooLarge = () => {
    throw new Refused('too-large');
  };

  for (const { endpoint, answer } of routes) {
    // What is gathered before anybody is known must be small; an upload is counted while it is read, and a GET brings no body in.
    if (endpoint.kind !== 'upload' && endpoint.method !== 'GET')
      app.use(endpoint.path, bodyLimit({ maxSize: JSON_LIMIT, onError: tooLarge }));
    app.on(endpoint.method, endpoint.path, (c) => answer(c, askerOf(c, secure), shell));
  }
  app.get('/api/openapi.json', (c) => c.json(describeRoutes(routes, shell.publicOrigin)));
  app.all('/api/*', () => {
    throw new Refused('not-found');
  });
  return app;
}

const isReading = ({ req: { method } }: Context) => method === 'GET' || method === 'HEAD';

/** By its headers alone: the body itself is not touched, or every page would pay for it. */
const bringsBody = ({ req }: Context) =>
  (req.header('content-length') ?? '0') !== '0' || req.header('transfer-encoding') !== undefined;

const headersOfEveryAnswer = (secure: boolean): Record<string, string> => ({
  'cache-control': 'no-store',
  ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
});

function askerOf(c: Context, secure: boolean): Asker | undefined {
  const tokenHash = sessionHash(c, secure);
  return tokenHash ? { kind: 'session', tokenHash } : undefined;
}
