import { conferencePurpose } from '#domain/conference/conference.ts';
import { disclosableClasses } from '#domain/consent/may-disclose.ts';
import type { ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { careTeamsOf } from '#server/stores/care-teams.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { organizationsOfProviders } from '#server/stores/directory/directory.ts';

export type ConsentCount = { missing: number; of: number };

/** Of the outside people on each client's care team, how many may not even be asked to a conference today. */
export async function consentsMissing(
  visit: Visit,
  clientIds: readonly ClientId[],
): Promise<Map<ClientId, ConsentCount>> {
  const { tx, agencyId, at } = visit;
  const team = await careTeamsOf(visit, clientIds);
  const consents = await consentsOf(tx, clientIds);
  const { timeZone } = await findAgency(tx, agencyId);
  const on = at.toZonedDateTimeISO(timeZone).toPlainDate();
  const organizations = await organizationsOfProviders(
    visit,
    team.flatMap(({ person }) => (person.kind === 'provider' ? [person.id] : [])),
  );
  const counts = new Map<ClientId, ConsentCount>();
  for (const { clientId, person } of team) {
    if (person.kind === 'staff') continue;
    const recipient = { person, organizationId: organizations.get(person.id) ?? null };
    const asked = {
      client: clientId,
      recipient,
      classes: ['general'] as const,
      purpose: conferencePurpose,
      at,
      on,
    };
    const isCovered = disclosableClasses(asked, consents).length > 0;
    const before = counts.get(clientId) ?? { missing: 0, of: 0 };
    counts.set(clientId, {
      missing: before.missing + (isCovered ? 0 : 1),
      of: before.of + 1,
    });
  }
  return counts;
}
