import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/recovery.ts';
import type { PasskeyAnswer } from '#contract/sign-in.ts';
import { deviceOf } from '#server/platform/begin-session.ts';
import type { Outside } from '#server/platform/public-route.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import {
  clearPendingCookie,
  clearSessionCookie,
  hashToken,
  isSecure,
  pendingCookie,
} from '#server/platform/session-cookie.ts';
import type { Shell } from '#server/platform/shell.ts';
import { passwordFlaw } from '#server/platform/sign-in/password-flaw.ts';
import { hashPassword } from '#server/platform/sign-in/passwords.ts';
import { findRecovery, type Recovery } from '#server/platform/sign-in/recovery.ts';
import { describeSession, endSession } from '#server/platform/sign-in/sessions.ts';
import { byPasskey } from '#server/platform/sign-in/ways-in.ts';
import { visitOnce } from '#server/platform/visit-once.ts';
import { useRecovery, writeSignInMail } from '#server/stores/staff/recovery.ts';

const open = async ({ signIn }: Shell, code: string): Promise<Recovery> => {
  const found = await findRecovery(signIn, hashToken(code));
  if (!found) throw new Refused('recovery-over');
  return found;
};

/** Codes are asked for at the next sign-in. A passkey is not, so it is asked for here, or a mailbox alone would be the way in. */
const needsPasskey = ({ dropsSecondFactor, hasPasskeys, hasCodes }: Recovery) =>
  !dropsSecondFactor && hasPasskeys && !hasCodes;

export async function readRecovery(code: string, { shell }: Outside) {
  const found = await open(shell, code);
  const { email, fullName, dropsSecondFactor, hasCodes } = found;
  return { email, fullName, dropsSecondFactor, hasCodes, needsPasskey: needsPasskey(found) };
}

/** Nobody is signed in by it: the new password, and the second step where there is one, are asked for next. */
export async function recover(
  { code, password, passkey }: InputOf<typeof contract.recover>,
  outside: Outside,
) {
  const { c, shell } = outside;
  const found = await open(shell, code);
  const flaw = passwordFlaw(password, found);
  if (flaw) throw badInput('password', flaw);
  if (needsPasskey(found)) await demandPasskey(found, passkey, outside);
  await setPassword(shell, found, { codeHash: hashToken(code), password });
  clearSessionCookie(c, isSecure(shell));
  clearPendingCookie(c, isSecure(shell));
  return { done: true } as const;
}

async function demandPasskey(
  { userId }: Recovery,
  passkey: PasskeyAnswer | undefined,
  outside: Outside,
) {
  if (!passkey) throw new Refused('needs-passkey');
  const { c, shell } = outside;
  const pending = pendingCookie(c, isSecure(shell));
  const step = { response: passkey, pending, device: deviceOf(outside) };
  const { token } = await byPasskey(shell.signIn, step);
  const session = await describeSession(shell.signIn, hashToken(token));
  await endSession(shell.signIn, hashToken(token));
  if (session?.userId !== userId) throw new Refused('passkey-failed');
}

async function setPassword(
  shell: Shell,
  { madeBy, dropsSecondFactor }: Recovery,
  { codeHash, password }: { codeHash: string; password: string },
) {
  const passwordHash = await hashPassword(password);
  const occasion = {
    shell,
    database: shell.database,
    asker: { kind: 'recovery', codeHash } as const,
    rights: { needs: 'account:own', purpose: 'own-account' } as const,
    operation: `recover the sign-in (link by ${madeBy})`,
    ids: [],
  };
  await visitOnce(occasion, async (visit) => {
    if (!(await useRecovery(visit, codeHash, passwordHash))) throw new Refused('recovery-over');
    await writeSignInMail(
      visit,
      visit.actor,
      dropsSecondFactor ? 'everything-new' : 'new-password',
    );
  }).catch(asOver);
}

/** Somebody used it in the same moment, and was quicker. */
function asOver(error: unknown): never {
  if (error instanceof Refused && error.refusal === 'not-signed-in')
    throw new Refused('recovery-over');
  throw error;
}
