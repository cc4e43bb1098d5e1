import { momentOf, type ClosedConference } from '#domain/conference/conference.ts';
import {
  peopleConcerned,
  planDistribution,
  type Parcel,
} from '#domain/conference/plan-distribution.ts';
import { isSamePerson, personKey } from '#domain/people.ts';
import { documentReady } from '#server/platform/documents/letters.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf, type KnownPerson } from '#server/stores/conferences/attendees.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';
import {
  addressOf,
  contactFor,
  type Unwritten,
} from '#server/stores/conferences/letter-contact.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import type { NewMail } from '#server/stores/mail.ts';
import { timeOf } from '#server/features/conferences/plan/meeting-mail.ts';
import { writeMail } from '#server/stores/write-mail.ts';

export type Delivery = { parcel: Parcel; mail: NewMail } | { parcel: Parcel; not: Unwritten };

/** Involved and permitted: a neutral notice for each, or why there is none; the rest is withheld. */
export async function planNotices(
  visit: Visit,
  stored: StoredConference,
  closed: ClosedConference,
) {
  const clientIds = closed.reviews.map(({ clientId }) => clientId);
  const consents = await consentsOf(visit.tx, clientIds);
  const moment = momentOf(visit.at, stored.conference);
  const { parcels, withheld } = planDistribution(closed, moment, consents);
  const known = await peopleAsOf(visit, peopleConcerned(closed), stored.asKnown);
  const contact = await contactFor(visit, stored);
  const deliveries = parcels.flatMap((parcel): Delivery[] => {
    const person = known.get(personKey(parcel.to));
    if (!person) return [];
    const to = addressOf(person);
    if ('not' in to) return [{ parcel, not: to.not }];
    const letter = documentReady({ contact, ...waysTo(parcel, closed, visit.shell.publicOrigin) });
    return [{ parcel, mail: noticeTo(person, closed.id, { ...letter, ...to }) }];
  });
  return { deliveries, withheld, known, consents };
}

/** Staff find it behind the link: their own items, or else the conference. Who has no sign-in calls, and says which meeting. */
function waysTo(parcel: Parcel, closed: ClosedConference, origin: string) {
  if (parcel.kind === 'staff') {
    const hasItems = parcel.reviews.some(({ ownItems }) => ownItems.length > 0);
    return { link: `${origin}${hasItems ? '/actions' : `/conferences/${closed.id}`}` };
  }
  const attendee = closed.attendees.find(({ person }) => isSamePerson(person, parcel.to));
  if (!attendee || closed.schedule.mode === 'email') return {};
  // Of what is theirs, for somebody who was let in at the door was invited to nothing.
  const invitedTo = parcel.reviews.map(({ reviewId }) => reviewId);
  const { startsAt } = timeOf(closed, { ...attendee, invitedTo });
  return { start: startsAt.toZonedDateTimeISO(closed.schedule.timeZone) };
}

const noticeTo = (
  { person, name }: KnownPerson,
  conferenceId: string,
  letter: Pick<NewMail, 'subject' | 'text' | 'address'>,
): NewMail => ({
  ...letter,
  conferenceId,
  kind: 'document',
  to: person,
  toName: name,
  calendar: null,
});

/** Writes the notices, and answers how many there are. */
export async function distribute(
  visit: Visit,
  stored: StoredConference,
  closed: ClosedConference,
): Promise<number> {
  const { deliveries } = await planNotices(visit, stored, closed);
  let written = 0;
  for (const delivery of deliveries) {
    const { parcel } = delivery;
    if ('not' in delivery) continue;
    const theirs = parcel.reviews.map(({ reviewId }) => reviewId);
    const clientIds = closed.reviews
      .filter(({ id }) => theirs.includes(id))
      .map(({ clientId }) => clientId);
    await writeMail(visit, delivery.mail, { clientIds, timeZone: stored.timeZone });
    written += 1;
  }
  return written;
}
