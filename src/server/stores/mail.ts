import { sql } from 'kysely';
import type { PersonRef } from '#domain/people.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import { newId } from '#server/platform/ids.ts';
import type { MailSubject } from '#server/platform/mailer.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { personOf } from '#server/stores/conferences/conferences-rows.ts';

export type MailState = 'queued' | 'sending' | 'sent' | 'held' | 'unknown' | 'failed' | 'cancelled';
export type MailKind = 'invitation' | 'change' | 'cancellation' | 'document';
export type LinkMailKind = 'staff-invitation' | 'staff-recovery';
/** To somebody outside who was written to about a meeting: each is made of what it carries. */
export type GuestMailKind = 'guest-code' | 'guest-link';
export type SignInMailKind = 'recovery' | 'sign-in-changed' | LinkMailKind;

type Written = {
  to: PersonRef;
  toName: string;
  address: string;
  subject: MailSubject;
  text: string;
  calendar: { method: 'REQUEST' | 'CANCEL'; content: string } | null;
};

export type NewMail = Written & { conferenceId: string; kind: MailKind };
export type NewGuestMail = Written & { conferenceId: string; kind: GuestMailKind };
/** About somebody's own sign-in, and about no meeting. */
export type NewSignInMail = Written & { conferenceId: null; kind: SignInMailKind };

/** To staff, because something urgent was recorded of one of their clients. */
export type NewAlert = Written & { conferenceId: null; kind: 'alert' };

export type StoredMail = (NewMail | NewGuestMail | NewSignInMail | NewAlert) & {
  mailId: string;
  state: MailState;
  problem: string;
  attempts: number;
  writtenAt: Temporal.Instant;
  writtenBy: string;
  sendingAt: Temporal.Instant | null;
  settledAt: Temporal.Instant | null;
};

type NoMeetingKind = SignInMailKind | NewAlert['kind'];
export type AnyMailKind = StoredMail['kind'];

type Scope = Pick<Visit, 'tx' | 'agencyId'>;

/** Written down before anything is sent: the intent is a row, and what became of it is its state. */
export async function addMail(
  { tx, at, agencyId, actor }: Scope & Pick<Visit, 'at' | 'actor'>,
  mail: NewMail | NewGuestMail | NewSignInMail | NewAlert,
): Promise<string> {
  const mailId = newId(at);
  const { to, calendar } = mail;
  await tx
    .insertInto('mail')
    .values({
      agency_id: agencyId,
      mail_id: mailId,
      conference_id: mail.conferenceId,
      to_address: mail.address,
      to_name: mail.toName,
      staff_id: to.kind === 'staff' ? to.id : null,
      provider_id: to.kind === 'provider' ? to.id : null,
      support_id: to.kind === 'support' ? to.id : null,
      client_id: to.kind === 'client' ? to.id : null,
      kind: mail.kind,
      subject: mail.subject,
      body: mail.text,
      calendar_file: calendar?.content ?? null,
      calendar_method: calendar?.method ?? null,
      written_at: at,
      written_by: actor,
    })
    .execute();
  return mailId;
}

const mails = ({ tx, agencyId }: Scope) =>
  tx.selectFrom('mail').selectAll().where('agency_id', '=', agencyId).$narrowType<{
    state: MailState;
    kind: AnyMailKind;
    subject: MailSubject;
    calendar_method: 'REQUEST' | 'CANCEL' | null;
  }>();

type MailRow = Awaited<ReturnType<ReturnType<typeof mails>['executeTakeFirstOrThrow']>>;

const withoutMeeting: ReadonlySet<string> = new Set<NoMeetingKind>([
  'recovery',
  'sign-in-changed',
  'staff-invitation',
  'staff-recovery',
  'alert',
]);

const guestMails: ReadonlySet<string> = new Set<GuestMailKind>(['guest-code', 'guest-link']);

const isAboutNoMeeting = (kind: AnyMailKind): kind is NoMeetingKind => withoutMeeting.has(kind);
export const isForGuest = (kind: AnyMailKind): kind is GuestMailKind => guestMails.has(kind);

function subjectOf({ kind, conference_id: conferenceId }: MailRow) {
  if (isAboutNoMeeting(kind)) return { kind, conferenceId: null };
  if (conferenceId === null) throw new Error('A mail about a meeting names it');
  return isForGuest(kind) ? { kind, conferenceId } : { kind, conferenceId };
}

