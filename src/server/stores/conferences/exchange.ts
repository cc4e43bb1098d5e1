import { sql } from 'kysely';
import type { ReviewId } from '#domain/conference/client-review.ts';
import type { ExchangeMessage } from '#domain/conference/exchange.ts';
import { personKey, type ClientId, type PersonRef, type SensitivityClass } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';
import type { StoredConference } from './conferences.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;
type Senders = Pick<StoredConference, 'attendeeIds' | 'conference'>;

export type StoredMessage = ExchangeMessage & { messageId: string };

/** Every email of this review, also one whose words the asker may not read: what makes its day is no secret of its case. */
export async function exchangeOutline(
  { tx }: Here,
  reviewId: ReviewId,
  senders: Senders,
): Promise<StoredMessage[]> {
  const fromOf = peopleByAttendee(senders);
  const { rows } = await sql<{
    message_id: string;
    attendee_id: string;
    sent_at: Temporal.Instant;
    is_substantive: boolean;
  }>`select * from auth.exchange_outline(${reviewId})`.execute(tx);
  return rows.flatMap((row) => {
    const from = fromOf.get(row.attendee_id);
    return from === undefined
      ? []
      : [
          {
            messageId: row.message_id,
            from,
            sentAt: row.sent_at,
            isSubstantive: row.is_substantive,
          },
        ];
  });
}

/** A sender is somebody of the meeting: they are stored as the meeting knows them. */
const peopleByAttendee = ({ attendeeIds, conference }: Senders): Map<string, PersonRef> =>
  new Map(
    conference.attendees.flatMap(({ person }) => {
      const attendeeId = attendeeIds.get(personKey(person));
      return attendeeId === undefined ? [] : [[attendeeId, person] as const];
    }),
  );

export type WrittenMessage = {
  messageId: string;
  from: PersonRef;
  sentAt: Temporal.Instant;
  isSubstantive: boolean;
  isCopy: boolean;
  class: SensitivityClass;
  text: string;
};

type Subject = { reviewId: ReviewId; clientId: ClientId };

/** The emails that the asker may read, oldest first. */
export async function exchangeOf(
  { tx, agencyId }: Here,
  { reviewId, clientId }: Subject,
  senders: Senders,
): Promise<WrittenMessage[]> {
  const fromOf = peopleByAttendee(senders);
  const rows = await tx
    .selectFrom('exchange_message')
    .select(['message_id', 'attendee_id', 'sent_at', 'is_substantive', 'is_copy', 'class', 'body'])
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .orderBy('sent_at')
    .orderBy('message_id')
    .$narrowType<{ class: SensitivityClass }>()
    .execute();
  return rows.flatMap((row) => {
    const from = fromOf.get(row.attendee_id);
    if (from === undefined) return [];
    return [
      {
        messageId: row.message_id,
        from,
        sentAt: row.sent_at,
        isSubstantive: row.is_substantive,
        isCopy: row.is_copy,
        class: row.class,
        text: unseal({ agencyId, clientId, rowId: row.message_id }, row.body),
      },
    ];
  });
}

export type PrintedMessage = {
  from: PersonRef;
  sentAt: Temporal.Instant;
  class: SensitivityClass;
  text: string;
};

/** With every word, whatever its class: for the form that a job files. */
export async function wholeExchange(
  { tx, agencyId }: Here,
  { reviewId, clientId }: Subject,
  senders: Senders,
): Promise<PrintedMessage[]> {
  const fromOf = peopleByAttendee(senders);
  const { rows } = await sql<{
    message_id: string;
    attendee_id: string;
    sent_at: Temporal.Instant;
    class: SensitivityClass;
    body: Buffer;
  }>`select * from auth.exchange_words(${reviewId})`.execute(tx);
  return rows.flatMap((row) => {
    const from = fromOf.get(row.attendee_id);
    const text = unseal({ agencyId, clientId, rowId: row.message_id }, row.body);
    return from === undefined ? [] : [{ from, sentAt: row.sent_at, class: row.class, text }];
  });
}

type NewMessage = Subject & Omit<WrittenMessage, 'messageId' | 'from'> & { attendeeId: string };

export async function addExchangeMessage(
  { tx, at, agencyId, actor }: Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>,
  { reviewId, clientId, attendeeId, text, ...message }: NewMessage,
): Promise<string> {
  const messageId = newId(at);
  await tx
    .insertInto('exchange_message')
    .values({
      agency_id: agencyId,
      message_id: messageId,
      review_id: reviewId,
      client_id: clientId,
      attendee_id: attendeeId,
      sent_at: message.sentAt,
      is_substantive: message.isSubstantive,
      is_copy: message.isCopy,
      class: message.class,
      body: seal({ agencyId, clientId, rowId: messageId }, text),
      written_by: actor,
      written_at: at,
    })
    .execute();
  return messageId;
}

/** False where the asker has no such email before them. */
export async function removeExchangeMessage(
  { tx, at, agencyId }: Pick<Visit, 'tx' | 'at' | 'agencyId'>,
  { reviewId, messageId }: { reviewId: ReviewId; messageId: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('exchange_message')
    .set({ removed_at: at })
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', reviewId)
    .where('message_id', '=', messageId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The exchange that this person has begun to write down for this enrollment and not closed; whoever asks twice waits here. */
export async function openExchange(
  { tx, agencyId, actor }: Pick<Visit, 'tx' | 'agencyId' | 'actor'>,
  enrollmentId: string,
) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`draft:${actor}`}, 0))`.execute(tx);
  return tx
    .selectFrom('conference as c')
    .innerJoin('client_review as r', (join) =>
      join
        .onRef('r.agency_id', '=', 'c.agency_id')
        .onRef('r.conference_id', '=', 'c.conference_id'),
    )
    .select('c.conference_id as conferenceId')
    .where('c.agency_id', '=', agencyId)
    .where('c.facilitator_id', '=', actor)
    .where('c.mode', '=', 'email')
    .where('c.state', 'in', ['in-session', 'ended'])
    .where('r.enrollment_id', '=', enrollmentId)
    .where('r.state', 'in', ['active', 'done'])
    .executeTakeFirst();
}
