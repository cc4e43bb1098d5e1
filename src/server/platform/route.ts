import type { Context } from 'hono';
import type { z } from 'zod';
import { abilitiesOf, type Ability } from '#domain/access/abilities.ts';
import type { AnyEndpoint, Endpoint, FileEndpoint, UploadEndpoint } from '#contract/endpoint.ts';
import { recordAudit } from './audit.ts';
import { transact, type Asker, type Entered, type Purpose, type Tx } from './database.ts';
import { Refused } from './refused.ts';
import { readFields, type FileReply } from './request.ts';
import type { Passage, Shell, Visit } from './shell.ts';

export type Rights = { needs: Ability; purpose: Purpose };
export type Answer = (c: Context, asker: Asker | undefined, shell: Shell) => Promise<Response>;
export type Route = { endpoint: AnyEndpoint; rights: Rights | 'anybody'; answer: Answer };

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
    const reply = await visitOnce({ shell, asker, rights, endpoint, fields }, async (visit) =>
      // The reply schema is a privacy wall: a field that it does not name never leaves.
      endpoint.reply.parse(await handle(endpoint.input.parse(fields), visit)),
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
    const file = await visitOnce({ shell, asker, rights, endpoint, fields }, async (visit) =>
      handle(endpoint.input.parse(fields), visit),
    );
    return c.body(new Uint8Array(file.bytes), 200, {
      'content-type': file.type,
      'content-disposition': `${file.inline ? 'inline' : 'attachment'}; filename="${file.name}"`,
    });
  },
});

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
    const fields = { ...c.req.query(), ...c.req.param() };
    const { input, ...passage } = await begin({ shell, asker, rights, endpoint, fields });
    const body = c.req.raw.body;
    if (!body)
      throw new Refused('bad-input', [{ path: 'file', message: 'Choose a file to send.' }]);
    return c.json(endpoint.reply.parse(await handle(endpoint.input.parse(input), body, passage)));
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
    const { input, ...passage } = await begin({ shell, asker, rights, endpoint, fields });
    return c.json(endpoint.reply.parse(await handle(endpoint.input.parse(input), passage)));
  },
});

/** The first step only asks who is there: what was sent is read for nobody who may not send it. */
async function begin(occasion: Occasion): Promise<Passage & { input: Occasion['fields'] }> {
  const { shell, asker, fields } = occasion;
  if (!asker) throw new Refused('not-signed-in');
  const step: Passage['step'] = (work) => visitOnce(occasion, work);
  await step(async () => {});
  return { shell, asker, step, input: fields };
}

type Occasion = {
  shell: Shell;
  asker: Asker | undefined;
  rights: Rights;
  endpoint: AnyEndpoint;
  fields: Record<string, unknown>;
};

/** One entered transaction with its audit row; a denial is written down too, in a transaction of its own. */
async function visitOnce<T>(occasion: Occasion, work: (visit: Visit) => Promise<T>): Promise<T> {
  const { shell, asker, rights, endpoint, fields } = occasion;
  if (!asker) throw new Refused('not-signed-in');
  const ids = Object.values(fields).filter(isId);
  const event = { operation: `${endpoint.method} ${endpoint.path}`, purpose: rights.purpose, ids };
  const audit = (tx: Tx, entered: Entered, outcome: 'done' | 'denied') =>
    recordAudit(tx, entered, { ...event, outcome, key: shell.auditKey });
  try {
    return await transact(
      shell.database,
      { asker, purpose: rights.purpose },
      async (tx, entered) => {
        const result = await work(
          visitOf(occasion, { tx, entered, touch: (...more) => ids.push(...more) }),
        );
        await audit(tx, entered, 'done');
        return result;
      },
    );
  } catch (error) {
    if (
      error instanceof Refused &&
      error.refusal !== 'not-signed-in' &&
      error.refusal !== 'session-locked'
    ) {
      await transact(shell.database, { asker, purpose: rights.purpose }, (tx, entered) =>
        audit(tx, entered, 'denied'),
      );
    }
    throw error;
  }
}

type Entry = { tx: Tx; entered: Entered; touch: Visit['touch'] };

/** The context of one person's work; a service has no abilities and asks no routes. */
export function visitOf(
  { shell, rights }: Pick<Occasion, 'shell' | 'rights'>,
  { tx, entered, touch }: Entry,
): Visit {
  const held = abilitiesOf(entered.roles);
  if (!entered.staffId || !held.has(rights.needs)) throw new Refused('not-allowed');
  return {
    ...entered,
    actor: entered.staffId,
    abilities: held,
    purpose: rights.purpose,
    tx,
    shell,
    touch,
  };
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value);
