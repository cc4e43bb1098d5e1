import type { Consent, ConsentForm, EndEvent, Party, Purpose } from '#domain/consent/consent.ts';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import type { Tx } from '#server/platform/database.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { membersOf, partyRows, type Members, type PartyRow } from './consent-members.ts';

/** Everything these clients signed or refused, what ended too: the rules say what holds. */
export async function consentsOf(tx: Tx, clientIds: readonly ClientId[]): Promise<Consent[]> {
  if (clientIds.length === 0) return [];
  const ids = [...new Set(clientIds)];
  const rows = await consentRows(tx, ids);
  if (rows.length === 0) return [];
  const parties = await partyRows(tx, ids);
  const members = await membersOf(tx, parties);
  const byConsent = Map.groupBy(parties, ({ consent_id: id }) => id);
  return rows.map((row) => {
    const theirs = byConsent.get(row.consent_id) ?? [];
    const on = (side: string) =>
      theirs.filter((party) => party.side === side).map((party) => partyOf(party, members));
    return {
      id: row.consent_id,
      clientId: row.client_id,
      form: row.form,
      isRefusal: row.is_refusal,
      weDisclose: row.we_disclose,
      weReceive: row.we_receive,
      disclosers: on('discloser'),
      recipients: on('recipient'),
      excluded: on('excluded'),
      isMutual: row.is_mutual,
      classes: row.classes,
      purposes: row.purposes,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      endsWith: row.ends_with,
      endedOn: row.ended_on,
      signedOn: row.signed_on,
      recordedAt: row.recorded_at,
      recordedBy: row.recorded_by,
      revokedAt: row.revoked_at,
      supersededAt: row.superseded_at,
      withdrawnAt: row.withdrawn_at,
      version: row.version,
    };
  });
}

const consentRows = (tx: Tx, clientIds: readonly ClientId[]) =>
  tx
    .selectFrom('consent')
    .select([
      'consent_id',
      'client_id',
      'form',
      'is_refusal',
      'we_disclose',
      'we_receive',
      'is_mutual',
    ])
    .select([
      'classes',
      'purposes',
      'valid_from',
      'valid_until',
      'ends_with',
      'ended_on',
      'signed_on',
    ])
    .select([
      'recorded_at',
      'recorded_by',
      'revoked_at',
      'superseded_at',
      'withdrawn_at',
      'version',
    ])
    .where('client_id', '=', oneOf(clientIds))
    .orderBy('signed_on', 'desc')
    .orderBy('consent_id')
    .$narrowType<{
      form: ConsentForm;
      classes: SensitivityClass[];
      purposes: Purpose[];
      ends_with: EndEvent | null;
    }>()
    .modifyEnd(keepPlan)
    .execute();

function partyOf(row: PartyRow, members: Members): Party {
  const listed = { partyId: row.party_id, since: row.since, recordedAt: row.recorded_at };
  const { provider_id: provider, support_id: support, organization_id: organizationId } = row;
  if (provider !== null)
    return {
      ...listed,
      kind: 'person',
      person: { kind: 'provider', id: provider },
      organizationId,
    };
  if (support !== null)
    return { ...listed, kind: 'person', person: { kind: 'support', id: support }, organizationId };
  if (row.kind === 'treating-providers')
    return { ...listed, kind: row.kind, members: members.treating(row.client_id) };
  if (organizationId === null) throw new Error('A party without a person names an organization');
  const { provider_class: providerClass } = row;
  if (providerClass === null) return { ...listed, kind: 'organization', organizationId };
  const group = { organizationId, providerClass };
  return { ...listed, kind: 'role-class', ...group, members: members.ofClass(group) };
}
