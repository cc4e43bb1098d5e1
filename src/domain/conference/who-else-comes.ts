import { isSamePerson, type PersonRef, type SensitivityClass } from '#domain/people.ts';
import type { ClientReview } from './client-review.ts';
import type { Attendee } from './conference.ts';

type Reader = { person: PersonRef; organizationId: string | null };

/** What these people tell somebody by serving the client too; who works at the same place learns nothing by it. */
export const toldByOthers = (
  { person, organizationId }: Reader,
  others: readonly Attendee[],
): SensitivityClass[] => [
  ...new Set(
    others
      .filter(
        (other) =>
          !isSamePerson(other.person, person) &&
          (organizationId === null || other.organizationId !== organizationId),
      )
      .map(({ tells }) => tells)
      .filter((tells) => tells !== 'general'),
  ),
];

/** What talking about this client with the others tells: what being discussed here implies, and who else is asked or has come. */
export const impliedFor = (
  { id, impliedClasses, attendance }: ClientReview,
  reader: Reader,
  attendees: readonly Attendee[],
): SensitivityClass[] => [
  ...new Set([
    ...impliedClasses,
    ...toldByOthers(
      reader,
      attendees.filter(
        ({ person, wantedFor, invitedTo }) =>
          [...wantedFor, ...invitedTo].includes(id) ||
          attendance.some((seen) => seen.state === 'present' && isSamePerson(seen.person, person)),
      ),
    ),
  ]),
];
