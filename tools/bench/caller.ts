import { Agent, get, type IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';

const connections = new Agent({ keepAlive: true });

/** One request as cheap as it can be asked: who asks works on the processors that are being measured. */
export async function askOnly(origin: string, path: string, token: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { cookie: `session=${token}` };
  get(`${origin}${path}`, { agent: connections, headers }, resolve).on('error', reject);
  const response = await promise;
  if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode}`);
  await finished(response.resume());
}

/** Somebody who is signed in and asks the product over HTTP; a refusal ends the bench. */
export function callerOf(origin: string, token: string) {
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${origin}${path}`, {
      ...init,
      headers: { origin, cookie: `session=${token}`, 'content-type': 'application/json' },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  return {
    get: (path: string) => ask(path),
    post: (path: string, body: unknown = {}) =>
      ask(path, { method: 'POST', body: JSON.stringify(body) }),
  };
}
