import type { z } from 'zod';
import type { Endpoint, FileEndpoint } from '#contract/endpoint.ts';
import type { ProblemBody } from '#contract/problem.ts';
import { unbroken } from '#domain/words.ts';

/** What the server refused, in the words that it chose for people. */
export class Problem extends Error {
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.title);
    this.body = body;
  }
}

/** The server could not be reached: nothing is known to have happened. Whoever only reads has typed nothing. */
const unreachable = (method: string | undefined): ProblemBody => ({
  type: 'unreachable',
  status: 0,
  title:
    method === 'GET'
      ? 'The server cannot be reached. Try again.'
      : 'The server cannot be reached. What you typed is kept here. Try again.',
});

const cutShort: ProblemBody = {
  type: 'unreachable',
  status: 0,
  title: 'The file did not come to its end, and nothing was saved. Try again.',
};

type Named = Record<string, unknown>;

/** The address of an endpoint, with its path's names filled in and, for a GET, the rest as a query. */
function addressOf({ path, method }: { path: string; method: string }, input: Named): string {
  const inPath = new Set<string>();
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    inPath.add(name);
    return encodeURIComponent(String(input[name]));
  });
  if (method !== 'GET') return filled;
  const rest = Object.entries(input).filter(
    ([name, value]) => !inPath.has(name) && value !== undefined,
  );
  const query = new URLSearchParams(rest.map(([name, value]) => [name, String(value)]));
  return query.size > 0 ? `${filled}?${query}` : filled;
}

/** Asks the server one thing; what it answers has the shape that the contract promises. */
export async function call<I extends z.ZodType<Named, Named>, R extends z.ZodType>(
  endpoint: Endpoint<I, R>,
  input: z.input<I>,
): Promise<z.output<R>> {
  const fields: Named = { ...input };
  const response = await send(addressOf(endpoint, fields), {
    method: endpoint.method,
    ...(endpoint.method === 'POST'
      ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) }
      : {}),
  });
  // Replies are parsed on the server (decision 8); parsing them here again would cost every list its speed.
  return JSON.parse(await response.text(), asShown);
}

/** Words that the server made for a screen; what somebody wrote is left as it is. */
const asShown = (key: string, value: unknown) =>
  typeof value === 'string' && /inWords$/i.test(key) ? unbroken(value) : value;

/** Sends a file as it is, and answers what the server made of it. */
export async function upload(address: string, file: Blob): Promise<unknown> {
  return (await send(address, { method: 'POST', body: file })).json();
}

/** The words of a file that holds some. */
export const readText = async (address: string) => (await send(address, { method: 'GET' })).text();

export const fileAddress = <I extends z.ZodType<Named, Named>>(
  endpoint: FileEndpoint<I>,
  input: z.input<I>,
) => addressOf(endpoint, { ...input });

export type FetchedFile = { blob: Blob; name: string; isToBeShown: boolean };

/** A file as a whole, or the refusal in words: half a list must not look like a list. */
export async function fetchFile<I extends z.ZodType<Named, Named>>(
  endpoint: FileEndpoint<I>,
  input: z.input<I>,
): Promise<FetchedFile> {
  const response = await send(fileAddress(endpoint, input), { method: 'GET' });
  const how = response.headers.get('content-disposition') ?? '';
  const blob = await response.blob().catch(() => {
    throw new Problem(cutShort);
  });
  const name = /filename="([^"]*)"/.exec(how)?.[1] ?? 'file';
  return { blob, name, isToBeShown: how.startsWith('inline') };
}

type StepUp = () => Promise<boolean>;
let stepUp: StepUp | null = null;
let shown: Promise<boolean> | null = null;

/** Who asks for the password where the server wants it once more. */
export const onStepUp = (ask: StepUp | null) => {
  stepUp = ask;
};

/** Whatever waits for the password at the same time waits for the same answer. */
function showOnce(ask: StepUp): Promise<boolean> {
  shown ??= ask().finally(() => {
    shown = null;
  });
  return shown;
}

/** What was refused until it is shown who is there is sent once more after that. */
async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await sendOnce(address, init);
  } catch (error) {
    const isAsked = error instanceof Problem && error.body.type === 'step-up-needed';
    if (!isAsked || stepUp === null || !(await showOnce(stepUp))) throw error;
    return sendOnce(address, init);
  }
}

async function sendOnce(address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, init).catch(() => {
    throw new Problem(unreachable(init.method));
  });
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  throw new Problem(
    isProblem(body)
      ? body
      : {
          type: 'fault',
          status: response.status,
          title: 'The server answered in a way we do not understand. Try again.',
        },
  );
}

/** What our own server says of a refusal. Read without its schema: a page that only asks has none. */
const isProblem = (body: unknown): body is ProblemBody =>
  typeof body === 'object' &&
  body !== null &&
  'type' in body &&
  typeof body.type === 'string' &&
  'status' in body &&
  typeof body.status === 'number' &&
  'title' in body &&
  typeof body.title === 'string';
