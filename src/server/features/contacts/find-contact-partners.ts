import type { Consent } from '#domain/consent/consent.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { whatMayBeTold } from '#domain/record/what-may-be-told.ts';
import type { findContactPartners as contract, PartnerChoice } from '#contract/contacts.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { careTeamOf } from '#server/stores/clients/care-team.ts';
import { knownClassesOf } from '#server/stores/clients/client-classes.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { asKnown } from '#server/stores/consents/consents-known.ts';
import { providersOn } from '#server/stores/directory/directory.ts';
import { organizationsOf } from '#server/stores/directory/organizations.ts';
import { staffOf } from '#server/stores/staff/staff.ts';

const mostChoices = 20;

type Known = {
  clientId: string;
  consents: readonly Consent[];
  classes: readonly SensitivityClass[];
  at: Temporal.Instant;
  on: Temporal.PlainDate;
};

/** The care team first; with letters typed, everybody whose name or organization has a word that begins so. */
export async function findContactPartners(
  { clientId, text }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const { tx, agencyId, at, today: on } = visit;
  await findClient(tx, agencyId, clientId);
  const known = {
    clientId,
    consents: await asKnown(visit, await consentsOf(tx, [clientId])),
    classes: await knownClassesOf(visit, clientId),
    at,
    on,
  };
  const team = await careTeamOf(tx, agencyId, [clientId]);
  const onTeam = new Set(
    team.filter(({ until }) => until === null).map(({ person }) => `${person.kind}:${person.id}`),
  );
  const all = await everybody(visit, known);
  const keyOf = ({ kind, id }: PartnerChoice) => `${kind}:${id}`;
  const wanted = wordsOf(text);
  const found =
    wanted.length === 0
      ? all.toSorted(
          (one, other) => Number(onTeam.has(keyOf(other))) - Number(onTeam.has(keyOf(one))),
        )
      : all.filter(({ name, about }) => {
          const words = wordsOf(`${name} ${about}`);
          return wanted.every((typed) => words.some((word) => word.startsWith(typed)));
        });
  return { partners: found.slice(0, mostChoices) };
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

async function everybody({ tx, agencyId, actor }: Visit, known: Known): Promise<PartnerChoice[]> {
  const staff = await staffOf(tx, agencyId);
  const providers = await providersOn({ tx, agencyId }, known.on);
  const organizations = await organizationsOf(tx, agencyId);
  const told = (providerId: string, organizationId: string) =>
    whatMayBeTold(
      {
        client: known.clientId,
        recipient: { person: { kind: 'provider', id: providerId }, organizationId },
        classes: known.classes,
        at: known.at,
        on: known.on,
      },
      known.consents,
    );
  return [
    ...providers.map(({ providerId, fullName, title, organization }) => ({
      kind: 'provider' as const,
      id: providerId,
      name: fullName,
      about: `${title}, ${organization.name}`,
      mayTell: told(providerId, organization.organizationId),
    })),
    ...organizations.map(({ organizationId, name }) => ({
      kind: 'organization' as const,
      id: organizationId,
      name,
      about: 'Organization',
      // Nobody in particular: only what the client agreed to tell the organization as a whole.
      mayTell: told('', organizationId),
    })),
    ...staff
      .filter(({ staffId, deactivatedAt }) => deactivatedAt === null && staffId !== actor)
      .map(({ staffId, fullName, title }) => ({
        kind: 'staff' as const,
        id: staffId,
        name: fullName,
        about: `${title}, our own staff`,
        mayTell: '',
      })),
  ];
}
