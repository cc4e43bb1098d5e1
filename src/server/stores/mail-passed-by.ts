import { isSamePerson } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { isForGuest, type AnyMailKind, type StoredMail } from './mail.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;

const ofTheMeeting: readonly AnyMailKind[] = ['invitation', 'change', 'cancellation'];

/** What opens something ends what did before it, so that only the newest may leave. */
const newerThan = (kind: AnyMailKind): readonly AnyMailKind[] =>
  isForGuest(kind) ? [...ofTheMeeting, 'document', 'guest-link', 'guest-code'] : ofTheMeeting;

const mayBePassedBy = ({ conferenceId, kind }: StoredMail) =>
  conferenceId !== null && kind !== 'document';

/** Whether the same person was written to about the same meeting since: the newer word holds. */
export async function isSuperseded({ tx, agencyId }: Scope, mail: StoredMail): Promise<boolean> {
  const { mailId, conferenceId, to, kind } = mail;
  if (!mayBePassedBy(mail)) return false;
  const later = await tx
    .selectFrom('mail')
    .select('mail_id')
    .where('agency_id', '=', agencyId)
    .where('conference_id', '=', conferenceId)
    .where(`${to.kind}_id`, '=', to.id)
    .where('kind', 'in', newerThan(kind))
    .where('mail_id', '>', mailId)
    .executeTakeFirst();
  return later !== undefined;
}

/** The same, of all the mails of one meeting that are at hand. */
export const isSupersededAmong = (mails: readonly StoredMail[], mail: StoredMail): boolean =>
  mayBePassedBy(mail) &&
  mails.some(
    (other) =>
      other.mailId > mail.mailId &&
      newerThan(mail.kind).includes(other.kind) &&
      isSamePerson(other.to, mail.to),
  );

const sentAgain = 'sent-again';

/** It left once, and stands as it is; a mail of the same words was written in its place. */
export const wasSentAgain = ({ problem }: StoredMail) => problem === sentAgain;

export const markSentAgain = ({ tx, agencyId }: Scope, mailId: string) =>
  tx
    .updateTable('mail')
    .set({ problem: sentAgain })
    .where('agency_id', '=', agencyId)
    .where('mail_id', '=', mailId)
    .execute();
