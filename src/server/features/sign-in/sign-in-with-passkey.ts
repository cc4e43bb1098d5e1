import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/sign-in.ts';
import type { Outside } from '#server/platform/public-route.ts';
import { isSecure, pendingCookie, setPendingCookie } from '#server/platform/session-cookie.ts';
import { byPasskey, passkeyQuestion } from '#server/platform/sign-in/ways-in.ts';
import { beginSession, deviceOf } from '#server/platform/begin-session.ts';

export async function askForPasskey({ c, shell }: Outside) {
  const { options, pending } = await passkeyQuestion(shell.signIn);
  setPendingCookie(c, pending, isSecure(shell));
  return { ...options };
}

export async function signInWithPasskey(
  { response }: InputOf<typeof contract.signInWithPasskey>,
  outside: Outside,
) {
  const { c, shell } = outside;
  const pending = pendingCookie(c, isSecure(shell));
  const step = { response, pending, device: deviceOf(outside) };
  const { token } = await byPasskey(shell.signIn, step);
  const session = await beginSession(outside, token, 'sign in with a passkey');
  return { next: 'session' as const, session };
}
