import { personKey, type ClientId, type PersonRef } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { reviewClients } from './client-reviews.ts';
import type { StoredConference } from './conferences.ts';

type Titled = { person: PersonRef; title: string | null };

/**
 * What a colleague is called can tell what they do for the people whom they work with. It is told of a case to whoever reads all of it,
 * whatever it holds, and in the directory of the staff, which is about nobody; one's own everywhere.
 */
export const withTitles =
  ({ actor }: Pick<Visit, 'actor'>, isTold: boolean) =>
  <T extends Titled>(each: T): T =>
    isTold || each.person.kind !== 'staff' || each.person.id === actor
      ? each
      : { ...each, title: null };

export const allWithTitles = <T extends Titled>(
  visit: Pick<Visit, 'actor'>,
  people: ReadonlyMap<string, T>,
  isTold: boolean,
): ReadonlyMap<string, T> =>
  new Map(
    [...people.values()]
      .map(withTitles(visit, isTold))
      .map((each) => [personKey(each.person), each]),
  );

export async function readsWhole(visit: Visit, clientIds: readonly ClientId[]): Promise<boolean> {
  const clients = await reviewClients(visit, clientIds);
  return clientIds.every((each) => clients.get(each)?.readsWholeCase ?? false);
}

/** Whoever planned a meeting, and whoever sits in it, meets those who come. */
export const sitsIn = (
  { actor }: Pick<Visit, 'actor'>,
  { plannedBy, conference }: Pick<StoredConference, 'plannedBy' | 'conference'>,
) =>
  plannedBy === actor ||
  conference.attendees.some(({ person }) => person.kind === 'staff' && person.id === actor);

/** Whether the titles of those who come are told: of a client whom the asker does not see, nobody who comes is shown. */
export async function tellsTitles(visit: Visit, stored: StoredConference): Promise<boolean> {
  if (sitsIn(visit, stored)) return true;
  const clientIds = [...stored.conference.reviews].map(({ clientId }) => clientId);
  return readsWhole(visit, clientIds);
}
