import { sql } from 'kysely';
import type { ConsentId, DatedMember, PartySpec } from '#domain/consent/consent.ts';
import { treatingClasses } from '#domain/consent/consent-forms.ts';
import type { NamedParty } from '#domain/consent/taking-back.ts';
import { isToldOf, type RecipientAsRead } from '#domain/consent/told-of-a-paper.ts';
import type { ClientId, OrganizationId } from '#domain/people.ts';
import type { Tx } from '#server/platform/database.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { isPlain, mayKnowParty } from './revocation-notices.ts';

export const partyRows = (tx: Tx, clientIds: readonly ClientId[]) =>
  tx
    .selectFrom('consent_party')
    .select(['party_id', 'consent_id', 'client_id', 'side', 'kind', 'since', 'recorded_at'])
    .select(['provider_id', 'support_id', 'organization_id', 'provider_class'])
    .where('client_id', '=', oneOf(clientIds))
    .orderBy('recorded_at')
    .orderBy('party_id')
    .modifyEnd(keepPlan)
    .execute();

export type Restricted = { partyId: string; isKnown: boolean };

/** Of the parties of these clients' papers those by whom it would tell something to be served, and whether the asker may know of them. */
export async function partiesRestricted(
  { tx, agencyId, actor }: Pick<Visit, 'tx' | 'agencyId' | 'actor'>,
  clientIds: readonly ClientId[],
): Promise<ReadonlyMap<string, Restricted>> {
  if (clientIds.length === 0) return new Map();
  const { rows } = await sql<Restricted>`
    select p.party_id as "partyId", ${mayKnowParty(actor)} as "isKnown"
    from consent_party p join client k on k.agency_id = p.agency_id and k.client_id = p.client_id
    where p.agency_id = ${agencyId} and p.client_id = ${oneOf(clientIds)} and not ${isPlain(actor)} ${keepPlan}`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.partyId, row]));
}

/** Those of them whom the asker may not know of. */
export async function partiesUnknown(
  visit: Pick<Visit, 'tx' | 'agencyId' | 'actor'>,
  clientIds: readonly ClientId[],
): Promise<ReadonlySet<string>> {
  const restricted = [...(await partiesRestricted(visit, clientIds)).values()];
  return new Set(restricted.flatMap(({ partyId, isKnown }) => (isKnown ? [] : [partyId])));
}

export const asRead = (restricted: Restricted | undefined): RecipientAsRead => {
  if (restricted === undefined) return 'plain';
  return restricted.isKnown ? 'known' : 'unknown';
};

/** Whether the asker is told of a paper; one that names nobody at all tells of nobody. */
export async function mayBeToldOf(
  visit: Pick<Visit, 'tx' | 'agencyId' | 'actor'>,
  { consentId, clientId }: { consentId: ConsentId; clientId: ClientId },
): Promise<boolean> {
  const restricted = await partiesRestricted(visit, [clientId]);
  if (restricted.size === 0) return true;
  const recipients = (await partyRows(visit.tx, [clientId])).filter(
    ({ consent_id: id, side }) => id === consentId && side === 'recipient',
  );
  return (
    recipients.length === 0 ||
    isToldOf(recipients.map(({ party_id: id }) => asRead(restricted.get(id))))
  );
}

export type PartyRow = Awaited<ReturnType<typeof partyRows>>[number];

type Listed = Pick<PartyRow, 'kind' | 'client_id' | 'organization_id'>;

/** The same parties with who belongs to them, as once they are saved. */
export async function withMembers(
  tx: Tx,
  clientId: ClientId,
  parties: readonly NamedParty[],
): Promise<PartySpec[]> {
  const rows = parties.map((party) => ({
    kind: party.kind,
    client_id: clientId,
    organization_id: 'organizationId' in party ? party.organizationId : null,
  }));
  const members = await membersOf(tx, rows);
  return parties.map((party) => {
    if (party.kind === 'treating-providers')
      return { ...party, members: members.treating(clientId) };
    return party.kind === 'role-class' ? { ...party, members: members.ofClass(party) } : party;
  });
}

