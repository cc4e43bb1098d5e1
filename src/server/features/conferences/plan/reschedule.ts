import type { reschedule as endpoint } from '#contract/conferences/invite.ts';
import type { InputOf } from '#contract/endpoint.ts';
import {
  momentOf,
  type Attendee,
  type ScheduledConference,
} from '#domain/conference/conference.ts';
import { invite, type Invited } from '#domain/conference/invite.ts';
import { isSamePerson } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockVersion, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { cancelUnsentMails } from '#server/stores/mail.ts';
import { readSchedule } from '#server/features/conferences/meeting-time.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';
import { requireWhole } from './planning.ts';
import { showWithheld } from './withheld.ts';
import { knownAttendees, occasionOf, writeMeetingMails } from './write-mails.ts';
import { papersToAskBy } from './papers-to-ask-by.ts';

/** Moves the meeting: everybody is asked again, and whom consent does not cover on the new date hears that it is off. */
export async function reschedule(input: InputOf<typeof endpoint>, visit: Visit) {
  const stored = await lockVersion(visit, input);
  const { conference } = stored;
  if (conference.state !== 'scheduled') throw new Refused('conference-not-scheduled');
  requireWhole(stored);
  const { schedule, ...planned } = readSchedule(input.schedule);
  const consents = await papersToAskBy(visit, conference.reviews);
  const { invitedAt: _invitedAt, ...plan } = conference;
  const now = momentOf(visit.at, conference);
  const again = orRefuse(
    invite({ ...plan, schedule, state: 'draft', attendees: askedAnew(conference) }, now, consents),
  );
  const moved = { ...again.conference, invitedAt: conference.invitedAt };
  await saveConference(visit, stored, { to: moved, beside: planned });
  const told = await tellEverybody(visit, stored, { conference, again });
  return {
    conferenceId: input.conferenceId,
    told,
    withheld: await showWithheld(visit, stored, { ...again, now, consents }),
  };
}

const askedAnew = ({ attendees }: ScheduledConference): Attendee[] =>
  attendees.map((attendee) => ({ ...attendee, reply: 'waiting' }));

type Move = { conference: ScheduledConference; again: Invited };

async function tellEverybody(
  visit: Visit,
  stored: StoredConference,
  { conference, again }: Move,
): Promise<number> {
  await cancelUnsentMails(visit, { conferenceId: conference.id }, ['invitation', 'change']);
  const { reviews } = conference;
  const known = await knownAttendees(visit, stored, conference.attendees);
  const wasInvited = ({ person }: Attendee) =>
    conference.attendees.some((a) => isSamePerson(a.person, person) && a.invitedTo.length > 0);
  const isInvited = ({ person }: Attendee) =>
    again.invitations.some(({ attendee }) => isSamePerson(attendee.person, person));
  const now = { schedule: again.conference.schedule, reviews };
  const occasion = await occasionOf(visit, stored, now);
  const invited = again.invitations.map(({ attendee }) => attendee);
  const dropped = conference.attendees.filter((a) => wasInvited(a) && !isInvited(a));
  const written = [
    ...(await writeMeetingMails(visit, 'change', {
      occasion,
      attendees: invited.filter(wasInvited),
      known,
    })),
    ...(await writeMeetingMails(visit, 'invitation', {
      occasion,
      attendees: invited.filter((attendee) => !wasInvited(attendee)),
      known,
    })),
    ...(await writeMeetingMails(visit, 'cancellation', {
      occasion: { ...occasion, schedule: conference.schedule },
      attendees: dropped,
      known,
    })),
  ];
  return written.filter(({ mail }) => mail === 'written').length;
}
