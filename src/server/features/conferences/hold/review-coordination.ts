import type * as contract from '#contract/conferences/coordination.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { attemptInWords } from '#domain/attempts/attempt-words.ts';
import { contactActivities, contactChannels } from '#domain/record/contact-activities.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { attemptsOf } from '#server/stores/contacts/attempts.ts';
import { findConference } from '#server/stores/conferences/conferences.ts';
import { findContact } from '#server/stores/contacts/contacts-read.ts';
import { namesFor } from '#server/stores/record/record-names.ts';
import { withWhomAsked } from '#server/stores/record/who-serves.ts';
import { contactLinksOf } from '#server/stores/contacts/contact-links.ts';
import {
  contactsInBrief,
  heldBefore,
  linkContact as link,
  unlinkContact as unlink,
} from '#server/stores/conferences/review-contacts.ts';
import { reviewIn } from './change-conference.ts';

/** Where there was no conference before, contacts of this long a time are shown. */
const firstLookBack = { months: 3 };

/** Coordination is a part of the conference, and is never counted as one (REQ-008, REQ-129). */
export async function readReviewCoordination(
  { conferenceId, reviewId }: InputOf<typeof contract.readReviewCoordination>,
  visit: Visit,
): Promise<ReplyOf<typeof contract.readReviewCoordination>> {
  const stored = await findConference(visit, conferenceId);
  const { clientId, enrollmentId } = reviewIn(stored, reviewId);
  visit.touch(clientId);
  const today = visit.at.toZonedDateTimeISO(stored.timeZone).toPlainDate();
  const before = await heldBefore(visit, { reviewId, clientId });
  const since = before ?? today.subtract(firstLookBack);
  const links = await contactLinksOf(visit, { reviewIds: [reviewId] });
  const relations = new Map(links.map(({ contactId, relation }) => [contactId, relation]));
  const contacts = await contactsInBrief(visit, { clientId, since, also: [...relations.keys()] });
  const attempts = (await withWhomAsked(visit, await attemptsOf(visit, clientId))).filter(
    (each) => each.enrollmentId === enrollmentId && Temporal.PlainDate.compare(each.on, since) >= 0,
  );
  const people = [
    ...contacts.flatMap(({ person }) => person ?? []),
    ...attempts.map(({ to }) => to),
  ];
  const of = (kind: string) => people.flatMap((each) => (each.kind === kind ? [each.id] : []));
  const names = await namesFor(visit, {
    staff: of('staff'),
    providers: of('provider'),
    supports: of('support'),
    clients: of('client'),
    organizations: contacts.map(({ organizationId }) => organizationId),
  });
  return {
    since: since.toString(),
    contacts: contacts.map(({ contactId, on, activity, channel, person, organizationId }) => {
      const where = organizationId === null ? [] : [names.organization(organizationId)];
      const who = person === null ? [] : [names.person(person, on)];
      return {
        contactId,
        on: on.toString(),
        inWords: `${[...where, ...who].join(', ')} ${contactChannels[channel]}`,
        forInWords: contactActivities[activity],
        relation: relations.get(contactId) ?? null,
      };
    }),
    attempts: attempts.map(({ attemptId, on, to, channel, outcome }) => ({
      attemptId,
      on: on.toString(),
      inWords: attemptInWords({ to: names.person(to, on), channel, outcome }),
    })),
  };
}

export async function linkContact(
  { conferenceId, reviewId, contactId, isLinked }: InputOf<typeof contract.linkContact>,
  visit: Visit,
): Promise<ReplyOf<typeof contract.linkContact>> {
  const { clientId } = reviewIn(await findConference(visit, conferenceId), reviewId);
  const contact = await findContact(visit, contactId);
  if (contact.clientId !== clientId) throw new Refused('not-found');
  visit.touch(clientId, reviewId, contactId);
  if (!isLinked) await unlink(visit, { reviewId, contactId });
  else if (!(await link(visit, { reviewId, contactId, clientId, class: contact.class })))
    throw new Refused('linked-already');
  return { contactId };
}
