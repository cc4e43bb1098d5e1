import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/account.ts';
import { badInput } from '#server/platform/refused.ts';
import type { AtHome } from '#server/platform/route-own-account.ts';
import {
  hashToken,
  isSecure,
  pendingCookie,
  setPendingCookie,
  setSessionCookie,
} from '#server/platform/session-cookie.ts';
import * as account from '#server/platform/sign-in/own-account.ts';
import { passwordFlaw } from '#server/platform/sign-in/password-flaw.ts';
import {
  chooseAgency,
  endOtherSessions,
  endSessionOf,
  sessionsOf,
} from '#server/platform/sign-in/sessions.ts';

const done = { done: true } as const;
const text = (moment: Date) => moment.toISOString();

export async function readAccount({ shell: { signIn }, holder, session }: AtHome) {
  const { hasCodes, passkeys } = await account.secondFactors(signIn, holder.userId);
  const sessions = await sessionsOf(signIn, holder.userId);
  return {
    email: holder.email,
    hasCodes,
    passkeys: passkeys.map((one) => ({ ...one, madeAt: text(one.madeAt) })),
    sessions: sessions.map((one) => ({
      ...one,
      startedAt: text(one.startedAt),
      endsAt: text(one.endsAt),
      isThis: one.sessionId === session.sessionId,
    })),
  };
}

export async function changePassword(input: InputOf<typeof contract.changePassword>, home: AtHome) {
  const { shell, holder, session } = home;
  const fullName = session.chosen?.fullName ?? '';
  const flaw = passwordFlaw(input.next, { email: holder.email, fullName });
  if (flaw) throw badInput('next', flaw);
  return goOnUnder(home, await account.changePassword(shell.signIn, holder, input));
}

export const startCodes = (password: string, { shell, holder }: AtHome) =>
  account.startCodes(shell.signIn, holder, password);

export const confirmCodes = async (code: string, home: AtHome) =>
  goOnUnder(home, await account.confirmCodes(home.shell.signIn, home.holder, code));

export const stopCodes = async (password: string, home: AtHome) =>
  goOnUnder(home, await account.stopCodes(home.shell.signIn, home.holder, password));

export async function askForNewPasskey(password: string, { c, shell, holder }: AtHome) {
  const { options, pending } = await account.newPasskeyQuestion(shell.signIn, holder, password);
  setPendingCookie(c, pending, isSecure(shell));
  return { ...options };
}

export async function addPasskey(
  { response, name }: InputOf<typeof contract.addPasskey>,
  { c, shell, holder }: AtHome,
) {
  const pending = pendingCookie(c, isSecure(shell));
  await account.addPasskey(shell.signIn, holder, { response, name, pending });
  return done;
}

export async function removePasskey(passkeyId: string, { shell, holder }: AtHome) {
  await account.removePasskey(shell.signIn, holder.userId, passkeyId);
  return done;
}

export async function endSession(
  sessionId: string | undefined,
  { shell: { signIn }, holder, session }: AtHome,
) {
  if (sessionId) await endSessionOf(signIn, holder.userId, sessionId);
  else await endOtherSessions(signIn, holder.userId, session.sessionId);
  return done;
}

/** A change of how one signs in gives the session a new token, for the same agency as before. */
async function goOnUnder({ c, shell, visit }: AtHome, { token }: { token: string }) {
  await chooseAgency(shell.signIn, hashToken(token), visit.agencyId);
  setSessionCookie(c, token, isSecure(shell));
  return done;
}
