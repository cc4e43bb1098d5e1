import type { ClientReview } from '#domain/conference/client-review.ts';
import { conferencePurpose } from '#domain/conference/conference.ts';
import { impliedFor, papersAsAsked } from '#domain/conference/who-else-comes.ts';
import { mayDisclose, type Grant } from '#domain/consent/may-disclose.ts';
import { isSamePerson } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { readableClassesOf } from '#server/stores/case-classes.ts';
import { clientsOf } from '#server/stores/clients/clients.ts';
import { seenToTell, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { confirmGrants } from '#server/stores/consents/consent-gate.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { isForGuest, type StoredMail } from '#server/stores/mail.ts';

export type Permission =
  | { allowed: true; grants: Grant[] }
  | { allowed: false; because: 'consent-no-longer-allows' | 'recipient-has-died' };

const noConsent: Permission = { allowed: false, because: 'consent-no-longer-allows' };

/** Consent is asked again at the last moment: what was allowed when it was written may not be any more. */
export async function mayBeWrittenTo(visit: Visit, mail: StoredMail): Promise<Permission> {
  const { to } = mail;
  if (to.kind === 'client' && (await hasDied(visit, to.id)))
    return { allowed: false, because: 'recipient-has-died' };
  // Staff learn nothing here, and somebody who was invited must hear that they need not come.
  if (to.kind === 'staff' || mail.conferenceId === null || mail.kind === 'cancellation')
    return { allowed: true, grants: [] };
  const stored = await seenToTell(visit, mail.conferenceId);
  if (stored === null) return noConsent;
  const reviews = reviewsBehind(mail, stored);
  const attendee = stored.conference.attendees.find(({ person }) => isSamePerson(person, to));
  const recipient = { person: to, organizationId: attendee?.organizationId ?? null };
  const clientIds = reviews.map(({ clientId }) => clientId);
  const consents = await consentsOf(visit.tx, clientIds);
  // Whom somebody asked for beside a colleague who tells something, they read here: what became of it must not say what was signed.
  // Once it has begun, a colleague may have been let in by somebody who knows less than the writer, and reads here too what became of it.
  const hasBegun = stored.conference.state !== 'scheduled';
  const readable = hasBegun ? new Map() : await readableClassesOf(visit, clientIds);
  const asAsked = papersAsAsked(consents, reviews, readable);
  const now = { at: visit.at, on: visit.today };
  const minted = reviews.flatMap((review) => {
    const { clientId: client, impliedClasses } = review;
    const about = { client, recipient, purpose: conferencePurpose, ...now };
    const answer = mayDisclose({ ...about, classes: impliedClasses }, consents);
    const inTheRoom = impliedFor(review, recipient, stored.conference.attendees);
    const mayCome = mayDisclose({ ...about, classes: inTheRoom }, asAsked).allowed;
    return answer.allowed && (mayCome || isOfWhatCame(mail, stored)) ? [answer.value] : [];
  });
  const grants = await confirmGrants(visit.tx, minted, now);
  return grants.length > 0 ? { allowed: true, grants } : noConsent;
}

async function hasDied({ tx, agencyId }: Visit, clientId: string) {
  const [client] = await clientsOf(tx, agencyId, [clientId]);
  return client !== undefined && client.deceasedOn !== null;
}

/** After the close a guest opens what became of it, as whoever was sent the notice does. */
const isOfWhatCame = ({ kind }: StoredMail, { conference }: StoredConference) =>
  kind === 'document' || (isForGuest(kind) && conference.state === 'closed');

/** The clients whom this mail has to do with: those they were invited to, or were there for or do something for. */
export function reviewsBehind(mail: StoredMail, stored: StoredConference): ClientReview[] {
  const { to, kind } = mail;
  const reviews: readonly ClientReview[] = stored.conference.reviews;
  const attendee = stored.conference.attendees.find(({ person }) => isSamePerson(person, to));
  const invited = reviews.filter(({ id }) => attendee?.invitedTo.includes(id));
  if (!isOfWhatCame(mail, stored)) return invited;
  const concerned = reviews.filter(
    ({ attendance, actionItems }) =>
      attendance.some((seen) => seen.state === 'present' && isSamePerson(seen.person, to)) ||
      actionItems.some((item) => isSamePerson(item.owner, to)),
  );
  return kind === 'document' ? concerned : [...new Set([...concerned, ...invited])];
}
