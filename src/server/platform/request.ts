import type { Context } from 'hono';
import type { z } from 'zod';
import { inPlainWords } from '#contract/plain-words.ts';
import { badInput, type FieldProblem, Refused } from './refused.ts';

export type FileReply = { bytes: Uint8Array; type: string; name: string; inline: boolean };

/** A file that is read while it is sent. */
export type StreamReply = { name: string; type: string; chunks: AsyncIterable<string> };

const UPLOAD_LIMIT = 512 * 1024 * 1024;

/** The file that is being sent, to be read as it comes; one that is too large is refused as soon as that is known. */
export function uploadOf(c: Context): ReadableStream<Uint8Array> {
  const { body, headers } = c.req.raw;
  if (!body) throw badInput('file', 'Choose a file to send.');
  if (Number(headers.get('content-length')) > UPLOAD_LIMIT) throw new Refused('too-large');
  let size = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        size += bytes.length;
        if (size > UPLOAD_LIMIT) throw new Refused('too-large');
        controller.enqueue(bytes);
      },
    }),
  );
}

/** What was sent, as one object. Malformed JSON is the sender's mistake. */
export async function readFields(
  c: Context,
  method: 'GET' | 'POST',
): Promise<Record<string, unknown>> {
  if (method === 'GET') return fieldsInAddress(c);
  const inPath = withOneSpelling(c.req.param());
  const body = withOneSpelling(parseObject(await c.req.text()));
  return withoutNul({ ...body, ...agreeing(body, inPath) });
}

const anId = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Deeper than anything that is asked for here; what goes on for ever would break whoever reads it. */
const deepest = 40;

/** An id is the same in capitals, to the database and so to every rule that compares it here. What people type stays as they typed it. */
const withOneSpelling = (fields: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, spelled(value, 1, name)]),
  );

/** The names under which a contract takes an id. */
export const holdsIds =
  /(?:ids?|^(?:after|also|besides|by|disclosers|facilitator|notetaker|previewKey|replaces|seen|timekeeper))$/i;

/** What an imported file calls its own is compared with the file, letter by letter. */
const listsOfFile = new Set(['organizations', 'projects']);

function spelled(value: unknown, depth: number, name: string): unknown {
  if (typeof value === 'string')
    return holdsIds.test(name) && anId.test(value) ? value.toLowerCase() : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) throw badInput('', 'This holds lists in lists without end.');
  return Array.isArray(value)
    ? value.map((each) => spelled(each, depth + 1, name))
    : Object.fromEntries(
        Object.entries(value).map(([key, each]) => {
          const isOfFile = key === 'id' && listsOfFile.has(name);
          return [key, spelled(each, depth + 1, isOfFile ? '' : key)];
        }),
      );
}

export const fieldsInAddress = (c: Context) =>
  withoutNul(withOneSpelling({ ...c.req.query(), ...c.req.param() }));

/** A body that names somebody else than its address does was put together by mistake, or to deceive whoever reads only one of the two. */
function agreeing(body: Record<string, unknown>, inPath: Record<string, unknown>) {
  const other = Object.keys(inPath).filter(
    (name) => name in body && String(body[name]) !== inPath[name],
  );
  if (other.length === 0) return inPath;
  const message = 'This is not what the address names. Leave it out, or send the same.';
  throw new Refused(
    'bad-input',
    other.map((path) => ({ path, message })),
  );
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
    throw badInput('', 'Send one JSON object.');
  }
  return Object.fromEntries(Object.entries(body));
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    throw badInput('', 'This is not valid JSON.');
  }
}

/** What was sent, as the contract says it: what does not fit is the sender's mistake, field by field. */
export function inputOf<I extends z.ZodType>(
  { input }: { input: I },
  fields: unknown,
): z.output<I> {
  const read = input.safeParse(fields, { error: inPlainWords });
  if (read.success) return read.data;
  throw new Refused('bad-input', read.error.issues.flatMap(problemsOf));
}

function problemsOf(issue: z.core.$ZodIssue): FieldProblem[] {
  const { path, message } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message }];
  return issue.keys.map((key) => ({
    path: [...path, key].join('.'),
    message: 'This is not asked for here. Leave it out.',
  }));
}

/** The reply schema is a privacy wall: a field that it does not name never leaves. What does not fit is our own fault. */
export function replyOf<R extends z.ZodType>(
  { path, reply }: { path: string; reply: R },
  value: unknown,
): z.output<R> {
  const read = reply.safeParse(value);
  if (read.success) return read.data;
  throw new Error(`The reply of ${path} does not fit its contract`);
}
