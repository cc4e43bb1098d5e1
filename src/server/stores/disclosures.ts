import type { Grant } from '#domain/consent/may-disclose.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';

export type DisclosureOccasion = {
  channel: 'email' | 'in_person' | 'telephone' | 'video';
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
