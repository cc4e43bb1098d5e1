import { isSamePerson } from '#domain/people.ts';
import type { PeopleDraft } from './plan-drafts.ts';
import type { Pair } from '#web/features/conferences/plan-words.ts';

/** What the planner decides about a pair that consent does not cover. */
export type Way = 'ask' | 'without' | 'staff-only';

/** The plan after one decision; `ask` leaves it as it is, and the invitation waits. */
export function decided(draft: PeopleDraft, { attendee, review }: Pair, way: Way): PeopleDraft {
  if (way === 'ask') return draft;
  const isMeant = (person: PeopleDraft['attendees'][number]['person']) =>
    way === 'without'
      ? isSamePerson(person, attendee.person)
      : person.kind === 'provider' || person.kind === 'support';
  const attendees = draft.attendees
    .map((person) =>
      isMeant(person.person)
        ? { ...person, reviewIds: person.reviewIds.filter((id) => id !== review.reviewId) }
        : person,
    )
    .filter(({ person, reviewIds }) => person.kind === 'staff' || reviewIds.length > 0);
  return { ...draft, attendees };
}

/** The plan after all that was decided; the same plan where that changes nothing. */
export function allDecided(
  draft: PeopleDraft,
  pairs: readonly Pair[],
  wayOf: (pair: Pair) => Way,
): PeopleDraft {
  const next = pairs.reduce((now, pair) => decided(now, pair, wayOf(pair)), draft);
  return JSON.stringify(next) === JSON.stringify(draft) ? draft : next;
}
