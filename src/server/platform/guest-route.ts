import type { z } from 'zod';
import type { AnyEndpoint, Endpoint, FileEndpoint } from '#contract/endpoint.ts';
import { visitAsGuest, type GuestVisit } from './guest-door.ts';
import { Refused } from './refused.ts';
import { inputOf, readFields, replyOf, type FileReply } from './request.ts';
import { asFile, type Answer, type Route } from './route.ts';
import { guestHash, isSecure } from './session-cookie.ts';
import type { Shell } from './shell.ts';

/** A route for somebody outside who opened a link; staff are nobody here. */
export const guestRoute = <I extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<I, R>,
  handle: (input: z.output<I>, visit: GuestVisit) => Promise<z.input<R>>,
): Route => ({
  endpoint,
  rights: 'guest',
  answer: async (c, _asker, shell) =>
    c.json(
      await byGuest({ c, shell, endpoint }, async (visit, fields) =>
        replyOf(endpoint, await handle(inputOf(endpoint, fields), visit)),
      ),
    ),
});

/** A file is audited and read in one transaction, before its first byte leaves. */
export const guestFileRoute = <I extends z.ZodType>(
  endpoint: FileEndpoint<I>,
  handle: (input: z.output<I>, visit: GuestVisit) => Promise<FileReply>,
): Route => ({
  endpoint,
  rights: 'guest',
  answer: async (c, _asker, shell) =>
    asFile(
      c,
      await byGuest({ c, shell, endpoint }, (visit, fields) =>
        handle(inputOf(endpoint, fields), visit),
      ),
    ),
});

type Asked = { c: Parameters<Answer>[0]; shell: Shell; endpoint: AnyEndpoint };

async function byGuest<T>(
  { c, shell, endpoint }: Asked,
  work: (visit: GuestVisit, fields: Record<string, unknown>) => Promise<T>,
): Promise<T> {
  const hash = guestHash(c, isSecure(shell));
  if (hash === undefined) throw new Refused('guest-over');
  const fields = await readFields(c, endpoint.method);
  return visitAsGuest({ shell, asker: { by: 'visit', hash }, endpoint }, (visit) =>
    work(visit, fields),
  );
}
