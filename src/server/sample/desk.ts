import type { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import type { createApp } from '#server/app.ts';

type Named = Record<string, unknown>;
export type Office = { app: ReturnType<typeof createApp>; publicOrigin: string };

/** One person of the sample at work: asks the product what a browser would ask, with a session of their own. */
export type Desk = ReturnType<typeof openDesk>;

export function openDesk({ app, publicOrigin }: Office) {
  const cookies = new Map<string, string>();

  async function send(method: string, path: string, body?: string) {
    const response = await app.request(`${publicOrigin}${path}`, {
      method,
      headers: {
        host: new URL(publicOrigin).host,
        origin: publicOrigin,
        'content-type': 'application/json',
        'user-agent': 'The making of the sample',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const one of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      cookies.set(name, value);
    }
    const answer = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was refused: ${answer}`);
    return answer;
  }

  return {
    /** Fails where the product refuses: a sample that is half there is none. */
    async tell<I extends z.ZodType<Named, Named>, R extends z.ZodType>(
      { method, path, reply }: Endpoint<I, R>,
      input: z.input<I>,
    ): Promise<z.output<R>> {
      const fields: Named = { ...input };
      const filled = path.replace(/:(\w+)/g, (_, name: string) => String(fields[name]));
      const query = new URLSearchParams(
        Object.entries(fields)
          .filter(([name]) => !path.includes(`:${name}`))
          .map(([name, value]) => [name, String(value)]),
      );
      const answer =
        method === 'GET'
          ? await send('GET', query.size > 0 ? `${filled}?${query.toString()}` : filled)
          : await send('POST', filled, JSON.stringify(fields));
      return reply.parse(JSON.parse(answer));
    },
  };
}
