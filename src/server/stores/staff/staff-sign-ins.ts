import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

/** Whose invitation still waits, and until when. */
export async function openInvitations(tx: Tx): Promise<ReadonlyMap<string, Temporal.Instant>> {
  const { rows } = await sql<{ staff_id: string; expires_at: Temporal.Instant }>`
    select staff_id, expires_at from auth.open_invitations()`.execute(tx);
  return new Map(rows.map(({ staff_id, expires_at }) => [staff_id, expires_at]));
}

/** Makes an invitation of 7 days; the person's one before stops working. */
export async function recordInvitation(tx: Tx, staffId: string, codeHash: string) {
  await sql`select auth.invite_staff(${codeHash}, ${staffId})`.execute(tx);
  const expiresAt = (await openInvitations(tx)).get(staffId);
  if (!expiresAt) throw new Error('The invitation was not kept');
  return expiresAt;
}

/** Whose sign-in is locked after wrong passwords. */
export async function lockedStaff(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select auth.locked_staff() as id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

export async function unlockSignIn(tx: Tx, staffId: string) {
  await sql`select auth.unlock_staff(${staffId})`.execute(tx);
}
