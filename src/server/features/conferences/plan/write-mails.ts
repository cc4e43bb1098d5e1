import type { Attendee, Conference, Schedule } from '#domain/conference/conference.ts';
import { personKey } from '#domain/people.ts';
import { sequenceIn } from '#server/platform/calendar-file.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf, type KnownPerson } from '#server/stores/conferences/attendees.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';
import { contactFor, type Unwritten } from '#server/stores/conferences/letter-contact.ts';
import { mailsOf, type MailKind } from '#server/stores/mail.ts';
import { writeMail } from '#server/stores/write-mail.ts';
import { meetingMail, type MeetingOccasion } from './meeting-mail.ts';

export async function occasionOf(
  visit: Visit,
  stored: StoredConference,
  now: { schedule: Schedule; reviews: Conference['reviews'] },
): Promise<MeetingOccasion> {
  return {
    ...now,
    conferenceId: stored.conference.id,
    contact: await contactFor(visit, stored),
    publicOrigin: visit.shell.publicOrigin,
    at: visit.at,
  };
}

export const knownAttendees = (
  visit: Visit,
  stored: StoredConference,
  attendees: readonly Attendee[],
): Promise<Map<string, KnownPerson>> =>
  peopleAsOf(
    visit,
    attendees.map(({ person }) => person),
    stored.asKnown,
  );

export type Written = { attendee: Attendee; mail: 'written' | Unwritten };

/** Writes one mail to each of these people and leaves the sending to a job of the same transaction. */
export async function writeMeetingMails(
  visit: Visit,
  kind: Exclude<MailKind, 'document'>,
  {
    occasion,
    attendees,
    known,
  }: {
    occasion: MeetingOccasion;
    attendees: readonly Attendee[];
    known: ReadonlyMap<string, KnownPerson>;
  },
): Promise<Written[]> {
  const written: Written[] = [];
  const latest = await latestEntries(visit, occasion.conferenceId);
  for (const attendee of attendees) {
    const person = known.get(personKey(attendee.person));
    if (!person) continue;
    const sequence = (latest.get(personKey(attendee.person)) ?? -1) + 1;
    const answer = meetingMail(kind, occasion, { attendee, known: person, sequence });
    if ('not' in answer) {
      written.push({ attendee, mail: answer.not });
      continue;
    }
    const clientIds = occasion.reviews
      .filter(({ id }) => attendee.invitedTo.includes(id))
      .map(({ clientId }) => clientId);
    await writeMail(visit, answer.mail, { clientIds, timeZone: occasion.schedule.timeZone });
    written.push({ attendee, mail: 'written' });
  }
  return written;
}

/** Each person’s entries are counted by themselves: the number of another one’s change would tell that there was one. */
async function latestEntries(visit: Visit, conferenceId: string): Promise<Map<string, number>> {
  const mails = await mailsOf(visit, conferenceId);
  return new Map(
    mails.flatMap(({ to, calendar }) =>
      calendar === null ? [] : [[personKey(to), sequenceIn(calendar.content)]],
    ),
  );
}
