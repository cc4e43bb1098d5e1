import { personKey } from '#domain/people.ts';
import { agencyItself, type LetterContact } from '#server/platform/documents/letters.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf, type KnownPerson } from './attendees.ts';
import type { StoredConference } from './conferences.ts';

/** Whom a letter names for questions: the member of staff who plans or leads, at the agency's number. */
export async function contactFor(visit: Visit, stored: StoredConference): Promise<LetterContact> {
  const agency = await findAgency(visit.tx, visit.agencyId);
  const id = stored.conference.roles.facilitator ?? stored.plannedBy;
  const person = { kind: 'staff', id } as const;
  const known = (await peopleAsOf(visit, [person], stored.asKnown)).get(personKey(person));
  return {
    ...agencyItself(agency),
    name: known?.name ?? null,
  };
}

export type Unwritten = 'no-email' | 'may-not-email' | 'has-died';

export const addressOf = ({
  email,
  mayEmail,
  diedOn,
}: KnownPerson): { address: string } | { not: Unwritten } => {
  if (diedOn !== null) return { not: 'has-died' };
  if (!mayEmail) return { not: 'may-not-email' };
  return email === '' ? { not: 'no-email' } : { address: email };
};
