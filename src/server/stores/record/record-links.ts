import type { Visit } from '#server/platform/shell.ts';
import { contactLinksOf, type LinkedContact } from '#server/stores/contacts/contact-links.ts';

/** What belongs together of these conferences and contacts, from either end. */
export const linksOfRecord = async (
  here: Pick<Visit, 'tx' | 'agencyId'>,
  { conferences, contacts }: { conferences: readonly string[]; contacts: readonly string[] },
): Promise<LinkedContact[]> => [
  ...(await contactLinksOf(here, { reviewIds: conferences })),
  ...(await contactLinksOf(here, { contactIds: contacts })),
];

/** A link may have been read from either of its ends: each is told once. */
const onceEach = (links: readonly LinkedContact[]) => [
  ...new Map(links.map((link) => [`${link.reviewId} ${link.contactId}`, link])).values(),
];

/** The days of the contacts on either side of a conference. */
export function contactsAround(reviewId: string, links: readonly LinkedContact[]) {
  const own = onceEach(links.filter((link) => link.reviewId === reviewId));
  const daysOf = (side: LinkedContact['relation']) =>
    own.filter(({ relation }) => relation === side).map(({ contactOn }) => contactOn);
  return { 'led-to': daysOf('led-to'), 'came-of': daysOf('came-of') };
}

/** The conferences that a contact stands beside. */
export const conferencesAround = (contactId: string, links: readonly LinkedContact[]) =>
  onceEach(links.filter((link) => link.contactId === contactId)).map(
    ({ conferenceId, number, relation, heldOn }) => ({ conferenceId, number, relation, heldOn }),
  );
