import { sql } from 'kysely';
import { clientName } from '#domain/client-name.ts';
import type { ConferenceState } from '#server/stores/conferences/conferences-rows.ts';
import type { Mode, Reply } from '#domain/conference/conference.ts';
import type { ReportedStatus, StatusUpdate } from '#domain/action-items/status-update.ts';
import type { NoticeText } from '#domain/consent/notice-texts.ts';
import type { ReviewId } from '#domain/conference/client-review.ts';
import { sensitivityClasses, type ClientId, type SensitivityClass } from '#domain/people.ts';
import type { GuestVisit } from '#server/platform/guest-door.ts';
import { unseal } from '#server/platform/vault.ts';
import { keysFor } from '#server/stores/disclosures/disclosures.ts';

type Scope = Pick<GuestVisit, 'tx' | 'agencyId'>;

export type GuestConference = {
  state: ConferenceState;
  timeZone: string;
  mode: Mode;
  place: string;
  joinLink: string;
  response: Reply;
  agencyName: string;
  isSample: boolean;
  phone: string;
  host: string;
  /** From the first to the last that is theirs. */
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** Null where the reader is whom it is about, who has a name as a client. */
  readerName: string | null;
  ownName: string | null;
};

type ConferenceRow = Omit<GuestConference, 'ownName'> & {
  legalGiven: string | null;
  legalFamily: string | null;
  preferredName: string | null;
};

/** The conference of this visit, as long as there is anything of it that this person may know. */
export async function guestConference({ tx }: Scope): Promise<GuestConference | undefined> {
  const { rows } = await sql<ConferenceRow>`
    select state, starts_at as "startsAt", ends_at as "endsAt", time_zone as "timeZone", mode, place, join_link as "joinLink", response,
      agency_name as "agencyName", is_sample as "isSample", phone, coalesce(host, '') as host, reader_name as "readerName",
      own_given as "legalGiven", own_family as "legalFamily", own_preferred as "preferredName"
    from meeting()`.execute(tx);
  return rows.map(({ legalGiven, legalFamily, preferredName, ...row }) => ({
    ...row,
    ownName:
      legalGiven !== null && legalFamily !== null && preferredName !== null
        ? clientName({ legalGiven, legalFamily, preferredName })
        : null,
  }))[0];
}

export type GuestReview = {
  reviewId: string;
  clientId: ClientId;
  clientName: string;
  /** What it tells that this client is talked about here. */
  classes: SensitivityClass[];
  /** They were asked to it or there for it, and did not only take something on. */
  isAsked: boolean;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
};

type ReviewRow = Omit<GuestReview, 'clientName' | 'classes'> & {
  programClass: SensitivityClass;
  legalGiven: string;
  legalFamily: string;
  preferredName: string;
};

export async function guestReviews({ tx }: Scope): Promise<GuestReview[]> {
  const { rows } = await sql<ReviewRow>`
    select review_id as "reviewId", client_id as "clientId", program_class as "programClass", is_asked as "isAsked", starts_at as "startsAt",
      ends_at as "endsAt", legal_given as "legalGiven", legal_family as "legalFamily", preferred_name as "preferredName"
    from reviews() order by starts_at`.execute(tx);
  return rows.map(({ programClass, legalGiven, legalFamily, preferredName, ...row }) => ({
    ...row,
    clientName: clientName({ legalGiven, legalFamily, preferredName }),
    classes: [...new Set<SensitivityClass>(['general', programClass])],
  }));
}

type Words = { clientId: ClientId; class: SensitivityClass };
export type GuestReason = Words & { reviewId: string; code: string; text: string | null };

export async function guestReasons({ tx, agencyId }: Scope): Promise<GuestReason[]> {
  const { rows } = await sql<Omit<GuestReason, 'text'> & { reasonId: string; body: Buffer | null }>`
    select review_id as "reviewId", client_id as "clientId", reason_id as "reasonId", code, class, body
    from reasons() order by nth`.execute(tx);
  return rows.map(({ reasonId, body, ...row }) => ({
    ...row,
    text: body && unseal({ agencyId, clientId: row.clientId, rowId: reasonId }, body),
  }));
}

export type GuestAction = Words & {
  actionItemId: string;
  text: string;
  dueOn: Temporal.PlainDate;
  isDone: boolean;
  update: (StatusUpdate & { at: Temporal.Instant }) | null;
};

type ActionRow = Omit<GuestAction, 'text' | 'update'> & {
  body: Buffer;
  said: ReportedStatus | null;
  until: Temporal.PlainDate | null;
  saidAt: Temporal.Instant | null;
};

/** What they took on there, once the conference is closed. */
export async function guestActions({ tx, agencyId }: Scope): Promise<GuestAction[]> {
  const { rows } = await sql<ActionRow>`
    select action_item_id as "actionItemId", client_id as "clientId", class, body, due_on as "dueOn", state = 'done' as "isDone",
      said, until, said_at as "saidAt"
    from actions() order by due_on, action_item_id`.execute(tx);
  return rows.map(({ body, said, until, saidAt, ...row }) => ({
    ...row,
    text: unseal({ agencyId, clientId: row.clientId, rowId: row.actionItemId }, body),
    update: said !== null && saidAt !== null ? { said, until, at: saidAt } : null,
  }));
}

const textsByClass = (texts: readonly NoticeText[]) =>
  JSON.stringify(
    Object.fromEntries(sensitivityClasses.map((each) => [each, keysFor([each], texts)])),
  );

export type NotedOf = {
  clientId: ClientId;
  /** All that the page tells of them was written down before this transaction, so that it could read it. */
  stood: boolean;
};

/** Writes down what the page shows: once in a visit, and anew where there is more. Of nobody where consent was ended since. */
export async function notePage(
  { tx }: Pick<Scope, 'tx'>,
  texts: readonly NoticeText[],
): Promise<NotedOf[]> {
  const { rows } = await sql<NotedOf>`
    select of_client as "clientId", stood from note_page(${textsByClass(texts)}::jsonb)`.execute(
    tx,
  );
  return rows;
}

/** Writes down that this form is given, each time. Whose it is; null where it may not be given. */
export async function noteForm(
  { tx }: Pick<Scope, 'tx'>,
  reviewId: ReviewId,
  texts: readonly NoticeText[],
): Promise<ClientId | null> {
  const { rows } = await sql<{ clientId: ClientId | null }>`
    select note_form(${reviewId}::uuid, ${textsByClass(texts)}::jsonb) as "clientId"`.execute(tx);
  return rows[0]?.clientId ?? null;
}
