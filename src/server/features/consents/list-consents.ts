import type { ConsentView } from '#contract/consents.ts';
import { standingOf, type Consent, type Party } from '#domain/consent/consent.ts';
import { personKey } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { agencyToday } from '#server/stores/agencies.ts';
import { peopleAsOf } from '#server/stores/attendees.ts';
import { findClient } from '#server/stores/clients.ts';
import { consentsOf } from '#server/stores/consents.ts';
import { organizationsOf } from '#server/stores/directory.ts';

export async function listConsents({ clientId }: { clientId: string }, visit: Visit) {
  const { tx, at, agencyId } = visit;
  const { name } = await findClient(tx, agencyId, clientId);
  const today = await agencyToday(tx, agencyId, at);
  const consents = await consentsOf(tx, [clientId]);
  const named = await recipientsOf(visit, consents, today);
  return {
    clientName: name,
    today: today.toString(),
    consents: consents.map((consent) => ({
      consentId: consent.id,
      recipient: named(consent.recipients[0]),
      classes: [...consent.classes],
      purpose: consent.purposes[0] ?? 'case_conference',
      validFrom: consent.validFrom.toString(),
      validUntil: consent.validUntil?.toString() ?? null,
      signedOn: consent.signedOn.toString(),
      revokedAt: consent.revokedAt?.toString() ?? null,
      standing: standingOf(consent, { at, on: today }),
    })),
  };
}

type NamedRecipient = ConsentView['recipient'];

async function recipientsOf(
  visit: Visit,
  consents: readonly Consent[],
  on: Temporal.PlainDate,
): Promise<(recipient: Party | undefined) => NamedRecipient> {
  const people = consents.flatMap(({ recipients }) =>
    recipients.flatMap((party) => (party.kind === 'person' ? [party.person] : [])),
  );
  const known = await peopleAsOf(visit, people, { on, knownAt: visit.at });
  const organizations = new Map(
    (await organizationsOf(visit.tx, visit.agencyId)).map((each) => [each.organizationId, each]),
  );
  return (recipient) => {
    if (recipient?.kind !== 'person') {
      const organizationId = recipient?.kind === 'organization' ? recipient.organizationId : '';
      const organization = organizations.get(organizationId);
      return {
        kind: 'organization',
        id: organizationId,
        name: organization?.name ?? 'Treating providers',
        isVictimService: organization?.isVictimService ?? false,
      };
    }
    const { person } = recipient;
    const found = known.get(personKey(person));
    const about = person.kind === 'support' ? found?.title : found?.agency;
    return {
      kind: person.kind === 'support' ? 'support' : 'provider',
      id: person.id,
      name: [found?.name ?? 'Not known', about].filter(Boolean).join(', '),
      isVictimService: organizations.get(found?.organizationId ?? '')?.isVictimService ?? false,
    };
  };
}
