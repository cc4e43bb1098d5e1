import type { WayIn } from '#contract/staff.ts';
import { invitationLetter, linkMadeLetter } from '#server/platform/documents/sign-in-letters.ts';
import { newCode } from '#server/platform/one-time-code.ts';
import { Refused } from '#server/platform/refused.ts';
import { hashToken } from '#server/platform/session-cookie.ts';
import type { Visit } from '#server/platform/shell.ts';
import { makeRecoveryLink, writeLinkMail, writeSignInMail } from '#server/stores/staff/recovery.ts';
import { recordInvitation } from '#server/stores/staff/staff-sign-ins.ts';

export const waitingFor = (staffId: string): WayIn => ({
  staffId,
  outcome: 'waiting',
  link: null,
  expiresAt: null,
});

type Made = WayIn & { outcome: 'handed-over' | 'mailed' };

/**
 * Only a code's hash is kept. Where mail leaves, the code that works is made when it does, so that nobody but the person
 * holds it; elsewhere it is handed over, behind the #, which no server and no log ever sees.
 */
export async function invite(visit: Visit, staffId: string): Promise<Made> {
  const { tx, shell } = visit;
  const code = newCode();
  const expiresAt = (await recordInvitation(tx, staffId, hashToken(code))).toString();
  if (shell.mailer === undefined)
    return {
      staffId,
      outcome: 'handed-over',
      link: `${shell.publicOrigin}/accept#${code}`,
      expiresAt,
    };
  await writeLinkMail(visit, staffId, { kind: 'staff-invitation', letter: invitationLetter });
  return { staffId, outcome: 'mailed', link: null, expiresAt };
}

export async function helpIn(
  visit: Visit,
  { staffId, drops }: { staffId: string; drops: boolean },
): Promise<Made> {
  const made = await makeRecoveryLink(visit, { staffId, drops });
  if (!made) throw new Refused('sign-in-not-yours');
  if (visit.shell.mailer === undefined) {
    await writeSignInMail(visit, staffId, 'link-made');
    return { staffId, outcome: 'handed-over', ...made };
  }
  await writeLinkMail(visit, staffId, { kind: 'staff-recovery', letter: linkMadeLetter });
  return { staffId, outcome: 'mailed', link: null, expiresAt: made.expiresAt };
}
