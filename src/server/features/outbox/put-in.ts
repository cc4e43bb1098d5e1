import {
  awaitsLink,
  withCode,
  withLink,
  withoutLink,
} from '#server/platform/documents/withheld.ts';
import type { Visit } from '#server/platform/shell.ts';
import { newCodeForGuest, newGuestLink } from '#server/stores/guest/guest-mails.ts';
import type { StoredMail } from '#server/stores/mail.ts';
import { newLinkFor, newRecoveryLink } from '#server/stores/staff/recovery.ts';

/** As long as the code itself: whoever asked has asked again by then, or has left. */
const minutesForCode = 10;

/** The words of a mail with the link or the code that is made as it leaves; null where its time is over. */
export async function putIn(visit: Visit, mail: StoredMail): Promise<string | null> {
  const { mailId, kind, text, writtenAt } = mail;
  switch (kind) {
    case 'recovery':
      return orOver(await newRecoveryLink(visit), (link) => withLink(text, link));
    case 'staff-invitation':
    case 'staff-recovery':
      return orOver(await newLinkFor(visit, { mailId, kind }), (link) => withLink(text, link));
    case 'guest-code': {
      if (writtenAt.until(visit.at).total('minutes') > minutesForCode) return null;
      return orOver(await newCodeForGuest(visit, mailId), (code) => withCode(text, code));
    }
    case 'guest-link':
      return orOver(await newGuestLink(visit, mailId), (link) => withLink(text, link));
    case 'invitation':
    case 'change':
    case 'document': {
      if (!awaitsLink(text)) return text;
      const link = await newGuestLink(visit, mailId);
      return link === null ? withoutLink(text) : withLink(text, link);
    }
    case 'alert':
    case 'cancellation':
    case 'sign-in-changed':
      return text;
  }
}

const orOver = (made: string | null, put: (made: string) => string) =>
  made === null ? null : put(made);
