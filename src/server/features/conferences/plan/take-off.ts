import type { takeOff as endpoint } from '#contract/conferences/invite.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { takeOff as decide } from '#domain/conference/invite-late.ts';
import { personKey } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { takeAttendeeOff } from '#server/stores/conferences/conferences-people.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockVersion } from '#server/stores/conferences/conferences.ts';
import { cancelUnsentMails } from '#server/stores/mail.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';
import { requireWhole } from './planning.ts';
import { knownAttendees, occasionOf, writeMeetingMails } from './write-mails.ts';

/** Who was invited hears that they need not come, without a reason; nobody else is told. */
export async function takeOff(input: InputOf<typeof endpoint>, visit: Visit) {
  const { conferenceId, person } = input;
  const stored = await lockVersion(visit, input);
  const { conference } = stored;
  if (conference.state !== 'scheduled') throw new Refused('conference-not-scheduled');
  requireWhole(stored);
  const { conference: without, attendee } = orRefuse(decide(conference, { person }));
  const known = await knownAttendees(visit, stored, [attendee]);
  await takeAttendeeOff(visit, stored.attendeeIds.get(personKey(person)) ?? '');
  await saveConference(visit, stored, { to: without });
  if (attendee.invitedTo.length === 0) return { conferenceId, mail: 'not-invited' as const };

  await cancelUnsentMails(visit, { conferenceId, to: person }, ['invitation', 'change']);
  const { schedule, reviews } = conference;
  const [written] = await writeMeetingMails(visit, 'cancellation', {
    occasion: await occasionOf(visit, stored, { schedule, reviews }),
    attendees: [attendee],
    known,
  });
  return { conferenceId, mail: written?.mail ?? ('no-email' as const) };
}
