import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

// A browser accepts the __Host- prefix only from a secure origin; a first try on http://localhost must work too.
const nameFor = (secure: boolean) => (secure ? '__Host-session' : 'session');

export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** The hash of the session token that this request carries, if it carries one. */
export function sessionHash(c: Context, secure: boolean): string | undefined {
  const token = getCookie(c, nameFor(secure));
  return token ? hashToken(token) : undefined;
}

/** It ends with the browser or with the session, whichever comes first. */
export const setSessionCookie = (c: Context, token: string, secure: boolean) =>
  setCookie(c, nameFor(secure), token, { path: '/', httpOnly: true, sameSite: 'Lax', secure });

export const clearSessionCookie = (c: Context, secure: boolean) =>
  deleteCookie(c, nameFor(secure), { path: '/', secure });
