import { sql } from 'kysely';
import type { FirstScope } from '#domain/access/first-scope.ts';
import type { PlannedClient, PlannedHouseholdLink } from '#domain/hmis/import-plan.ts';
import type { RestrictedClass } from '#domain/hmis/sensitivity.ts';
import type { HouseholdRelation } from '#domain/hmis/household-relations.ts';
import type { Relationship } from '#domain/relationships.ts';
import { searchKey } from '#domain/client-name.ts';
import { sendOn } from '#server/platform/send-on.ts';
import type { Visit } from '#server/platform/shell.ts';
import { hmisIdentifier, type Identified } from './import-refs.ts';
import { unnamedSupport } from '#server/stores/clients/supports.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

type Batch = readonly Identified<PlannedClient>[];

/** The legal name as far as HMIS knows it; the identifier stands in for one that is blank. */
function namesOf(client: PlannedClient) {
  const joined = (...parts: string[]) => parts.filter((part) => part !== '').join(' ');
  const given = client.isNamed ? joined(client.firstName, client.middleName) : 'Unnamed client';
  const family = client.isNamed ? joined(client.lastName, client.nameSuffix) : client.externalId;
  return { given, family, givenKey: searchKey(given), familyKey: searchKey(family) };
}

const rowOf = (client: Batch[number]) => ({
  id: client.id,
  hmis: client.externalId,
  born: client.bornOn?.toString() ?? null,
  ...namesOf(client),
});

type NewClient = Batch[number] & { scope: FirstScope };

/** New clients, with the scope that their enrollments are about to give them: it is derived anew from those, and kept if right. */
export async function addClients(
  { tx, at, agencyId }: Here,
  clients: readonly NewClient[],
  firstNumber: number,
) {
  if (clients.length === 0) return;
  const rows = JSON.stringify(
    clients.map((client, place) => ({
      ...rowOf(client),
      ...client.scope,
      number: firstNumber + place,
      changesOn: client.scope.changesOn?.toString() ?? 'infinity',
    })),
  );
  const people = sql`
    insert into client (agency_id, client_id, client_number, legal_given, legal_family, born_on, given_key, family_key,
      preferred_key, staff_ids, manager_ids, team_ids, program_ids, overseeing_ids, scope_changes_on, created_at)
    select ${agencyId}::uuid, r.id, r.number, r.given, r.family, r.born, r."givenKey", r."familyKey", '', r."staffIds", r."managerIds",
      r."teamIds", r."programIds", r."overseeingIds", r."changesOn", ${at}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb)
      as r(id uuid, number integer, given text, family text, born date, "givenKey" text, "familyKey" text, "staffIds" uuid[],
        "managerIds" uuid[], "teamIds" uuid[], "programIds" uuid[], "overseeingIds" uuid[], "changesOn" date)`;
  const identifiers = sql`
    insert into client_identifier (agency_id, client_id, system, value)
    select ${agencyId}::uuid, r.id, ${hmisIdentifier}, r.hmis
    from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, hmis text)`;
  await Promise.all([sendOn(tx, people), sendOn(tx, identifiers)]);
}

/** What HMIS says anew of clients whom an import made. */
export async function updateClients({ tx, agencyId }: Here, clients: Batch) {
  if (clients.length === 0) return;
  await sendOn(
    tx,
    sql`
    update client c set legal_given = r.given, legal_family = r.family, born_on = r.born,
      given_key = r."givenKey", family_key = r."familyKey", version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(clients.map(rowOf))}::jsonb)
      as r(id uuid, given text, family text, born date, "givenKey" text, "familyKey" text)
    where c.agency_id = ${agencyId} and c.client_id = r.id`,
  );
}

type ClassOf = { clientId: string; class: RestrictedClass; source: string };

/** Puts the classes on the cases, before anybody can list the clients. */
export async function addClasses({ tx, at, agencyId }: Here, classes: readonly ClassOf[]) {
  if (classes.length === 0) return;
  await sendOn(
    tx,
    sql`
    insert into client_class (agency_id, client_id, class, source, recorded_at)
    select distinct on (r."clientId", r.class) ${agencyId}::uuid, r."clientId", r.class, r.source, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(classes)}::jsonb) as r("clientId" uuid, class text, source text)
    on conflict do nothing`,
  );
}

const relationshipOf = (relation: HouseholdRelation): Relationship =>
  relation === 'self' ? 'household-member' : relation;

type Link = Omit<Identified<PlannedHouseholdLink>, 'clientId' | 'otherClientId'> & {
  clientId: string;
  otherClientId: string;
};

/** Household members as supports of each other: only who lives together now. Where violence is known the database keeps the link away. */
export async function writeHouseholdLinks({ tx, at, agencyId }: Here, links: readonly Link[]) {
  const current = links.filter(({ isCurrent }) => isCurrent);
  const past = links.filter(({ isCurrent, before }) => !isCurrent && before).map(({ id }) => id);
  if (past.length > 0)
    await sql`
      update support set relationship = 'former-household-member'
      where agency_id = ${agencyId} and support_id = any(${past}::uuid[])`.execute(tx);
  if (current.length === 0) return;
  const rows = current.map(({ id, clientId, otherClientId, relation }) => ({
    id,
    clientId,
    otherClientId,
    relation: relationshipOf(relation),
  }));
  await sql`
    insert into support (agency_id, support_id, client_id, full_name, relationship, other_client_id, created_at)
    select ${agencyId}::uuid, r.id, r."clientId", ${unnamedSupport}, r.relation, r."otherClientId", ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, "clientId" uuid, "otherClientId" uuid, relation text)
    on conflict (agency_id, support_id) do update set relationship = excluded.relationship`.execute(
    tx,
  );
}