type Group = { organizationId: OrganizationId; providerClass: string };
export type Members = {
  treating: (clientId: ClientId) => readonly DatedMember[];
  ofClass: (group: Group) => readonly DatedMember[];
};

/** Who belongs to the classes of people that these consents name, and when; read only where one is named. */
export async function membersOf(tx: Tx, parties: readonly Listed[]): Promise<Members> {
  const treated = parties.filter(({ kind }) => kind === 'treating-providers');
  const grouped = parties.filter(({ kind }) => kind === 'role-class');
  const treating = await treatingRows(tx, [...new Set(treated.map((each) => each.client_id))]);
  const ofClass = await classRows(tx, [
    ...new Set(grouped.flatMap(({ organization_id: id }) => id ?? [])),
  ]);
  const onTeam = membersBy(treating, ({ clientId }) => clientId);
  const inGroup = membersBy(ofClass, keyOf);
  return {
    treating: (clientId) => onTeam.get(clientId) ?? [],
    ofClass: (group) => inGroup.get(keyOf(group)) ?? [],
  };
}

const keyOf = ({ organizationId, providerClass }: Group) => `${organizationId} ${providerClass}`;

/** Listed once: many consents may name one class of people, and an organization has many of them. */
const membersBy = <T extends Row>(rows: readonly T[], key: (row: T) => string) =>
  new Map([...Map.groupBy(rows, key)].map(([each, theirs]) => [each, theirs.map(memberOf)]));

type Row = { id: string | null; from: Temporal.PlainDate; until: Temporal.PlainDate | null };
const memberOf = ({ id, from, until }: Row): DatedMember => ({
  person: { kind: 'provider', id: id ?? '' },
  from,
  until,
});

async function treatingRows(tx: Tx, clientIds: readonly ClientId[]) {
  if (clientIds.length === 0) return [];
  const onTeam = await tx
    .selectFrom('care_team_member as m')
    .innerJoin('care_team_member_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'm.agency_id')
        .onRef('v.care_team_member_id', '=', 'm.care_team_member_id')
        .on('v.superseded_at', 'is', null),
    )
    .select(['m.client_id as clientId', 'm.provider_id as id'])
    .select(['v.valid_from as from', 'v.valid_to as until'])
    .where('m.client_id', '=', oneOf(clientIds))
    .where('m.provider_id', 'is not', null)
    .modifyEnd(keepPlan)
    .execute();
  const providerIds = onTeam.flatMap(({ id }) => id ?? []);
  if (providerIds.length === 0) return [];
  const treats = await providersOfClass(tx, treatingClasses)
    .where('v.provider_id', '=', oneOf(providerIds))
    .modifyEnd(keepPlan)
    .execute();
  return onTeam.flatMap((member) =>
    treats.filter(({ id }) => id === member.id).flatMap((as) => overlap(member, as)),
  );
}

async function classRows(tx: Tx, organizationIds: readonly OrganizationId[]) {
  if (organizationIds.length === 0) return [];
  return providersOfClass(tx)
    .where('v.organization_id', '=', oneOf(organizationIds))
    .modifyEnd(keepPlan)
    .execute();
}

const providersOfClass = (tx: Tx, classes?: readonly string[]) =>
  tx
    .selectFrom('provider_version as v')
    .select(['v.provider_id as id', 'v.valid_from as from', 'v.valid_to as until'])
    .select(['v.organization_id as organizationId', 'v.provider_class as providerClass'])
    .where('v.superseded_at', 'is', null)
    .$if(classes !== undefined, (query) =>
      query.where('v.provider_class', 'in', [...(classes ?? [])]),
    );

/** The days on which somebody was on the care team and treated people. */
function overlap<T extends Row>(member: T, as: Row): T[] {
  const from = Temporal.PlainDate.compare(member.from, as.from) < 0 ? as.from : member.from;
  const ends = [member.until, as.until].filter((day) => day !== null);
  const until = ends.toSorted((a, b) => Temporal.PlainDate.compare(a, b))[0] ?? null;
  return [{ ...member, from, until }];
}
