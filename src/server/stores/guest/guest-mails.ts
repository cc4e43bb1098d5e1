import { sql } from 'kysely';
import type { PersonRef } from '#domain/people.ts';
import { digestOfGuestCode, newGuestCode } from '#server/platform/guest-code.ts';
import { newCode } from '#server/platform/one-time-code.ts';
import { hashToken } from '#server/platform/session-cookie.ts';
import type { Visit } from '#server/platform/shell.ts';
import { personOf } from '#server/stores/conferences/conferences-rows.ts';

/** A new link for the mail that is about to leave, which ends those before it. Null where there is nothing to open. */
export async function newGuestLink({ tx, shell }: Visit, mailId: string): Promise<string | null> {
  const code = newCode();
  const { rows } = await sql<{ issued: boolean }>`
    select auth.issue_guest_link(${mailId}, ${hashToken(code)}) as issued`.execute(tx);
  return rows[0]?.issued ? `${shell.publicOrigin}/guest#${code}` : null;
}

/** A new code for the link that this mail was written for; the one before stops working. Null where it opens nothing. */
export async function newCodeForGuest(
  { tx, shell }: Visit,
  mailId: string,
): Promise<string | null> {
  const { rows } = await sql<{ linkId: string | null }>`
    select auth.guest_link_of_mail(${mailId}) as "linkId"`.execute(tx);
  const linkId = rows[0]?.linkId ?? null;
  if (linkId === null) return null;
  const code = newGuestCode();
  const { rows: issued } = await sql<{ issued: boolean }>`
    select auth.issue_guest_code(${mailId}, ${digestOfGuestCode(shell.auditKey, linkId, code)}) as issued`.execute(
    tx,
  );
  return issued[0]?.issued ? code : null;
}

export type GuestLink = { conferenceId: string; person: PersonRef };

/** Whom a link was made for, and of which conference; null where nothing is known of it. */
export async function guestLinkOf(
  { tx }: Pick<Visit, 'tx'>,
  linkId: string,
): Promise<GuestLink | null> {
  const { rows } = await sql<{
    conference_id: string;
    provider_id: string | null;
    support_id: string | null;
    client_id: string | null;
  }>`select conference_id, provider_id, support_id, client_id from auth.guest_link_for(${linkId})`.execute(
    tx,
  );
  const [row] = rows;
  return row
    ? { conferenceId: row.conference_id, person: personOf({ ...row, staff_id: null }) }
    : null;
}
