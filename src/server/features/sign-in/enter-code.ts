import type { Outside } from '#server/platform/public-route.ts';
import { Refused } from '#server/platform/refused.ts';
import { isSecure, pendingCookie } from '#server/platform/session-cookie.ts';
import { accountOfPending, notingDenied } from '#server/platform/sign-in/denied.ts';
import { byCode } from '#server/platform/sign-in/ways-in.ts';
import { beginSession, deviceOf } from '#server/platform/begin-session.ts';

export async function enterCode({ code }: { code: string }, outside: Outside) {
  const { c, shell } = outside;
  const pending = pendingCookie(c, isSecure(shell));
  if (!pending) throw new Refused('code-wrong');
  const step = { code, pending, device: deviceOf(outside) };
  const operation = 'sign in with a password and a code';
  const email = await accountOfPending(shell.signIn, pending);
  const { token } = await notingDenied(shell, { email, operation }, () =>
    byCode(shell.signIn, step),
  );
  const session = await beginSession(outside, token, operation);
  return { next: 'session' as const, session };
}
