import type { OrganizationKind } from '#domain/organization-kinds.ts';
import type { OrganizationId, ProgramClass, ProviderId } from '#domain/people.ts';
import type { OwnKind } from '#domain/program-policy/own-kinds.ts';
import type { ProviderClass } from '#domain/program-policy/policy-words.ts';
import type { Tx } from '#server/platform/database.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { Organization } from './organizations.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

export type ProviderPerson = {
  fullName: string;
  title: string;
  providerClass: ProviderClass;
  /** The agency’s own kind, under that class. */
  ownKind: OwnKind | null;
  organizationId: OrganizationId;
  email: string;
  phone: string;
};

export type Provider = ProviderPerson & {
  providerId: ProviderId;
  organization: Organization;
  from: Temporal.PlainDate;
  until: Temporal.PlainDate | null;
  versionId: string;
};

/** Since when a newcomer to the directory was what they are is not known: they may have come to a conference before. */
export const sinceUnknown = '1900-01-01';

const versions = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('provider_version as v')
    .innerJoin('organization as o', (join) =>
      join
        .onRef('o.agency_id', '=', 'v.agency_id')
        .onRef('o.organization_id', '=', 'v.organization_id'),
    )
    .select([
      'v.provider_id as providerId',
      'v.version_id as versionId',
      'v.full_name as fullName',
      'v.title',
      'v.provider_class as providerClass',
      'v.provider_kind as ownKind',
      'v.organization_id as organizationId',
      'v.email',
      'v.phone',
      'v.valid_from as from',
      'v.valid_to as until',
      'o.name as organizationName',
      'o.kind as organizationKind',
      'o.is_victim_service as isVictimService',
      'o.class as organizationClass',
    ])
    .where('v.agency_id', '=', agencyId)
    .where('v.superseded_at', 'is', null)
    .$narrowType<{
      providerClass: ProviderClass;
      ownKind: OwnKind | null;
      organizationKind: OrganizationKind | null;
      organizationClass: ProgramClass;
    }>();

type Row = Awaited<ReturnType<ReturnType<typeof versions>['execute']>>[number];

const asProvider = ({
  organizationName: name,
  organizationKind: kind,
  organizationClass: told,
  isVictimService,
  ...row
}: Row): Provider => ({
  ...row,
  organization: { organizationId: row.organizationId, name, kind, isVictimService, class: told },
});

/** Every provider, or these only, as they are on a date, by name. */
export async function providersOn(
  { tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>,
  on: Temporal.PlainDate,
  only?: readonly ProviderId[],
): Promise<Provider[]> {
  const rows = await versions(tx, agencyId)
    .$if(only !== undefined, (query) => query.where('v.provider_id', '=', oneOf(only ?? [])))
    .where('v.valid_from', '<=', on)
    .where((where) => where.or([where('v.valid_to', 'is', null), where('v.valid_to', '>=', on)]))
    .orderBy('v.full_name')
    .orderBy('v.provider_id')
    .modifyEnd(keepPlan)
    .execute();
  return rows.map((row) => asProvider(row));
}

/** The organization that each of these providers is with now. */
export async function organizationsOfProviders(
  { tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>,
  providerIds: readonly ProviderId[],
): Promise<Map<ProviderId, string>> {
  if (providerIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('provider_version')
    .select(['provider_id', 'organization_id'])
    .where('agency_id', '=', agencyId)
    .where('provider_id', 'in', [...new Set(providerIds)])
    .where('superseded_at', 'is', null)
    .where('valid_to', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.provider_id, row.organization_id]));
}

/** One provider's whole history, the latest first. */
export async function providerHistory(
  tx: Tx,
  agencyId: string,
  providerId: ProviderId,
): Promise<Provider[]> {
  const rows = await versions(tx, agencyId)
    .where('v.provider_id', '=', providerId)
    .orderBy('v.valid_from', 'desc')
    .execute();
  return rows.map((row) => asProvider(row));
}

/** Of a history what held on this day. */
export const asOn = (history: readonly Provider[], on: Temporal.PlainDate): Provider | undefined =>
  history.find(
    ({ from, until }) =>
      Temporal.PlainDate.compare(from, on) <= 0 &&
      (until === null || Temporal.PlainDate.compare(until, on) >= 0),
  );

export async function addProvider(
  { tx, at, agencyId }: Here,
  person: ProviderPerson,
): Promise<ProviderId> {
  const providerId = newId(at);
  await tx
    .insertInto('provider')
    .values({ agency_id: agencyId, provider_id: providerId, created_at: at })
    .execute();
  await tx
    .insertInto('provider_version')
    .values({
      agency_id: agencyId,
      provider_id: providerId,
      version_id: newId(at),
      ...asColumns(person),
      valid_from: Temporal.PlainDate.from(sinceUnknown),
      recorded_at: at,
    })
    .execute();
  return providerId;
}

/** What held until the day before stays on record, so that a past conference keeps saying what was true then. */
export async function changeProvider(
  { tx, at, agencyId }: Here,
  now: Provider,
  { from, ...person }: ProviderPerson & { from: Temporal.PlainDate },
) {
  const before = await tx
    .updateTable('provider_version')
    .set({ superseded_at: at })
    .where('agency_id', '=', agencyId)
    .where('version_id', '=', now.versionId)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  if (before.numUpdatedRows === 0n) throw new Refused('changed-meanwhile');
  const fixed = { agency_id: agencyId, provider_id: now.providerId, recorded_at: at };
  const kept = { ...asColumns(now), valid_from: now.from, valid_to: from.subtract({ days: 1 }) };
  const changed = { ...asColumns(person), valid_from: from, valid_to: null };
  const isLater = Temporal.PlainDate.compare(now.from, from) < 0;
  await tx
    .insertInto('provider_version')
    .values(
      (isLater ? [kept, changed] : [changed]).map((row) => ({
        ...fixed,
        ...row,
        version_id: newId(at),
      })),
    )
    .execute();
}

const asColumns = (person: ProviderPerson) => ({
  full_name: person.fullName,
  title: person.title,
  provider_class: person.providerClass,
  provider_kind: person.ownKind,
  organization_id: person.organizationId,
  email: person.email,
  phone: person.phone,
});
