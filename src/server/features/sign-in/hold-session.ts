import type { Outside } from '#server/platform/public-route.ts';
import { Refused } from '#server/platform/refused.ts';
import {
  clearPendingCookie,
  clearSessionCookie,
  isSecure,
  sessionHash,
  sessionToken,
} from '#server/platform/session-cookie.ts';
import {
  chooseAgency,
  describeSession,
  endSession,
  keepSession as keep,
  proveSession as prove,
  setLocked,
} from '#server/platform/sign-in/sessions.ts';
import { notingDenied } from '#server/platform/sign-in/denied.ts';
import { demandPassword } from '#server/platform/sign-in/ways-in.ts';
import { noteInAudit } from '#server/platform/begin-session.ts';
import { sessionWords } from '#server/platform/sign-in/session-words.ts';

const hashOf = ({ c, shell }: Outside) => {
  const tokenHash = sessionHash(c, isSecure(shell));
  if (!tokenHash) throw new Refused('not-signed-in');
  return tokenHash;
};

export const readSession = ({ c, shell }: Outside) =>
  sessionWords(shell, sessionHash(c, isSecure(shell)));

/** Changing the agency of a locked session would be a way around its lock. */
export async function chooseAgencyToWorkFor(agencyId: string, outside: Outside) {
  const { shell } = outside;
  const tokenHash = hashOf(outside);
  const session = await describeSession(shell.signIn, tokenHash);
  if (!session) throw new Refused('not-signed-in');
  if (session.chosen?.locked) throw new Refused('session-locked');
  if (!(await chooseAgency(shell.signIn, tokenHash, agencyId))) throw new Refused('not-found');
  await noteInAudit(shell, tokenHash, 'choose an agency');
  return sessionWords(shell, tokenHash);
}

export async function lockSession(outside: Outside) {
  const { shell } = outside;
  const tokenHash = hashOf(outside);
  const session = await describeSession(shell.signIn, tokenHash);
  try {
    if (session?.chosen && !session.chosen.locked)
      await noteInAudit(shell, tokenHash, 'lock the session');
  } finally {
    // Whoever walks away has locked, also where the trail cannot be written.
    await setLocked(shell.signIn, tokenHash, true);
  }
  return sessionWords(outside.shell, tokenHash);
}

export async function keepSession(outside: Outside) {
  const tokenHash = hashOf(outside);
  await keep(outside.shell.signIn, tokenHash);
  return sessionWords(outside.shell, tokenHash);
}

export async function unlockSession(password: string, outside: Outside) {
  const { c, shell } = outside;
  const tokenHash = hashOf(outside);
  const token = sessionToken(c, isSecure(shell));
  const session = await describeSession(shell.signIn, tokenHash);
  if (!session || !token) throw new Refused('not-signed-in');
  const { email } = session;
  await notingDenied(shell, { email, operation: 'unlock the session' }, () =>
    demandPassword(shell.signIn, { email, password, token }),
  );
  await setLocked(shell.signIn, tokenHash, false);
  if (session.chosen) await noteInAudit(shell, tokenHash, 'unlock the session');
  return sessionWords(shell, tokenHash);
}

/** A locked session is unlocked, not proved. */
export async function proveSession(password: string, outside: Outside) {
  const { c, shell } = outside;
  const tokenHash = hashOf(outside);
  const token = sessionToken(c, isSecure(shell));
  const session = await describeSession(shell.signIn, tokenHash);
  if (!session?.chosen || !token) throw new Refused('not-signed-in');
  if (session.chosen.locked) throw new Refused('session-locked');
  const { email } = session;
  await notingDenied(shell, { email, operation: 'show that it is they' }, () =>
    demandPassword(shell.signIn, { email, password, token }),
  );
  await prove(shell.signIn, tokenHash);
  await noteInAudit(shell, tokenHash, 'show that it is they');
  return { done: true } as const;
}

export async function signOut({ c, shell }: Outside) {
  const secure = isSecure(shell);
  const tokenHash = sessionHash(c, secure);
  const session = await describeSession(shell.signIn, tokenHash);
  try {
    if (tokenHash && session?.chosen && !session.chosen.locked)
      await noteInAudit(shell, tokenHash, 'sign out');
  } finally {
    if (tokenHash) await endSession(shell.signIn, tokenHash);
  }
  clearSessionCookie(c, secure);
  clearPendingCookie(c, secure);
  return sessionWords(shell, undefined);
}
