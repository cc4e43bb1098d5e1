import type { Consent, Moment } from '#domain/consent/consent.ts';
import { disclosableClasses, mayDisclose, type Grant } from '#domain/consent/may-disclose.ts';
import {
  isSamePerson,
  type ClientId,
  type PersonRef,
  type SensitivityClass,
} from '#domain/people.ts';
import type { Reason, ReviewId, WaitingReview } from './client-review.ts';
import { conferencePurpose, roles, type Attendee, type ScheduledConference } from './conference.ts';
import { itemTimes } from './item-times.ts';

/** One client on one person's agenda: a time, and no number that would tell of others. */
export type AgendaSlot = {
  reviewId: ReviewId;
  clientId: ClientId;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  reasons: Reason[];
};

/** What one person may read in advance. An outside person's agenda carries a grant per client. */
export type Agenda = { person: PersonRef; slots: AgendaSlot[]; grants: Grant[] };

export type AgendaReading = {
  moment: Moment;
  consents: readonly Consent[];
  /** For staff: the classes they may read of each client; general alone where nothing is said. */
  staffClasses: ReadonlyMap<ClientId, readonly SensitivityClass[]>;
};

/**
 * The agenda as this person may see it: their own slots only. A client they may not know of leaves
 * no trace, so the times of the meeting as a whole are not told either.
 */
export function agendaFor(
  conference: ScheduledConference,
  person: PersonRef,
  reading: AgendaReading,
): Agenda {
  const attendee = conference.attendees.find((other) => isSamePerson(other.person, person));
  if (!attendee) return { person, slots: [], grants: [] };

  const seesAll = roles.some(
    (role) => person.kind === 'staff' && conference.roles[role] === person.id,
  );
  const slots: AgendaSlot[] = [];
  const grants: Grant[] = [];
  for (const { review, startsAt, endsAt } of itemTimes(conference.reviews, conference.schedule)) {
    if (!seesAll && !attendee.invitedTo.includes(review.id)) continue;
    const readable = readableClasses(review, attendee, reading);
    if (readable === null) continue;
    if (readable.grant) grants.push(readable.grant);
    const reasons = review.reasons.filter((reason) => readable.classes.includes(reason.class));
    slots.push({ reviewId: review.id, clientId: review.clientId, startsAt, endsAt, reasons });
  }
  return { person, slots, grants };
}

type Readable = { classes: readonly SensitivityClass[]; grant: Grant | null };

function readableClasses(
  { clientId: client, impliedClasses, reasons }: WaitingReview,
  { person, organizationId }: Attendee,
  { moment, consents, staffClasses }: AgendaReading,
): Readable | null {
  if (person.kind === 'staff') {
    return { classes: staffClasses.get(client) ?? ['general'], grant: null };
  }
  const recipient = { person, organizationId };
  const question = { client, recipient, purpose: conferencePurpose, ...moment };
  if (!mayDisclose({ ...question, classes: impliedClasses }, consents).allowed) return null;
  const wanted = reasons.map((reason) => reason.class);
  const beyond = disclosableClasses({ ...question, classes: wanted }, consents);
  const classes = [...new Set([...impliedClasses, ...beyond])];
  const answer = mayDisclose({ ...question, classes }, consents);
  return answer.allowed ? { classes, grant: answer.value } : null;
}
