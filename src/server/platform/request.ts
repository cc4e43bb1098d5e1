import type { Context } from 'hono';
import { Refused } from './refused.ts';

export type FileReply = { bytes: Uint8Array; type: string; name: string; inline: boolean };

/** What was sent, as one object: the path's names win over the rest. Malformed JSON is the sender's mistake. */
export async function readFields(
  c: Context,
  method: 'GET' | 'POST',
): Promise<Record<string, unknown>> {
  if (method === 'GET') return withoutNul({ ...c.req.query(), ...c.req.param() });
  const text = await c.req.text();
  return withoutNul({ ...parseObject(text), ...c.req.param() });
}

/** No text of the database can hold it, so it would come back as a fault. */
function withoutNul(fields: Record<string, unknown>): Record<string, unknown> {
  const wrong = Object.entries(fields).filter(([, value]) =>
    JSON.stringify(value)?.includes('\\u0000'),
  );
  if (wrong.length === 0) return fields;
  const message = 'Remove the invisible character (NUL) from this text.';
  throw new Refused(
    'bad-input',
    wrong.map(([path]) => ({ path, message })),
  );
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
