import { auditRow } from './audit.ts';
import { transact } from './database.ts';
import type { Outside } from './public-route.ts';
import {
  clearPendingCookie,
  hashToken,
  isSecure,
  sessionHash,
  setSessionCookie,
} from './session-cookie.ts';
import type { Shell } from './shell.ts';
import { agenciesOf, chooseAgency, describeSession, endSession } from './sign-in/sessions.ts';
import { sessionWords } from './sign-in/session-words.ts';

/** Gives the browser its new session and ends the one it came with. With one agency there is nothing to choose. */
export async function beginSession({ c, shell }: Outside, token: string, operation: string) {
  const secure = isSecure(shell);
  const before = sessionHash(c, secure);
  if (before) await endSession(shell.signIn, before);
  const tokenHash = hashToken(token);
  setSessionCookie(c, token, secure);
  clearPendingCookie(c, secure);
  const session = await describeSession(shell.signIn, tokenHash);
  const [only, ...others] = session ? await agenciesOf(shell.signIn, session.userId) : [];
  if (only && others.length === 0) {
    await chooseAgency(shell.signIn, tokenHash, only.agencyId);
    await noteInAudit(shell, tokenHash, operation);
  }
  return sessionWords(shell, tokenHash);
}

/** What happens to a session is on record like anything else that a person does. */
export const noteInAudit = (shell: Shell, tokenHash: string, operation: string) =>
  transact(
    shell.database,
    { asker: { kind: 'session', tokenHash }, purpose: 'own-account' },
    (tx, entered) =>
      auditRow(tx, entered, {
        key: shell.auditKey,
        operation,
        purpose: 'own-account',
        outcome: 'done',
        ids: [],
      }).execute(),
  );

export const deviceOf = ({ c }: Outside) => c.req.header('user-agent') ?? '';
