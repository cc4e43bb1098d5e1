import type { ReviewPlan } from '#domain/conference/client-review.ts';
import type { Attendee, Schedule } from '#domain/conference/conference.ts';
import { itemTimes } from '#domain/conference/item-times.ts';
import { calendarInvitation } from '#server/platform/calendar-file.ts';
import {
  meetingCancelled,
  meetingChanged,
  meetingInvitation,
  type LetterContact,
} from '#server/platform/documents/letters.ts';
import type { KnownPerson } from '#server/stores/conferences/attendees.ts';
import { addressOf, type Unwritten } from '#server/stores/conferences/letter-contact.ts';
import type { MailKind, NewMail } from '#server/stores/mail.ts';
import { minutesOf } from '#server/features/conferences/meeting-time.ts';

/** The meeting as every mail about it needs it. */
export type MeetingOccasion = {
  conferenceId: string;
  schedule: Schedule;
  reviews: readonly ReviewPlan[];
  contact: LetterContact;
  publicOrigin: string;
  at: Temporal.Instant;
};

export type MeetingMail = { mail: NewMail } | { not: Unwritten };

/** When this person has to be there: an outside person is told their own time, which tells of nobody else. */
export function timeOf(
  { schedule, reviews }: Pick<MeetingOccasion, 'schedule' | 'reviews'>,
  { person, invitedTo }: Attendee,
) {
  if (person.kind === 'staff') return schedule;
  const theirs = itemTimes(reviews, schedule).filter(({ review }) => invitedTo.includes(review.id));
  const [first, last] = [theirs.at(0), theirs.at(-1)];
  if (!first || !last) throw new Error('Whoever is written to is asked to a part of it');
  return { startsAt: first.startsAt, endsAt: last.endsAt };
}

/** One neutral letter with its calendar entry, or why this person is not written to. */
export function meetingMail(
  kind: Exclude<MailKind, 'document'>,
  occasion: MeetingOccasion,
  { attendee, known, sequence }: { attendee: Attendee; known: KnownPerson; sequence: number },
): MeetingMail {
  const to = addressOf(known);
  if ('not' in to) return to;
  const { conferenceId, contact, publicOrigin, schedule } = occasion;
  const time = timeOf(occasion, attendee);
  const start = time.startsAt.toZonedDateTimeISO(schedule.timeZone);
  const minutes = Math.max(1, minutesOf(time));
  const isStaff = attendee.person.kind === 'staff';
  const link = `${publicOrigin}/conferences/${conferenceId}`;
  const facts = { contact, start, minutes, ...(isStaff ? { link } : {}) };
  const { hostname } = new URL(publicOrigin);
  const method = kind === 'cancellation' ? 'CANCEL' : 'REQUEST';
  const content = calendarInvitation({
    uid: `${conferenceId}@${hostname}`,
    sequence,
    method,
    start,
    minutes,
    writtenAt: occasion.at,
    organizer: { name: contact.agencyNeutralName, address: `meetings@${hostname}` },
    attendee: to,
    ...(isStaff ? { joinUrl: link } : {}),
  });
  const mail: NewMail = {
    conferenceId,
    kind,
    to: attendee.person,
    toName: attendee.name,
    address: to.address,
    ...letterOf(kind, facts),
    calendar: { method, content },
  };
  return { mail };
}

function letterOf(
  kind: Exclude<MailKind, 'document'>,
  facts: Parameters<typeof meetingInvitation>[0],
) {
  if (kind === 'cancellation') return meetingCancelled(facts);
  return kind === 'change' ? meetingChanged(facts) : meetingInvitation(facts);
}
