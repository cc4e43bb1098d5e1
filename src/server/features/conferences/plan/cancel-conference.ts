import type { cancelConference as endpoint } from '#contract/conferences/invite.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { cancelConference as decide } from '#domain/conference/run-conference.ts';
import type { Visit } from '#server/platform/shell.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockConference } from '#server/stores/conferences/conferences.ts';
import { cancelUnsentMails } from '#server/stores/mail.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';
import { requireWhole } from './planning.ts';
import { knownAttendees, occasionOf, writeMeetingMails } from './write-mails.ts';

/** Whoever was invited hears that nobody needs to come; a draft, or what had its time already, is called off without a word. */
export async function cancelConference(input: InputOf<typeof endpoint>, visit: Visit) {
  const stored = await lockConference(visit, input.conferenceId);
  requireWhole(stored);
  const { conference } = stored;
  const { reason } = input;
  const cancelled = orRefuse(decide(conference, { by: visit.actor, at: visit.at, reason }));
  await saveConference(visit, stored, { to: cancelled });
  if (conference.state !== 'scheduled') return { conferenceId: input.conferenceId, told: 0 };

  await cancelUnsentMails(visit, { conferenceId: conference.id }, ['invitation', 'change']);
  if (Temporal.Instant.compare(conference.schedule.endsAt, visit.at) <= 0)
    return { conferenceId: input.conferenceId, told: 0 };
  const { schedule, reviews } = conference;
  const written = await writeMeetingMails(visit, 'cancellation', {
    occasion: await occasionOf(visit, stored, { schedule, reviews }),
    attendees: conference.attendees.filter(({ invitedTo }) => invitedTo.length > 0),
    known: await knownAttendees(visit, stored, conference.attendees),
  });
  const told = written.filter(({ mail }) => mail === 'written').length;
  return { conferenceId: input.conferenceId, told };
}