const mailOf = (row: MailRow): StoredMail => ({
  ...subjectOf(row),
  mailId: row.mail_id,
  to: personOf(row),
  toName: row.to_name,
  address: row.to_address,
  subject: row.subject,
  text: row.body,
  calendar:
    row.calendar_file === null || row.calendar_method === null
      ? null
      : { method: row.calendar_method, content: row.calendar_file },
  state: row.state,
  problem: row.problem,
  attempts: row.attempts,
  writtenAt: row.written_at,
  writtenBy: row.written_by,
  sendingAt: row.sending_at,
  settledAt: row.settled_at,
});

export async function lockMail(scope: Scope, mailId: string): Promise<StoredMail> {
  const row = await mails(scope)
    .where('mail_id', '=', mailId)
    .forUpdate()
    .modifyEnd(keepPlan)
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
  return mailOf(row);
}

/** Every mail of one conference, the first written first. */
export async function mailsOf(scope: Scope, conferenceId: string): Promise<StoredMail[]> {
  const rows = await mails(scope)
    .where('conference_id', '=', conferenceId)
    .orderBy('written_at')
    .orderBy('mail_id')
    .execute();
  return rows.map(mailOf);
}

type Page = { after: string | undefined; state: MailState | undefined; size: number };

export async function mailPage(scope: Scope, { after, state, size }: Page): Promise<StoredMail[]> {
  const rows = await mails(scope)
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'queued'))
    .$if(after !== undefined, (query) => query.where('mail_id', '<', after ?? ''))
    .orderBy('mail_id', 'desc')
    .limit(size)
    .execute();
  return rows.map(mailOf);
}

export type MailChange =
  | { state: 'queued'; problem: string }
  | { state: 'sending' }
  | { state: 'sent' }
  | { state: 'held' | 'unknown' | 'failed' | 'cancelled'; problem: string };

export async function settleMail(
  { tx, at, agencyId }: Scope & Pick<Visit, 'at'>,
  mailId: string,
  change: MailChange,
) {
  await tx
    .updateTable('mail')
    .set({
      state: change.state,
      problem: 'problem' in change ? change.problem : '',
      ...(change.state === 'sending'
        ? { sending_at: at, attempts: sql<number>`attempts + 1` }
        : { settled_at: change.state === 'queued' ? null : at }),
    })
    .where('agency_id', '=', agencyId)
    .where('mail_id', '=', mailId)
    .modifyEnd(keepPlan)
    .execute();
}

/** What asks somebody to a meeting, or says when it is now. */
export const invitingMails = ['invitation', 'change'] as const satisfies readonly MailKind[];

type Unsent = { conferenceId: string; to?: PersonRef; kinds: readonly MailKind[] };

const isUnsent = ({ agencyId }: Pick<Scope, 'agencyId'>, { conferenceId, to, kinds }: Unsent) =>
  sql<boolean>`agency_id = ${agencyId} and conference_id = ${conferenceId} and kind = any(${[...kinds]}::text[])
    and state in ('queued', 'held', 'failed')
    ${to === undefined ? sql`` : sql`and ${sql.ref(`${to.kind}_id`)} = ${to.id}`}`;

/** What nobody has sent yet to these people, or to this one, is not sent any more. */
export async function cancelUnsentMails(
  { tx, at, agencyId }: Scope & Pick<Visit, 'at'>,
  { because = 'superseded', ...whose }: Omit<Unsent, 'kinds'> & { because?: string },
  kinds: readonly MailKind[],
): Promise<number> {
  const cancelled = await tx
    .updateTable('mail')
    .set({ state: 'cancelled', problem: because, settled_at: at })
    .where(isUnsent({ agencyId }, { ...whose, kinds }))
    .executeTakeFirst();
  return Number(cancelled.numUpdatedRows);
}

/** How many of them there are. */
export async function countUnsentMails({ tx, agencyId }: Scope, wanted: Unsent): Promise<number> {
  const { count } = await tx
    .selectFrom('mail')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where(isUnsent({ agencyId }, wanted))
    .executeTakeFirstOrThrow();
  return count;
}
