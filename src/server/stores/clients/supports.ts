import { clientName } from '#domain/client-name.ts';
import { sql } from 'kysely';
import type { ClientId, SupportId } from '#domain/people.ts';
import type { Relationship } from '#domain/relationships.ts';
import type { Tx } from '#server/platform/database.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';

export type SupportPerson = {
  fullName: string;
  relationship: Relationship;
  email: string;
  phone: string;
  language: string;
};

export type Support = SupportPerson & {
  supportId: SupportId;
  clientId: ClientId;
  /** A household member who is a client too, for those who may know of violence of both. */
  otherClientId: ClientId | null;
};

/** What a household member is called who is a client too: whoever may not know of violence of both reads no other name. */
export const unnamedSupport = 'A household member';

/** Family and close supports of a client. Who is a client too is named only to those who may know of violence of both. */
export async function supportsOf(
  tx: Tx,
  agencyId: string,
  clientIds: readonly ClientId[],
): Promise<Support[]> {
  if (clientIds.length === 0) return [];
  const rows = await tx
    .selectFrom('support as s')
    .leftJoin(
      sql<{
        support_id: string;
        other_client_id: ClientId;
      }>`auth.household_of(${[...clientIds]}::uuid[])`.as('h'),
      (join) => join.onRef('h.support_id', '=', 's.support_id'),
    )
    .leftJoin('client as c', (join) =>
      join.onRef('c.agency_id', '=', 's.agency_id').onRef('c.client_id', '=', 'h.other_client_id'),
    )
    .select([
      's.support_id as supportId',
      's.client_id as clientId',
      's.full_name as fullName',
      's.relationship',
      's.email',
      's.phone',
      's.language',
      'c.client_id as otherClientId',
      'c.legal_given as legalGiven',
      'c.legal_family as legalFamily',
      'c.preferred_name as preferredName',
    ])
    .$narrowType<{ relationship: Relationship }>()
    .where('s.agency_id', '=', agencyId)
    .where('s.client_id', '=', oneOf(clientIds))
    .orderBy('s.created_at')
    .orderBy('s.support_id')
    .modifyEnd(keepPlan)
    .execute();
  return rows.map(({ legalGiven, legalFamily, preferredName, fullName, ...row }) => ({
    ...row,
    fullName:
      row.otherClientId === null
        ? fullName
        : clientName({
            legalGiven: legalGiven ?? '',
            legalFamily: legalFamily ?? '',
            preferredName: preferredName ?? '',
          }),
  }));
}

export async function addSupport(
  { tx, at, agencyId }: Pick<Visit, 'tx' | 'at' | 'agencyId'>,
  clientId: ClientId,
  person: SupportPerson,
): Promise<SupportId> {
  const supportId = newId(at);
  await tx
    .insertInto('support')
    .values({
      agency_id: agencyId,
      support_id: supportId,
      client_id: clientId,
      full_name: person.fullName,
      relationship: person.relationship,
      email: person.email,
      phone: person.phone,
      language: person.language,
      created_at: at,
    })
    .execute();
  return supportId;
}

export async function saveSupport(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  supportId: SupportId,
  person: SupportPerson,
) {
  const saved = await tx
    .updateTable('support')
    .set({
      full_name: person.fullName,
      relationship: person.relationship,
      email: person.email,
      phone: person.phone,
      language: person.language,
    })
    .where('agency_id', '=', agencyId)
    .where('support_id', '=', supportId)
    .executeTakeFirst();
  if (saved.numUpdatedRows === 0n) throw new Refused('not-found');
}
