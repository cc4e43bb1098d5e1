import type { ConsentView } from '#contract/consent-view.ts';
import { providerClassWords } from '#contract/consents.ts';
import type { Consent, Party } from '#domain/consent/consent.ts';
import { personKey } from '#domain/people.ts';
import { providerClasses } from '#domain/program-policy/policy-words.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { organizationsOf } from '#server/stores/directory/organizations.ts';

type NamedParty = ConsentView['recipients'][number];

/** How each party of these consents is called today. */
export async function namesOfParties(
  visit: Visit,
  consents: readonly Consent[],
  on: Temporal.PlainDate,
): Promise<(party: Party, consent: Consent) => NamedParty> {
  const all = consents.flatMap(({ recipients, disclosers, excluded }) => [
    ...recipients,
    ...disclosers,
    ...excluded,
  ]);
  const people = all.flatMap((party) => (party.kind === 'person' ? [party.person] : []));
  const known = await peopleAsOf(visit, people, { on, knownAt: visit.at });
  const organizations = new Map(
    (await organizationsOf(visit.tx, visit.agencyId)).map((each) => [each.organizationId, each]),
  );
  const organization = (id: string | null) => organizations.get(id ?? '');
  const whom = (party: Party): Omit<NamedParty, 'addedOn'> => {
    switch (party.kind) {
      case 'treating-providers':
        return {
          kind: party.kind,
          id: '',
          providerClass: null,
          name: 'Treating providers',
          isVictimService: false,
          hasLeft: false,
        };
      case 'person': {
        const { person } = party;
        const found = known.get(personKey(person));
        const about =
          person.kind === 'support' ? found?.title : organization(party.organizationId)?.name;
        return {
          kind: person.kind === 'support' ? 'support' : 'provider',
          id: person.id,
          providerClass: null,
          name: [found?.name ?? 'Not known', about ?? found?.agency].filter(Boolean).join(', '),
          isVictimService: organization(party.organizationId)?.isVictimService ?? false,
          hasLeft: party.organizationId !== null && found?.organizationId !== party.organizationId,
        };
      }
      case 'organization':
      case 'role-class': {
        const found = organization(party.organizationId);
        const providerClass = party.kind === 'role-class' ? classOf(party.providerClass) : null;
        const group = providerClass === null ? '' : providerClassWords[providerClass];
        return {
          kind: party.kind,
          id: party.organizationId,
          providerClass,
          name: [group, found?.name ?? 'Not known'].filter(Boolean).join(' of '),
          isVictimService: found?.isVictimService ?? false,
          hasLeft: false,
        };
      }
    }
  };
  return (party, { recordedAt }) => ({
    ...whom(party),
    addedOn: party.recordedAt.equals(recordedAt) ? null : party.since.toString(),
  });
}

const classOf = (providerClass: string) =>
  providerClasses.find((each) => each === providerClass) ?? null;
