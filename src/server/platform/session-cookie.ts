import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

// A browser accepts the __Host- prefix only from a secure origin; a first try on http://localhost must work too.
const nameFor = (secure: boolean) => (secure ? '__Host-session' : 'session');

/** Whether browsers reach us by https, and so accept cookies that demand it. */
export const isSecure = ({ publicOrigin }: { publicOrigin: string }) =>
  publicOrigin.startsWith('https:');

export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

const pendingName = (secure: boolean) => (secure ? '__Host-pending' : 'pending');

export const sessionToken = (c: Context, secure: boolean) => getCookie(c, nameFor(secure));

/** What a sign-in of two steps remembers between them; ten minutes, and only for requests from our own pages. */
export const setPendingCookie = (c: Context, value: string, secure: boolean) =>
  setCookie(c, pendingName(secure), Buffer.from(value).toString('base64url'), {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure,
    maxAge: 600,
  });

/** What no header could carry was not set by us: it is as if there were none. */
export function pendingCookie(c: Context, secure: boolean): string {
  const value = Buffer.from(getCookie(c, pendingName(secure)) ?? '', 'base64url').toString();
  return /^[\x20-\x7e]*$/.test(value) ? value : '';
}

export const clearPendingCookie = (c: Context, secure: boolean) =>
  deleteCookie(c, pendingName(secure), { path: '/', secure });

/** The hash of the session token that this request carries, if it carries one. */
export function sessionHash(c: Context, secure: boolean): string | undefined {
  const token = getCookie(c, nameFor(secure));
  return token ? hashToken(token) : undefined;
}

/** It ends with the browser or with the session, whichever comes first. */
export const setSessionCookie = (c: Context, token: string, secure: boolean) =>
  setCookie(c, nameFor(secure), token, { path: '/', httpOnly: true, sameSite: 'Lax', secure });

const guestName = (secure: boolean) => (secure ? '__Host-guest' : 'guest');

/** The hash of what a guest's browser carries after they opened a link, if it carries it. */
export function guestHash(c: Context, secure: boolean): string | undefined {
  const token = getCookie(c, guestName(secure));
  return token ? hashToken(token) : undefined;
}

export const setGuestCookie = (c: Context, token: string, secure: boolean) =>
  setCookie(c, guestName(secure), token, { path: '/', httpOnly: true, sameSite: 'Strict', secure });

export const clearSessionCookie = (c: Context, secure: boolean) =>
  deleteCookie(c, nameFor(secure), { path: '/', secure });
