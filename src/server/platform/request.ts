import type { Context } from 'hono';
import { Refused } from './refused.ts';

export type FileReply = { bytes: Uint8Array; type: string; name: string; inline: boolean };

/** What was sent, as one object: the path's names win over the rest. Malformed JSON is the sender's mistake. */
export async function readFields(
  c: Context,
  method: 'GET' | 'POST',
): Promise<Record<string, unknown>> {
  if (method === 'GET') return { ...c.req.query(), ...c.req.param() };
  const text = await c.req.text();
  return { ...parseObject(text), ...c.req.param() };
}

function parseObject(text: string): Record<string, unknown> {
  if (text === '') return {};
  const body = attempt((): unknown => JSON.parse(text));
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refused('bad-input', [{ path: '', message: 'Send one JSON object.' }]);
  }
  return Object.fromEntries(Object.entries(body));
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    throw new Refused('bad-input', [{ path: '', message: 'This is not valid JSON.' }]);
  }
}
