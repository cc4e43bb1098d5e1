import { sql } from 'kysely';
import type { ClientId, OutsideRef } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';

/** A request to somebody outside that was sent and not answered: an invitation, or an email of an exchange. */
export type Unanswered = {
  mailId: string | null;
  exchangeMessageId: string | null;
  clientId: ClientId;
  enrollmentId: string;
  programId: string;
  to: OutsideRef;
  sentAt: Temporal.Instant;
  /** Until when the silence lasted: now, or when the conference was called off or put away. */
  silentUntil: Temporal.Instant;
};

/** Invitations to people outside that were sent in this time and not answered: for the service that proposes attempts alone. */
export async function unansweredInvitations(
  { tx }: Pick<Visit, 'tx'>,
  { after, before }: { after: Temporal.Instant; before: Temporal.Instant },
): Promise<Unanswered[]> {
  const { rows } = await sql<{
    mail_id: string;
    client_id: string;
    enrollment_id: string;
    program_id: string;
    provider_id: string | null;
    support_id: string | null;
    sent_at: Temporal.Instant;
    silent_until: Temporal.Instant;
  }>`select * from auth.unanswered_invitations(${after}, ${before})`.execute(tx);
  return rows.map((row) => ({
    mailId: row.mail_id,
    exchangeMessageId: null,
    clientId: row.client_id,
    enrollmentId: row.enrollment_id,
    programId: row.program_id,
    to:
      row.provider_id === null
        ? { kind: 'support', id: row.support_id ?? '' }
        : { kind: 'provider', id: row.provider_id },
    sentAt: row.sent_at,
    silentUntil: row.silent_until,
  }));
}

/** The last request of each exchange by email that no provider has answered, once for each of those who were asked. */
export async function unansweredExchanges(
  { tx }: Pick<Visit, 'tx'>,
  { after, before }: { after: Temporal.Instant; before: Temporal.Instant },
): Promise<Unanswered[]> {
  const { rows } = await sql<{
    message_id: string;
    client_id: string;
    enrollment_id: string;
    program_id: string;
    provider_id: string;
    sent_at: Temporal.Instant;
    silent_until: Temporal.Instant;
  }>`select * from auth.unanswered_exchanges(${after}, ${before})`.execute(tx);
  return rows.map((row) => ({
    mailId: null,
    exchangeMessageId: row.message_id,
    clientId: row.client_id,
    enrollmentId: row.enrollment_id,
    programId: row.program_id,
    to: { kind: 'provider', id: row.provider_id },
    sentAt: row.sent_at,
    silentUntil: row.silent_until,
  }));
}
