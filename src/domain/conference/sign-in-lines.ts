import { isSamePerson } from '#domain/people.ts';
import type { ClientReview, ReviewId } from './client-review.ts';
import type { Attendee, Conference } from './conference.ts';

/** A line of a sheet that lies on the table: a name to sign beside, or an empty one to write oneself in. */
export type SignInLine = { name: string; title: string };

const spare = 3;
const empty: SignInLine = { name: '', title: '' };

/**
 * Who signs in. Everybody in the room reads the sheet, so it names no client and no family, and of people from outside
 * neither position nor organization: those would tell of the client whom they serve. They find empty lines.
 */
export function signInLines(attendees: readonly Attendee[]): SignInLine[] {
  const lines = attendees.flatMap(({ person, name, title }): SignInLine[] => {
    if (person.kind === 'staff') return [{ name, title: title ?? '' }];
    return person.kind === 'provider' ? [{ name, title: '' }] : [];
  });
  const unnamed = attendees.length - lines.length;
  return [
    ...lines.toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
    ...Array.from({ length: unnamed + spare }, () => empty),
  ];
}

/**
 * Who is there for one client: a sheet is handed round during one item, and who comes for another would tell whom that is about (EP-06).
 * Whoever holds a role is there for all; of a plan, those who are wanted; once it was sent, those who were asked, and whoever came.
 */
export function thereFor(
  { state, roles, reviews }: Pick<Conference, 'state' | 'roles' | 'reviews'>,
  attendees: readonly Attendee[],
  reviewId: ReviewId,
): Attendee[] {
  const holders: readonly (string | null)[] = Object.values(roles);
  const all: readonly ClientReview[] = reviews;
  const seen = all.find(({ id }) => id === reviewId)?.attendance ?? [];
  return attendees.filter(({ person, wantedFor, invitedTo }) => {
    if (person.kind === 'staff' && holders.includes(person.id)) return true;
    if (state === 'draft') return wantedFor.includes(reviewId);
    const came = seen.some((each) => each.state === 'present' && isSamePerson(each.person, person));
    return came || invitedTo.includes(reviewId);
  });
}
