import type { Consent, ConsentId, Purpose } from '#domain/consent/consent.ts';
import type { ClientId, OutsideRef, SensitivityClass } from '#domain/people.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';

/** Everything these clients signed, revoked and expired ones too: the rules say what holds. */
export async function consentsOf(tx: Tx, clientIds: readonly ClientId[]): Promise<Consent[]> {
  if (clientIds.length === 0) return [];
  const rows = await tx
    .selectFrom('consent')
    .selectAll()
    .where('client_id', 'in', [...new Set(clientIds)])
    .orderBy('signed_on', 'desc')
    .orderBy('consent_id')
    .$narrowType<{ classes: SensitivityClass[]; purpose: Purpose }>()
    .execute();
  return rows.flatMap((row) => {
    const recipient = recipientOf(row);
    if (recipient === null) return [];
    return [
      {
        id: row.consent_id,
        clientId: row.client_id,
        recipient,
        classes: row.classes,
        purpose: row.purpose,
        validFrom: row.valid_from,
        validUntil: row.valid_until,
        signedOn: row.signed_on,
        recordedAt: row.recorded_at,
        revokedAt: row.revoked_at,
      },
    ];
  });
}

type RecipientColumns = {
  provider_id: string | null;
  support_id: string | null;
  organization_id: string | null;
};

function recipientOf(row: RecipientColumns): Consent['recipient'] | null {
  const { provider_id, support_id, organization_id } = row;
  if (provider_id !== null)
    return { kind: 'person', person: { kind: 'provider', id: provider_id } };
  if (support_id !== null) return { kind: 'person', person: { kind: 'support', id: support_id } };
  if (organization_id !== null) return { kind: 'organization', organizationId: organization_id };
  return null;
}

export type NewConsent = {
  clientId: ClientId;
  recipient: Exclude<OutsideRef, { kind: 'client' }> | { kind: 'organization'; id: string };
  classes: readonly SensitivityClass[];
  purpose: Purpose;
  validFrom: Temporal.PlainDate;
  validUntil: Temporal.PlainDate | null;
  signedOn: Temporal.PlainDate;
};

export async function recordConsent(
  { tx, at, agencyId, actor }: Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>,
  consent: NewConsent,
): Promise<ConsentId> {
  const consentId = newId(at);
  const { kind, id } = consent.recipient;
  await tx
    .insertInto('consent')
    .values({
      agency_id: agencyId,
      consent_id: consentId,
      client_id: consent.clientId,
      provider_id: kind === 'provider' ? id : null,
      support_id: kind === 'support' ? id : null,
      organization_id: kind === 'organization' ? id : null,
      classes: [...consent.classes],
      purpose: consent.purpose,
      valid_from: consent.validFrom,
      valid_until: consent.validUntil,
      signed_on: consent.signedOn,
      recorded_at: at,
      recorded_by: actor,
    })
    .execute();
  return consentId;
}

/** From this moment on nothing goes out under it; to revoke again changes nothing. */
export async function revokeConsent(
  { tx, at, agencyId, actor }: Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>,
  consentId: ConsentId,
): Promise<{ clientId: ClientId }> {
  const row = await tx
    .selectFrom('consent')
    .select(['client_id as clientId', 'revoked_at as revokedAt'])
    .where('agency_id', '=', agencyId)
    .where('consent_id', '=', consentId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
  if (row.revokedAt === null)
    await tx
      .updateTable('consent')
      .set({ revoked_at: at, revoked_by: actor })
      .where('agency_id', '=', agencyId)
      .where('consent_id', '=', consentId)
      .execute();
  return { clientId: row.clientId };
}
