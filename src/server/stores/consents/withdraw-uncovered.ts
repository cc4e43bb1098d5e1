import { sql } from 'kysely';
import { mayDisclose } from '#domain/consent/may-disclose.ts';
import type { ClientId } from '#domain/people.ts';
import { enqueue } from '#server/platform/jobs.ts';
import type { Visit } from '#server/platform/shell.ts';
import { consentsOf } from './consents.ts';
import { cancelUnsentMails, invitingMails } from '#server/stores/mail.ts';
import { uncoveredInvitations } from './uncovered-invitations.ts';

/**
 * Takes back, in this transaction, every invitation to this client's item that no consent covers any more. What was not sent is
 * not sent; who lost all of a meeting hears of it without a reason, and nobody else hears anything. Presence stays as it was.
 */
export async function takeBackUncovered(
  visit: Visit,
  clientId: ClientId,
): Promise<{ cancelledMails: number; invitationsTakenBack: number }> {
  const { tx, agencyId } = visit;
  const consents = await consentsOf(tx, [clientId]);
  const uncovered = await uncoveredInvitations(
    visit,
    clientId,
    (asked) => mayDisclose(asked, consents).allowed,
  );
  let cancelledMails = 0;
  for (const { id, attendeeId, conferenceId, reviewId, person } of uncovered) {
    await tx
      .updateTable('review_attendee')
      .set({ invited_at: null })
      .where('agency_id', '=', agencyId)
      .where('review_attendee_id', '=', id)
      .execute();
    const { rows } = await sql<{ still: boolean }>`
      select auth.is_still_invited(${attendeeId}::uuid) as still`.execute(tx);
    if (rows[0]?.still) continue;
    const meeting = { conferenceId, to: person, because: 'consent-no-longer-allows' };
    cancelledMails += await cancelUnsentMails(visit, meeting, invitingMails);
    await enqueue(visit, 'tell-invitation-is-off', { conferenceId, attendeeId, reviewId });
  }
  return { cancelledMails, invitationsTakenBack: uncovered.length };
}

/** The same, and of those whom the asker may not know of in the name of whoever planned the meeting. */
export async function withdrawUncovered(visit: Visit, clientId: ClientId) {
  const taken = await takeBackUncovered(visit, clientId);
  await sql`select auth.ask_beyond_sight(${clientId}::uuid, 'withdraw-uncovered')`.execute(
    visit.tx,
  );
  return taken;
}

/** Asks, in the name of whoever manages each case, whom of the clients the papers let them hear no more after they moved. */
export async function askWhoIsUncovered({ tx }: Pick<Visit, 'tx'>, providerId: string) {
  await sql`select auth.ask_who_is_uncovered(${providerId}::uuid, 'withdraw-uncovered')`.execute(
    tx,
  );
}
