import { sql } from 'kysely';
import {
  recoveryLetter,
  signInChangedLetter,
  type SignInChange,
} from '#server/platform/documents/sign-in-letters.ts';
import {
  agencyItself,
  type Letter,
  type LetterContact,
} from '#server/platform/documents/letters.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { enqueue } from '#server/platform/jobs.ts';
import { newCode } from '#server/platform/one-time-code.ts';
import { hashToken } from '#server/platform/session-cookie.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { addMail, type LinkMailKind } from '#server/stores/mail.ts';
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

/** Whether this agency alone has to do with somebody's sign-in. */
export async function isSignInOfOne({ tx }: Visit, staffId: string): Promise<boolean> {
  const { rows } = await sql<{ one: boolean }>`
    select auth.is_sign_in_of_our_own(${staffId}) as one`.execute(tx);
  return rows[0]?.one ?? false;
}

/** A new code for the mail that is about to leave, so that it is nowhere else. Null where its time is over. */
export async function newLinkFor(
  { tx, shell }: Visit,
  { mailId, kind }: { mailId: string; kind: LinkMailKind },
): Promise<string | null> {
  const code = newCode();
  const { rows } = await sql<{ issued: boolean }>`
    select auth.issue_staff_code(${mailId}, ${hashToken(code)}) as issued`.execute(tx);
  if (!rows[0]?.issued) return null;
  return kind === 'staff-invitation' ? `${shell.publicOrigin}/accept#${code}` : linkOf(shell, code);
}

/** Writes the mail that will carry a link into the product: to the address of the sign-in, or of the invitation. */
export async function writeLinkMail(
  visit: Visit,
  staffId: string,
  { kind, letter }: { kind: LinkMailKind; letter: (contact: LetterContact) => Letter },
) {
  const member = await findStaff(visit.tx, visit.agencyId, staffId);
  const address =
    kind === 'staff-invitation' ? member?.email : await signInEmail(visit.tx, staffId);
  if (!member || !address) return;
  const mailId = await addMail(visit, {
    ...letter(await contactOf(visit)),
    conferenceId: null,
    kind,
    to: { kind: 'staff', id: staffId },
    toName: member.fullName,
    address,
    calendar: null,
  });
  await enqueue(visit, 'send-mail', { mailId });
}

async function signInEmail(tx: Tx, staffId: string): Promise<string | null> {
  const { rows } = await sql<{ address: string | null }>`
    select auth.sign_in_email(${staffId}) as address`.execute(tx);
  return rows[0]?.address ?? null;
}

async function contactOf({ tx, agencyId }: Visit): Promise<LetterContact> {
  const agency = await findAgency(tx, agencyId);
  return { ...agencyItself(agency), name: 'an administrator' };
}

/** Writes to somebody about their own sign-in, at the address they sign in with. */
export async function writeSignInMail(
  visit: Visit,
  staffId: string,
  about: 'recovery' | SignInChange,
) {
  const { tx, agencyId } = visit;
  const address = await signInEmail(tx, staffId);
  const member = await findStaff(tx, agencyId, staffId);
  if (!address || !member) return;
  const contact = await contactOf(visit);
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
