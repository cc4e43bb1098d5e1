import { sql } from 'kysely';
import { digestOfLine } from '#server/platform/audit.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Shell } from '#server/platform/shell.ts';
import type { SignIn } from './sign-in.ts';

type Try = { email: string; operation: string };

/**
 * A refused way in leaves a row with every agency where the account works. An account that does not exist has none, and
 * costs the same: who asks learns nothing from either.
 */
export async function notingDenied<T>(
  shell: Pick<Shell, 'signIn' | 'auditKey'>,
  tried: Try,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) await noteDenied(shell, tried);
    throw error;
  }
}

async function noteDenied(
  { signIn: { database }, auditKey }: Pick<Shell, 'signIn' | 'auditKey'>,
  { email, operation }: Try,
) {
  const account = email.trim().toLowerCase();
  const { rows } = await sql<{ agencyId: string; staffId: string; at: string }>`
    select agency_id as "agencyId", staff_id as "staffId", at from auth.staff_of_account(${account})`.execute(
    database,
  );
  const denied = rows.map(({ agencyId, staffId, at: stamp }) => {
    const at = Temporal.Instant.from(stamp);
    const auditId = newId(at);
    const said = { actorId: null, service: null, purpose: 'own-account', outcome: 'denied' };
    const line = { auditId, agencyId, at: at.toString(), operation, ids: [staffId], ...said };
    return {
      agency_id: agencyId,
      audit_id: auditId,
      at: stamp,
      operation,
      staff_id: staffId,
      hmac: digestOfLine(auditKey, line),
    };
  });
  await sql`select auth.note_denied(${account}, ${JSON.stringify(denied)}::jsonb)`.execute(
    database,
  );
}

/** Whose second step is waited for. The library's cookie names it by a word that nobody can guess. */
export async function accountOfPending({ database }: SignIn, pending: string): Promise<string> {
  const [identifier] = /2fa-[\w-]{20}/.exec(pending) ?? [''];
  const { rows } = await sql<{ email: string }>`
    select u.email from sign_in.verification v join sign_in."user" u on u.id = v.value
    where v.identifier = ${identifier}`.execute(database);
  return rows[0]?.email ?? '';
}
