import type { Conference, DraftConference } from '#domain/conference/conference.ts';
import type { ClientId } from '#domain/people.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { KnownPerson } from '#server/stores/conferences/attendees.ts';
import { accessMissing } from '#server/stores/care-teams.ts';
import { lockVersion, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { accessMissingAsTold } from '#server/stores/audit/known-access.ts';

export type StoredDraft = StoredConference & { conference: DraftConference };

/** The draft as the planner looked at it; a plan that was sent, or that holds a client they do not see, is not changed here. */
export async function lockDraft(
  visit: Visit,
  key: { conferenceId: string; version: string },
): Promise<StoredDraft> {
  const stored = await lockVersion(visit, key);
  const { conference } = stored;
  if (conference.state !== 'draft') throw new Refused('conference-not-planned');
  requireWhole(stored);
  return { ...stored, conference };
}

/** Nothing goes to a client who has died: whoever is to be invited with them is told so, by name. */
export function refuseTheDead(people: readonly Pick<KnownPerson, 'name' | 'diedOn'>[]) {
  const names = people.filter(({ diedOn }) => diedOn !== null).map(({ name }) => name);
  if (names.length > 0)
    throw badInput('attendees', `${names.join(', ')} has died. Leave them out.`);
}

export function requireWhole({ isWhole }: StoredConference) {
  if (!isWhole) throw new Refused('needs-every-client');
}

type Planned = Pick<Conference, 'roles' | 'reviews'>;

/**
 * Which of these staff may not see which client of the plan. Of whoever holds a role already it is known that they see each;
 * of anybody else only what the asker can tell.
 */
export async function accessMissingIn(
  visit: Visit,
  { roles, reviews }: Planned,
  staffIds: readonly string[],
) {
  const all: readonly { clientId: ClientId }[] = reviews;
  const clientIds = all.map(({ clientId }) => clientId);
  const holders = Object.values(roles);
  return [
    ...(await accessMissing(
      visit.tx,
      staffIds.filter((id) => holders.includes(id)),
      clientIds,
    )),
    ...(await accessMissingAsTold(
      visit,
      staffIds.filter((id) => !holders.includes(id)),
      clientIds,
    )),
  ];
}

/** Whoever leads, keeps time or takes notes hears about every client of the meeting. */
export async function requireAccess(
  visit: Visit,
  planned: Planned,
  staffIds: readonly (string | null)[],
) {
  const holders = [...new Set(staffIds.filter((id) => id !== null))];
  const missing = await accessMissingIn(visit, planned, holders);
  if (missing.length > 0) throw new Refused('role-needs-every-client');
}

export const staffIn = ({ conference, plannedBy }: StoredConference) => [
  plannedBy,
  ...conference.attendees.flatMap(({ person }) => (person.kind === 'staff' ? [person.id] : [])),
];
