import type { Conference } from '#domain/conference/conference.ts';
import { personKey } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { findConference, findToTell } from '#server/stores/conferences/conferences.ts';
import { addressOf } from '#server/stores/conferences/letter-contact.ts';
import { mayChangeMeeting } from '#server/stores/conferences/meeting-sight.ts';
import { markSentAgain } from '#server/stores/mail-passed-by.ts';
import { settleMail, type MailKind, type StoredMail } from '#server/stores/mail.ts';
import { writeMail } from '#server/stores/write-mail.ts';
import { reviewsBehind } from './may-be-written-to.ts';

/** While a meeting is in these states it is no old word. */
const stillTold: Readonly<Record<MailKind, readonly Conference['state'][]>> = {
  invitation: ['scheduled'],
  change: ['scheduled'],
  cancellation: ['scheduled', 'cancelled'],
  document: ['closed'],
};

type MeetingMail = Extract<StoredMail, { kind: MailKind }>;

const isOfMeeting = (mail: StoredMail): mail is MeetingMail => mail.kind in stillTold;

/** What left and did not come, as far as anybody knows, is written once more: the one that left stays on record as it is. */
export const mayLeaveAgain = (mail: StoredMail, state: Conference['state']): boolean =>
  mail.state === 'sent' && isOfMeeting(mail) && stillTold[mail.kind].includes(state);

/**
 * A mail of the same words, to the address on file now, in the place of one that left or that has an old address; null where the mail
 * itself can go out once more.
 */
export async function writeAgain(visit: Visit, mail: StoredMail): Promise<string | null> {
  const hasLeft = mail.state === 'sent';
  if (!isOfMeeting(mail)) {
    if (hasLeft) throw new Refused('mail-not-to-be-sent-again');
    return null;
  }
  const stored = hasLeft
    ? await findToResend(visit, mail)
    : await findToTell(visit, mail.conferenceId);
  const address = await addressNow(visit, mail);
  if (!hasLeft && address === mail.address) return null;
  if (hasLeft) await markSentAgain(visit, mail.mailId);
  else await settleMail(visit, mail.mailId, { state: 'cancelled', problem: 'superseded' });
  const { conferenceId, kind, to, toName, subject, text, calendar } = mail;
  const mailId = await writeMail(
    visit,
    { conferenceId, kind, to, toName, address, subject, text, calendar },
    {
      clientIds: reviewsBehind(mail, stored).map(({ clientId }) => clientId),
      timeZone: stored.timeZone,
    },
  );
  visit.touch(mailId);
  return mailId;
}

/** Only whoever may change the meeting writes once more what surely left. */
async function findToResend(visit: Visit, mail: MeetingMail) {
  const stored = await findConference(visit, mail.conferenceId);
  if (!(await mayChangeMeeting(visit, stored))) throw new Refused('mail-needs-its-staff');
  if (!mayLeaveAgain(mail, stored.conference.state)) throw new Refused('mail-not-to-be-sent-again');
  return stored;
}

async function addressNow(visit: Visit, { to }: MeetingMail): Promise<string> {
  const known = await peopleAsOf(visit, [to], { on: visit.today, knownAt: visit.at });
  const person = known.get(personKey(to));
  const found = person && addressOf(person);
  if (!found || 'not' in found) throw new Refused('mail-without-address');
  return found.address;
}
