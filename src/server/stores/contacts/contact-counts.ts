import { sql } from 'kysely';
import type {
  CountedContacts,
  ContactPartner,
  Period,
} from '#domain/coordination/contact-frequency.ts';
import type { ClientId } from '#domain/people.ts';
import { isOwnKind, type ProviderKind } from '#domain/program-policy/own-kinds.ts';
import { providerClasses } from '#domain/program-policy/policy-words.ts';
import { contactActivityCodes } from '#domain/record/contact-activities.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

/** Each partner by what the contacts were for: of those alone whose notes the asker may read. */
export async function contactCountsOf(
  { tx, agencyId }: Here,
  clientId: ClientId,
  { from, until }: Period,
): Promise<(CountedContacts & { organizationId: string | null })[]> {
  const rows = await tx
    .selectFrom('coordination_contact')
    .select(['staff_id', 'organization_id', 'provider_id', 'activity'])
    .select([
      sql<number>`count(*)`.as('contacts'),
      sql<Temporal.PlainDate>`max(happened_on)`.as('last_on'),
    ])
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', clientId)
    .where('happened_on', '>=', from)
    .where('happened_on', '<=', until)
    .groupBy(['staff_id', 'organization_id', 'provider_id', 'activity'])
    .orderBy('last_on', 'desc')
    .execute();
  return rows.map((row) => ({
    partner: partnerOf(row),
    organizationId: row.organization_id,
    activity: contactActivityCodes.find((code) => code === row.activity) ?? 'other',
    contacts: row.contacts,
    lastOn: row.last_on,
  }));
}

type PartnerColumns = {
  staff_id: string | null;
  organization_id: string | null;
  provider_id: string | null;
};

function partnerOf({ staff_id, organization_id, provider_id }: PartnerColumns): ContactPartner {
  if (staff_id !== null) return { kind: 'staff', id: staff_id };
  if (provider_id !== null) return { kind: 'provider', id: provider_id };
  return { kind: 'organization', id: organization_id ?? '' };
}

export type ServiceKind = ProviderKind | 'organization';

export type StoredCoordination = {
  programId: string;
  clients: number;
  reached: number;
  reachedOutside: number;
  contacts: number;
  outside: number;
};

/** Who was enrolled on a day of the period, each once in a program: everybody, or of these clients. */
const enrolledIn = (agencyId: string, { from, until }: Period, clients = sql`true`) => sql`
  select distinct e.program_id, e.client_id
  from enrollment e join enrollment_version v using (agency_id, enrollment_id)
  where e.agency_id = ${agencyId} and ${clients} and v.superseded_at is null
    and v.valid_from <= ${until} and (v.valid_to is null or v.valid_to >= ${from})`;

/** A contact about a client of two programs is coordination in both. */
export async function coordinationByProgram(
  { tx, agencyId }: Here,
  period: Period,
): Promise<StoredCoordination[]> {
  const { rows } = await sql<StoredCoordination>`
    with enrolled as (${enrolledIn(agencyId, period)}),
    made as (
      select client_id, count(*) as contacts, count(*) filter (where not is_internal) as outside
      from coordination_contact
      where agency_id = ${agencyId} and happened_on between ${period.from} and ${period.until}
      group by client_id)
    select n.program_id as "programId", count(*) as clients, count(m.client_id) as reached,
      count(*) filter (where m.outside > 0) as "reachedOutside",
      coalesce(sum(m.contacts), 0)::bigint as contacts, coalesce(sum(m.outside), 0)::bigint as outside
    from enrolled n left join made m using (client_id)
    group by n.program_id`.execute(tx);
  return rows;
}

export type StoredService = { programId: string; kind: ServiceKind; contacts: number };

const kindOf = (code: string): ServiceKind =>
  isOwnKind(code) ? code : (providerClasses.find((each) => each === code) ?? 'organization');

/** The kinds of provider that staff were in touch with, as they were on the day of each contact. */
export async function servicesByProgram(
  { tx, agencyId }: Here,
  period: Period,
): Promise<StoredService[]> {
  const { rows } = await sql<{ programId: string; kind: string; contacts: number }>`
    with made as materialized (
      select c.client_id, coalesce(p.provider_kind, p.provider_class, 'organization') as kind
      from coordination_contact c
        left join lateral (select v.provider_class, v.provider_kind from provider_version v
          where v.agency_id = c.agency_id and v.provider_id = c.provider_id and v.superseded_at is null
          order by v.valid_from <= c.happened_on desc, abs(v.valid_from - c.happened_on) limit 1) p on true
      where c.agency_id = ${agencyId} and not c.is_internal
        and c.happened_on between ${period.from} and ${period.until}),
    enrolled as (${enrolledIn(agencyId, period, sql`e.client_id = any(array(select client_id from made))`)})
    select n.program_id as "programId", m.kind, count(*) as contacts
    from enrolled n join made m using (client_id)
    group by n.program_id, m.kind
    order by contacts desc, m.kind`.execute(tx);
  return rows.map((row) => ({ ...row, kind: kindOf(row.kind) }));
}
