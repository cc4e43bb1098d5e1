import type { Reachable } from '#domain/attempts/alternate-routes.ts';
import { personKey } from '#domain/people.ts';
import { relationshipWords } from '#domain/relationships.ts';
import type { Visit } from '#server/platform/shell.ts';
import { careTeamOf } from '#server/stores/clients/care-team.ts';
import type { Client } from '#server/stores/clients/clients.ts';
import { providersOn } from '#server/stores/directory/directory.ts';
import { clientWordOf } from '#server/stores/clock/enrolled-programs.ts';
import { supportsOf } from '#server/stores/clients/supports.ts';

/** Everybody outside whom one may ask for this client: those on the care team first. */
export async function reachablePeople(
  { tx, at, today, agencyId }: Pick<Visit, 'tx' | 'at' | 'today' | 'agencyId'>,
  { clientId, name, deceasedOn }: Pick<Client, 'clientId' | 'name' | 'deceasedOn'>,
): Promise<Reachable[]> {
  const providers = await providersOn({ tx, agencyId }, today);
  const supports = await supportsOf(tx, agencyId, [clientId]);
  const team = await careTeamOf(tx, agencyId, [clientId]);
  const word = await clientWordOf({ tx, at, agencyId }, clientId);
  const onTeam = new Set(
    team.filter(({ until }) => until === null).map(({ person }) => personKey(person)),
  );
  const everybody: Omit<Reachable, 'isOnCareTeam'>[] = [
    ...providers.map(({ providerId, fullName, title, organization, providerClass }) => ({
      person: { kind: 'provider' as const, id: providerId },
      name: fullName,
      about: [title, organization.name].filter((part) => part !== '').join(', '),
      isManagedCarePlan: providerClass === 'mco',
    })),
    ...supports.map(({ supportId, fullName, relationship }) => ({
      person: { kind: 'support' as const, id: supportId },
      name: fullName,
      about: relationshipWords[relationship],
      isManagedCarePlan: false,
    })),
    ...(deceasedOn === null
      ? [
          {
            person: { kind: 'client' as const, id: clientId },
            name,
            about: `The ${word}`,
            isManagedCarePlan: false,
          },
        ]
      : []),
  ];
  return everybody
    .map((each) => ({
      ...each,
      isOnCareTeam: each.person.kind !== 'provider' || onTeam.has(personKey(each.person)),
    }))
    .toSorted((one, other) => Number(other.isOnCareTeam) - Number(one.isOnCareTeam));
}
