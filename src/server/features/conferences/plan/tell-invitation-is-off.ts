import { jobs, type Payload } from '#contract/jobs.ts';
import type { ClientReview } from '#domain/conference/client-review.ts';
import type { Schedule } from '#domain/conference/conference.ts';
import { isSamePerson, personKey } from '#domain/people.ts';
import { startIn } from '#server/platform/calendar-file.ts';
import { job } from '#server/platform/jobs.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { findConference, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { isForGuest, mailsOf, type StoredMail } from '#server/stores/mail.ts';
import { knownAttendees, occasionOf, writeMeetingMails } from './write-mails.ts';

type Asked = Payload<'tell-invitation-is-off'>;

/** Who was told of a meeting hears that it is off for them: no reason, and not a word to anybody else. */
async function tellInvitationIsOff(asked: Asked, { step }: Passage) {
  await step((visit) => writeIt(asked, visit));
}

async function writeIt({ conferenceId, attendeeId, reviewId }: Asked, visit: Visit) {
  const stored = await findConference(visit, conferenceId).catch((error: unknown) => {
    if (error instanceof Refused) return null;
    throw error;
  });
  const { conference } = stored ?? {};
  if (!stored || !conference || !('attendees' in conference) || conference.schedule === null)
    return;
  const attendee = conference.attendees.find(
    ({ person }) => stored.attendeeIds.get(personKey(person)) === attendeeId,
  );
  if (!attendee || attendee.invitedTo.length > 0) return;
  const mails = await mailsOf(visit, conferenceId);
  const told = mails.findLast(
    ({ to, kind, state }) =>
      isSamePerson(to, attendee.person) &&
      kind !== 'cancellation' &&
      !isForGuest(kind) &&
      ['sending', 'sent', 'unknown'].includes(state),
  );
  if (!told) return;
  const { schedule, reviews } = asTold(stored, conference.schedule, { told, reviewId });
  await writeMeetingMails(visit, 'cancellation', {
    occasion: await occasionOf(visit, stored, { schedule, reviews }),
    attendees: [{ ...attendee, invitedTo: [reviewId] }],
    known: await knownAttendees(visit, stored, [attendee]),
  });
}

type Told = { told: StoredMail; reviewId: string };

/** Of a meeting that is seen in part the time of one part cannot be reckoned: it is off at the time that they were told. */
function asTold({ conference, isWhole }: StoredConference, schedule: Schedule, asked: Told) {
  const reviews: readonly ClientReview[] = conference.reviews;
  const startsAt = startIn(asked.told.calendar?.content ?? '');
  if (isWhole || startsAt === null) return { schedule, reviews };
  const theirs = reviews.filter(({ id }) => id === asked.reviewId);
  return { schedule: { ...schedule, startsAt }, reviews: theirs };
}

export const tellInvitationIsOffJob = job(
  jobs['tell-invitation-is-off'],
  { needs: 'consent:write', purpose: 'care-coordination' },
  tellInvitationIsOff,
);
