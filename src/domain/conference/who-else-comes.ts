import type { Consent } from '#domain/consent/consent.ts';
import {
  isSamePerson,
  type ClientId,
  type PersonRef,
  type SensitivityClass,
} from '#domain/people.ts';
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
          // Of ours, whoever is asked for nobody in particular keeps time or takes notes for all of them.
          (person.kind === 'staff' && wantedFor.length + invitedTo.length === 0) ||
          attendance.some((seen) => seen.state === 'present' && isSamePerson(seen.person, person)),
      ),
    ),
  ]),
];

/** Whether who else comes tells this reader's asker more than they may know: then they are not told what the papers say of it. */
export const isUntold = (
  { impliedClasses }: Pick<ClientReview, 'impliedClasses'>,
  implied: readonly SensitivityClass[],
  known: readonly SensitivityClass[],
) => implied.some((each) => !impliedClasses.includes(each) && !known.includes(each));

/**
 * Papers as somebody asks by them who knows of these kinds of information alone. A colleague who tells another kind can be named for any
 * client, so whether somebody outside could come beside them would say what the client signed. What being discussed here implies stays.
 */
export const papersAsAsked = (
  consents: readonly Consent[],
  reviews: readonly ClientReview[],
  readable: ReadonlyMap<ClientId, readonly SensitivityClass[]>,
): Consent[] =>
  consents.map((consent) => {
    const implied = reviews
      .filter(({ clientId }) => clientId === consent.clientId)
      .flatMap(({ impliedClasses }) => impliedClasses);
    const known = new Set(['general', ...implied, ...(readable.get(consent.clientId) ?? [])]);
    return { ...consent, classes: consent.classes.filter((each) => known.has(each)) };
  });
