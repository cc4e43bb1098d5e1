import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import { problem } from '#contract/problem.ts';
import { signOut, chooseAgency } from '#contract/session.ts';
import { enterCode, signInWithPassword } from '#contract/sign-in.ts';
import { WrongCommand } from './import-arguments.ts';

/** The running product said no, or nothing: in words for the person at the terminal. */
export class CannotImport extends Error {}

type Named = Record<string, unknown>;
export type Credentials = { email: string; password: string; code: () => Promise<string> };

/** Speaks to the running product as a browser would: there is no second way into the data. */
export class Caller {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  async call<I extends z.ZodType<Named>, R extends z.ZodType>(
    endpoint: Endpoint<I, R>,
    input: z.input<I>,
  ): Promise<z.output<R>> {
    const fields = new Map<string, unknown>(Object.entries(Object(input)));
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(String(fields.get(name))),
    );
    const isPost = endpoint.method === 'POST';
    const response = await this.#send(path, {
      method: endpoint.method,
      ...(isPost ? { body: JSON.stringify(input) } : {}),
      headers: isPost ? { 'content-type': 'application/json' } : {},
    });
    return endpoint.reply.parse(await response.json());
  }

  /** Sends a file as it is read; its length is told where it is known. */
  async send(path: string, body: ReadableStream<Uint8Array>, length: number | null) {
    const headers = length === null ? {} : { 'content-length': String(length) };
    const init = { method: 'POST', body, duplex: 'half' as const, headers };
    return (await this.#send(path, init)).json();
  }

  async signIn({ email, password, code }: Credentials, agency: string | undefined) {
    let { next, session } = await this.call(signInWithPassword, { email, password });
    if (next === 'code') ({ next, session } = await this.call(enterCode, { code: await code() }));
    if (session.state === 'choose-agency') {
      const names = session.agencies.map(({ name }) => name).join(', ');
      const wanted = session.agencies.find(({ name }) => name === agency);
      if (!wanted) throw new WrongCommand(`Say for which agency, with --agency. Yours: ${names}.`);
      session = await this.call(chooseAgency, { agencyId: wanted.agencyId });
    }
    if (session.state !== 'signed-in') throw new CannotImport('The sign-in did not succeed.');
    if (agency !== undefined && session.agency?.name !== agency)
      throw new WrongCommand(`Your account is for ${session.agency?.name}, not for ${agency}.`);
    return session;
  }

  signOut = () => this.call(signOut, {});

  async #send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(init.headers);
    headers.set('origin', this.#origin);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(`${this.#origin}${path}`, { ...init, headers }).catch(() => {
      throw new CannotImport(
        `Roundtable does not answer at ${this.#origin}. Start it with npm start, or set PUBLIC_ORIGIN.`,
      );
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== '') this.#cookies.set(name, value);
    }
    if (response.ok) return response;
    throw new CannotImport(await said(response));
  }
}

async function said(response: Response): Promise<string> {
  const body = problem.safeParse(await response.json().catch(() => null));
  if (!body.success) return `The product answered ${response.status}.`;
  const fields = (body.data.fields ?? []).map(({ path, message }) => `\n  ${path}: ${message}`);
  return `${body.data.title}${fields.join('')}`;
}

export const aMoment = () => wait(1_000);
