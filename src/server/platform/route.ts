import type { Context } from 'hono';
import type { z } from 'zod';
import {
  operationOf,
  type AnyEndpoint,
  type Endpoint,
  type FileEndpoint,
  type UploadEndpoint,
} from '#contract/endpoint.ts';
import type { Asker } from './database.ts';
import { Refused } from './refused.ts';
import {
  fieldsInAddress,
  inputOf,
  readFields,
  replyOf,
  uploadOf,
  type FileReply,
  type StreamReply,
} from './request.ts';
import type { Passage, Shell, Visit } from './shell.ts';
import { visitInSteps, visitOnce, type Occasion, type Rights } from './visit-once.ts';

export type Answer = (c: Context, asker: Asker | undefined, shell: Shell) => Promise<Response>;
/** Who may ask: staff with an ability, a guest by what they opened, or anybody. */
export type Route = { endpoint: AnyEndpoint; rights: Rights | 'guest' | 'anybody'; answer: Answer };

/** There is no way to declare a route without saying which ability it needs, and why it asks. */
export const route = <I extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<I, R>,
  rights: Rights,
  handle: (input: z.output<I>, visit: Visit) => Promise<z.input<R>>,
): Route => ({
  endpoint,
  rights,
  answer: async (c, asker, shell) => {
    const fields = await readFields(c, endpoint.method);
    const reply = await visitOnce(
      occasionOf({ shell, asker, rights, endpoint, fields }),
      async (visit) => replyOf(endpoint, await handle(inputOf(endpoint, fields), visit)),
    );
    return c.json(reply);
  },
});

/** A file is audited and read in one transaction, before its first byte leaves. */
export const fileRoute = <I extends z.ZodType>(
  endpoint: FileEndpoint<I>,
  rights: Rights,
  handle: (input: z.output<I>, visit: Visit) => Promise<FileReply>,
): Route => ({
  endpoint,
  rights,
  answer: async (c, asker, shell) => {
    const fields = await readFields(c, 'GET');
    const file = await visitOnce(
      occasionOf({ shell, asker, rights, endpoint, fields }),
      async (visit) => handle(inputOf(endpoint, fields), visit),
    );
    return asFile(c, file);
  },
});

export const asFile = (c: Context, { bytes, type, name, inline }: FileReply) =>
  c.body(new Uint8Array(bytes), 200, {
    'content-type': type,
    'content-disposition': `${inline ? 'inline' : 'attachment'}; filename="${name}"`,
  });

/** A long file is sent while it is read, each part through the door again; the first answer is given before any byte of it. */
export const streamRoute = <I extends z.ZodType>(
  endpoint: FileEndpoint<I>,
  rights: Rights,
  handle: (input: z.output<I>, passage: Passage) => Promise<StreamReply>,
): Route => ({
  endpoint,
  rights,
  answer: async (c, asker, shell) => {
    const fields = await readFields(c, 'GET');
    const { name, type, chunks } = await inSteps(
      { shell, asker, rights, endpoint, fields },
      (passage) => handle(inputOf(endpoint, fields), passage),
    );
    return c.body(asBody(chunks), 200, {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
    });
  },
});

/** Reads on only when its receiver has taken what was read, and stops when they go away. */
function asBody(chunks: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const reading = chunks[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reading.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await reading.return?.();
    },
  });
}

/** An upload works in several steps, each through the door again, so that a long file holds no transaction open. */
export const uploadRoute = <I extends z.ZodType, R extends z.ZodType>(
  endpoint: UploadEndpoint<I, R>,
  rights: Rights,
  handle: (
    input: z.output<I>,
    body: ReadableStream<Uint8Array>,
    passage: Passage,
  ) => Promise<z.input<R>>,
): Route => ({
  endpoint,
  rights,
  answer: async (c, asker, shell) => {
    const fields = fieldsInAddress(c);
    const reply = await inSteps({ shell, asker, rights, endpoint, fields }, async (passage) => {
      const body = uploadOf(c);
      return replyOf(endpoint, await handle(inputOf(endpoint, fields), body, passage));
    });
    return c.json(reply);
  },
});

/** Long work in several steps, each of them a transaction of its own: what follows a step knows that it was committed. */
export const steppedRoute = <I extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<I, R>,
  rights: Rights,
  handle: (input: z.output<I>, passage: Passage) => Promise<z.input<R>>,
): Route => ({
  endpoint,
  rights,
  answer: async (c, asker, shell) => {
    const fields = await readFields(c, endpoint.method);
    const reply = await inSteps({ shell, asker, rights, endpoint, fields }, async (passage) =>
      replyOf(endpoint, await handle(inputOf(endpoint, fields), passage)),
    );
    return c.json(reply);
  },
});

async function inSteps<T>(asked: Asked, work: (passage: Passage) => Promise<T>): Promise<T> {
  const occasion = occasionOf(asked);
  const { shell, asker } = occasion;
  return visitInSteps(occasion, (step) => work({ shell, asker, step }));
}

type Asked = {
  shell: Shell;
  asker: Asker | undefined;
  rights: Rights;
  endpoint: AnyEndpoint;
  fields: Record<string, unknown>;
};

function occasionOf({ shell, asker, rights, endpoint, fields }: Asked): Occasion {
  if (!asker) throw new Refused('not-signed-in');
  const operation = operationOf(endpoint);
  const ids = Object.values(fields).filter(isId);
  return { shell, database: shell.database, asker, rights, operation, ids };
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value);
