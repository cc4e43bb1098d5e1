import { waysForward } from '#contract/conferences/invite.ts';
import { untoldInWords, withheldInWords } from '#domain/conference/conference-words.ts';
import {
  momentOf,
  conferencePurpose,
  type ScheduledConference,
} from '#domain/conference/conference.ts';
import { mayInvite, type WithheldInvitation } from '#domain/conference/invite.ts';
import { impliedFor, isUntold } from '#domain/conference/who-else-comes.ts';
import type { Consent, Moment } from '#domain/consent/consent.ts';
import { refusalAsTold } from '#domain/consent/may-disclose.ts';
import { isSamePerson } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { readableClassesOf } from '#server/stores/case-classes.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';
import { clientWordsIn } from '#server/features/conferences/client-words.ts';

type Asked = {
  conference: ScheduledConference;
  withheld: readonly WithheldInvitation[];
  now: Moment;
  consents: readonly Consent[];
};

/** Who was left out and why, for the planner alone, with three ways forward. Of a paper that they may not know of nothing is said. */
export async function showWithheld(
  visit: Visit,
  stored: StoredConference,
  { conference, withheld, now, consents }: Asked,
) {
  const { attendees, reviews, schedule } = conference;
  const held = momentOf(schedule.startsAt, conference);
  const clientIds = reviews.map(({ clientId }) => clientId);
  const clients = await reviewClients(visit, clientIds);
  const readable = await readableClassesOf(visit, clientIds);
  const wordOf = await clientWordsIn(visit, stored);
  return withheld.map(({ person, reviewId, clientId }) => {
    const attendee = attendees.find((other) => isSamePerson(other.person, person));
    const recipient = { person, organizationId: attendee?.organizationId ?? null };
    const review = reviews.find(({ id }) => id === reviewId);
    const implied = review ? impliedFor(review, recipient, attendees) : [];
    const known = readable.get(clientId) ?? ['general'];
    const because = refusalAsTold(known, { classes: implied, consents }, (classes, papers) =>
      mayInvite({ client: clientId, recipient, classes, purpose: conferencePurpose }, classes, {
        now,
        held,
        consents: papers,
      }),
    );
    const isOpen =
      because === 'class-not-covered' && review !== undefined && isUntold(review, implied, known);
    return {
      person: {
        person,
        name: attendee?.name ?? '',
        title: attendee?.title ?? null,
        agency: attendee?.agency ?? null,
      },
      reviewId,
      clientName: clients.get(clientId)?.name ?? '',
      because,
      inWords: isOpen
        ? untoldInWords(wordOf(reviewId))
        : withheldInWords(because, wordOf(reviewId)),
      ways: [...waysForward],
    };
  });
}
