import { waysForward } from '#contract/conferences/invite.ts';
import type { WithheldInvitation } from '#domain/conference/invite.ts';
import { withheldInWords } from '#domain/conference/conference-words.ts';
import type { Attendee } from '#domain/conference/conference.ts';
import { isSamePerson, type ClientId } from '#domain/people.ts';
import type { ReviewClient } from '#server/stores/client-reviews.ts';
import type { WordOf } from './client-words.ts';

/** Who was left out and why, for the planner alone, with three ways forward. */
export const showWithheld = (
  withheld: readonly WithheldInvitation[],
  attendees: readonly Attendee[],
  { clients, wordOf }: { clients: ReadonlyMap<ClientId, ReviewClient>; wordOf: WordOf },
) =>
  withheld.map(({ person, reviewId, clientId, because }) => {
    const attendee = attendees.find((other) => isSamePerson(other.person, person));
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
      inWords: withheldInWords(because, wordOf(reviewId)),
      ways: [...waysForward],
    };
  });
