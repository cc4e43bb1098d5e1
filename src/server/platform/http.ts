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

  app.onError((error, c) => {
    const reference = newId(Temporal.Now.instant()).slice(-8);
    const problem = asProblem(error, reference);
    if (problem.status === 500)
      shell.log.error(
        { reference, path: c.req.path.replace(/[^/]{20,}/g, ':id'), err: error },
        'fault',
      );
    return new Response(JSON.stringify(problem), {
      status: problem.status,
      headers: { 'content-type': 'application/problem+json' },
    });
  });
  app.use('*', async (c, next) => {
    // Who watches over the product asks by its number: nothing of an agency is told there.
    const isProbe = c.req.path === readHealth.path;
    if (!isProbe && c.req.header('host') !== origin.host) throw new Refused('wrong-host');
    if (
      c.req.method !== 'GET' &&
      c.req.method !== 'HEAD' &&
      c.req.header('origin') !== origin.origin
    ) {
      throw new Refused('wrong-origin');
    }
    await next();
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
    if (secure) c.header('strict-transport-security', 'max-age=31536000');
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    c.header('x-frame-options', 'DENY');
  });
  const tooLarge = () => {
    throw new Refused('too-large');
  };

  for (const { endpoint, answer } of routes) {
    // What is gathered before anybody is known must be small; an upload is counted while it is read.
    if (endpoint.kind !== 'upload')
      app.use(endpoint.path, bodyLimit({ maxSize: JSON_LIMIT, onError: tooLarge }));
    app.on(endpoint.method, endpoint.path, (c) => answer(c, askerOf(c, secure), shell));
  }
  app.get('/api/openapi.json', (c) => c.json(describeRoutes(routes, shell.publicOrigin)));
  app.all('/api/*', () => {
    throw new Refused('not-found');
  });
  return app;
}

function askerOf(c: Context, secure: boolean): Asker | undefined {
  const tokenHash = sessionHash(c, secure);
  return tokenHash ? { kind: 'session', tokenHash } : undefined;
}
