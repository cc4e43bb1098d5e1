import type { ClosedConference, Mode } from '#domain/conference/conference.ts';
import {
  peopleConcerned,
  planDistribution,
  type Parcel,
} from '#domain/conference/plan-distribution.ts';
import { isSamePerson, personKey } from '#domain/people.ts';
import { documentReady } from '#server/platform/documents/letters.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf, type KnownPerson } from '#server/stores/attendees.ts';
import type { StoredConference } from '#server/stores/conferences.ts';
import { consentsOf } from '#server/stores/consents.ts';
import { recordDisclosure, type DisclosureOccasion } from '#server/stores/disclosures.ts';
import type { NewMail } from '#server/stores/mail.ts';
import { addressOf, type Unwritten } from './meeting-mail.ts';
import { momentIn } from './meeting-time.ts';
import { contactFor, writeMail } from './write-mails.ts';

export type Delivery = { parcel: Parcel; mail: NewMail } | { parcel: Parcel; not: Unwritten };

/** Involved and permitted: a neutral notice for each, or why there is none; the rest is withheld. */
export async function planNotices(
  visit: Visit,
  stored: StoredConference,
  closed: ClosedConference,
) {
  const clientIds = closed.reviews.map(({ clientId }) => clientId);
  const consents = await consentsOf(visit.tx, clientIds);
  const moment = momentIn(visit.at, stored.timeZone);
  const { parcels, withheld } = planDistribution(closed, moment, consents);
  const known = await peopleAsOf(visit, peopleConcerned(closed), stored.asKnown);
  const contact = await contactFor(visit, stored);
  const deliveries = parcels.flatMap((parcel): Delivery[] => {
    const person = known.get(personKey(parcel.to));
    if (!person) return [];
    const to = addressOf(person);
    if ('not' in to) return [{ parcel, not: to.not }];
    const link = `${visit.shell.publicOrigin}/actions`;
    const letter = documentReady({ contact, ...(parcel.kind === 'staff' ? { link } : {}) });
    return [{ parcel, mail: noticeTo(person, closed.id, { ...letter, ...to }) }];
  });
  return { deliveries, withheld, known };
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

const channelOf: Record<Mode, DisclosureOccasion['channel']> = {
  in_person: 'in_person',
  telephone: 'telephone',
  video: 'video',
  email: 'email',
};

/** Writes the notices, and what outside people who were there heard; answers how many notices there are. */
export async function distribute(
  visit: Visit,
  stored: StoredConference,
  closed: ClosedConference,
): Promise<number> {
  const { deliveries } = await planNotices(visit, stored, closed);
  const occasion = {
    channel: channelOf[closed.schedule.mode],
    description: 'Took part in a case conference',
  };
  let written = 0;
  for (const delivery of deliveries) {
    const { parcel } = delivery;
    if (parcel.kind === 'outside' && parcel.to.kind !== 'client')
      await recordDisclosure(visit, grantsOfPresent(parcel, closed), occasion);
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

function grantsOfPresent(
  { to, reviews }: Extract<Parcel, { kind: 'outside' }>,
  closed: ClosedConference,
) {
  const wasThere = (reviewId: string) =>
    closed.reviews.some(
      ({ id, attendance }) =>
        id === reviewId &&
        attendance.some((seen) => seen.state === 'present' && isSamePerson(seen.person, to)),
    );
  return reviews.filter(({ reviewId }) => wasThere(reviewId)).map(({ grant }) => grant);
}
