import type { Heard } from '#domain/conference/what-was-heard.ts';
import { conferencePurpose } from '#domain/conference/conference.ts';
import type { Grant } from '#domain/consent/may-disclose.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { heardKey, recipientColumns } from './privacy-incidents.ts';

export type DisclosureOccasion = {
  channel: 'email' | 'pdf';
  /** A meaningful description that quotes nobody. */
  description: string;
};

/** Written before anything leaves; without a grant there is nothing to write. */
export async function recordDisclosure(
  { tx, at, agencyId, actor }: Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>,
  grants: readonly Grant[],
  { channel, description }: DisclosureOccasion,
) {
  if (grants.length === 0) return;
  await tx
    .insertInto('disclosure')
    .values(
      grants.map(({ client, recipient: { person, organizationId }, ...grant }) => ({
        agency_id: agencyId,
        disclosure_id: newId(at),
        client_id: client,
        provider_id: person.kind === 'provider' ? person.id : null,
        support_id: person.kind === 'support' ? person.id : null,
        to_client: person.kind === 'client',
        organization_id: organizationId,
        classes: [...grant.classes],
        description,
        purpose: grant.purpose,
        channel,
        basis: grant.basis,
        consent_id: grant.consentIds[0] ?? null,
        disclosed_at: at,
        disclosed_by: actor,
      })),
    )
    .execute();
}

type Around = {
  /** By review and person, as `heardKey` says it. */
  incidents: ReadonlyMap<string, string>;
  statements: ReadonlyMap<string, string>;
};

/**
 * What outside people heard in the room (EP-08): what consent covered with that consent, and what it did not with the
 * incident that it is.
 */
export async function recordOralDisclosures(
  { tx, at, agencyId, actor }: Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>,
  heard: readonly Heard[],
  { incidents, statements }: Around,
) {
  const rows = heard.flatMap((each) => {
    const common = {
      agency_id: agencyId,
      client_id: each.clientId,
      review_id: each.reviewId,
      ...recipientColumns(each.person),
      organization_id: each.organizationId,
      statement_id: statements.get(heardKey(each)) ?? null,
      description: 'Took part in a case conference',
      purpose: conferencePurpose,
      channel: 'oral_meeting',
      disclosed_at: each.presentFrom,
      disclosed_by: actor,
    };
    const { grant, uncovered } = each;
    const covered = grant && {
      ...common,
      disclosure_id: newId(at),
      classes: [...grant.classes],
      basis: grant.basis,
      consent_id: grant.consentIds[0] ?? null,
    };
    const incident = uncovered.length > 0 && {
      ...common,
      disclosure_id: newId(at),
      classes: [...uncovered],
      basis: 'incident',
      incident_id: incidents.get(heardKey(each)) ?? null,
    };
    return [covered, incident].filter((row) => row !== null && row !== false);
  });
  for (const row of rows) await tx.insertInto('disclosure').values(row).execute();
}
