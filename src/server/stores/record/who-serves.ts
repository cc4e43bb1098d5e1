import { personKey, type ClientId, type OutsideRef, type PersonRef } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleWhoTell } from '#server/stores/conferences/attendees.ts';
import { mayOpenPapers, readableClassesOf } from '#server/stores/case-classes.ts';
import { aProvider } from './record-names.ts';

type Named = { clientId: ClientId; person: PersonRef };

/**
 * Whoever may not know who serves a client where that tells something does not name them either: that they are named already would
 * tell. The answer is the same for every client, whether somebody of there serves them or not.
 */
export async function refuseToName(visit: Visit, named: readonly Named[], path?: string) {
  if (await mayName(visit, named)) return;
  const message =
    'Being served where this person works reveals something. Choose somebody else, or ask somebody who manages or oversees the case, and may know it.';
  throw new Refused('not-yours-to-name', path === undefined ? undefined : [{ path, message }]);
}

export async function mayName(visit: Visit, named: readonly Named[]): Promise<boolean> {
  const providers = named.filter(({ person }) => person.kind === 'provider');
  if (providers.length === 0) return true;
  const known = await peopleWhoTell(
    visit,
    providers.map(({ person }) => person),
    { on: visit.today, knownAt: visit.at },
  );
  const telling = providers.flatMap(({ clientId, person }) => {
    const tells = known.get(personKey(person))?.tells ?? 'general';
    return tells === 'general' ? [] : [{ clientId, tells }];
  });
  if (telling.length === 0) return true;
  const readable = await readableClassesOf(
    visit,
    telling.map(({ clientId }) => clientId),
  );
  return telling.every(({ clientId, tells }) => readable.get(clientId)?.includes(tells));
}

/**
 * Requests without an answer as the asker may read them. Each names whom it went to, and the clock counts each, so leaving single ones
 * out would tell: once an organization tells something, the providers among them are named only to who may read all of a case.
 */
export async function withWhomAsked<T extends { clientId: ClientId; to: OutsideRef }>(
  visit: Visit,
  attempts: readonly T[],
): Promise<T[]> {
  if (!(await hasTellingPartner(visit))) return [...attempts];
  const readable = await readableClassesOf(visit, [
    ...new Set(attempts.map(({ clientId }) => clientId)),
  ]);
  return attempts.map((attempt) =>
    attempt.to.kind !== 'provider' || mayOpenPapers(readable.get(attempt.clientId) ?? [])
      ? attempt
      : { ...attempt, to: aProvider },
  );
}

/** Whether they are told which provider a request about this client went to. */
export async function isToldWhomAsked(visit: Visit, clientId: ClientId): Promise<boolean> {
  if (!(await hasTellingPartner(visit))) return true;
  return mayOpenPapers((await readableClassesOf(visit, [clientId])).get(clientId) ?? []);
}

/** Whether being served by any partner of the agency tells something. */
export async function hasTellingPartner({ tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>) {
  const row = await tx
    .selectFrom('organization')
    .select('organization_id')
    .where('agency_id', '=', agencyId)
    .where('class', '<>', 'general')
    .limit(1)
    .modifyEnd(keepPlan)
    .executeTakeFirst();
  return row !== undefined;
}
