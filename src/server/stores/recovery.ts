import { sql } from 'kysely';
import {
  recoveryLetter,
  signInChangedLetter,
  type SignInChange,
} from '#server/platform/documents/sign-in-letters.ts';
import { newId } from '#server/platform/ids.ts';
import { enqueue } from '#server/platform/jobs.ts';
import { newCode } from '#server/platform/one-time-code.ts';
import { hashToken } from '#server/platform/session-cookie.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from './agencies.ts';
import { addMail } from './mail.ts';
import { findStaff } from './staff.ts';

const linkOf = ({ publicOrigin }: Visit['shell'], code: string) =>
  `${publicOrigin}/recover#${code}`;

/** A new code for the person who asked by mail; the one before stops working. Null where their time is over. */
export async function newRecoveryLink({ tx, shell }: Visit): Promise<string | null> {
  const code = newCode();
  const { rows } = await sql<{ issued: boolean }>`
    select auth.issue_recovery(${hashToken(code)}) as issued`.execute(tx);
  return rows[0]?.issued ? linkOf(shell, code) : null;
}

/** A link to hand over; null where the sign-in is not this agency's alone. */
export async function makeRecoveryLink(
  { tx, at, shell }: Visit,
  { staffId, drops }: { staffId: string; drops: boolean },
) {
  const code = newCode();
  const { rows } = await sql<{ expiresAt: Temporal.Instant | null }>`
    select auth.recover_staff(${newId(at)}, ${staffId}, ${hashToken(code)}, ${drops}) as "expiresAt"`.execute(
    tx,
  );
  const expiresAt = rows[0]?.expiresAt;
  return expiresAt ? { link: linkOf(shell, code), expiresAt: expiresAt.toString() } : null;
}

/** Sets the password and ends the person's sessions; false where somebody was quicker. */
export async function useRecovery({ tx }: Visit, codeHash: string, passwordHash: string) {
  const { rows } = await sql<{ used: boolean }>`
    select auth.use_recovery(${codeHash}, ${passwordHash}) as used`.execute(tx);
  return rows[0]?.used ?? false;
}

/** Writes to somebody about their own sign-in, at the address they sign in with. */
export async function writeSignInMail(
  visit: Visit,
  staffId: string,
  about: 'recovery' | SignInChange,
) {
  const { tx, agencyId } = visit;
  const { rows } = await sql<{ address: string | null }>`
    select auth.sign_in_email(${staffId}) as address`.execute(tx);
  const address = rows[0]?.address;
  const member = await findStaff(tx, agencyId, staffId);
  if (!address || !member) return;
  const agency = await findAgency(tx, agencyId);
  const contact = {
    name: 'an administrator',
    phone: agency.contactPhone,
    agencyNeutralName: agency.neutralName,
    isSample: agency.isSample,
  };
  const letter =
    about === 'recovery' ? recoveryLetter(contact) : signInChangedLetter(contact, about);
  const mailId = await addMail(visit, {
    ...letter,
    conferenceId: null,
    kind: about === 'recovery' ? 'recovery' : 'sign-in-changed',
    to: { kind: 'staff', id: staffId },
    toName: member.fullName,
    address,
    calendar: null,
  });
  await enqueue(visit, 'send-mail', { mailId });
}
