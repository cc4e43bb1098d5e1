import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/sign-in.ts';
import type { Outside } from '#server/platform/public-route.ts';
import { isSecure, setPendingCookie } from '#server/platform/session-cookie.ts';
import { notingDenied } from '#server/platform/sign-in/denied.ts';
import { byPassword } from '#server/platform/sign-in/ways-in.ts';
import { beginSession, deviceOf } from '#server/platform/begin-session.ts';
import { sessionWords } from '#server/platform/sign-in/session-words.ts';

export async function signInWithPassword(
  input: InputOf<typeof contract.signInWithPassword>,
  outside: Outside,
) {
  const { c, shell } = outside;
  const operation = 'sign in with a password';
  const found = await notingDenied(shell, { email: input.email, operation }, () =>
    byPassword(shell.signIn, { ...input, device: deviceOf(outside) }),
  );
  if ('pending' in found) {
    setPendingCookie(c, found.pending, isSecure(shell));
    return { next: 'code' as const, session: await sessionWords(shell, undefined) };
  }
  const session = await beginSession(outside, found.token, operation);
  return { next: 'session' as const, session };
}
