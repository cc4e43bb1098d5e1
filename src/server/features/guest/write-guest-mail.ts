import { isSamePerson, personKey } from '#domain/people.ts';
import type { Letter, LetterContact } from '#server/platform/documents/letters.ts';
import { enqueue } from '#server/platform/jobs.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { seenToTell, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { addressOf, contactFor } from '#server/stores/conferences/letter-contact.ts';
import { guestLinkOf } from '#server/stores/guest/guest-mails.ts';
import { addMail, mailsOf, type GuestMailKind } from '#server/stores/mail.ts';

type Wanted = {
  linkId: string;
  kind: GuestMailKind;
  letter: (contact: LetterContact, state: StoredConference['conference']['state']) => Letter;
};

/** To the address on file, and to no other; where there is none any more, or nothing to tell of, nothing is written. */
export async function writeGuestMail(visit: Visit, { linkId, kind, letter }: Wanted) {
  // What cannot leave at once would come to somebody who has long stopped waiting for it.
  if (visit.shell.mailer === undefined) return;
  const link = await guestLinkOf(visit, linkId);
  const stored = link && (await seenToTell(visit, link.conferenceId));
  if (!link || !stored) return;
  const { conferenceId, person } = link;
  const now = { on: visit.at.toZonedDateTimeISO(stored.timeZone).toPlainDate(), knownAt: visit.at };
  const known = (await peopleAsOf(visit, [person], now)).get(personKey(person));
  const to = known && addressOf(known);
  if (!to || 'not' in to) return;
  // A job may run twice, and somebody impatient asks twice: one that waits is enough.
  const mails = await mailsOf(visit, conferenceId);
  const waits = mails.some(
    (mail) => mail.kind === kind && mail.state === 'queued' && isSamePerson(mail.to, person),
  );
  if (waits) return;
  const mailId = await addMail(visit, {
    ...letter(await contactFor(visit, stored), stored.conference.state),
    ...to,
    conferenceId,
    kind,
    to: person,
    toName: known.name,
    calendar: null,
  });
  await enqueue(visit, 'send-mail', { mailId });
}
