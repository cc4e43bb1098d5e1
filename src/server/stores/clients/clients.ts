import { sql } from 'kysely';
import { clientName, searchKey } from '#domain/client-name.ts';
import type { ClientId } from '#domain/people.ts';
import type { Tx } from '#server/platform/database.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { nextNumbers } from '#server/stores/numbers.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

/** What is known of a person, as it is entered. */
export type ClientPerson = {
  legalGiven: string;
  legalFamily: string;
  preferredName: string;
  pronouns: string;
  bornOn: Temporal.PlainDate | null;
  languages: string[];
  interpreterNeeded: boolean;
  email: string;
  phone: string;
  mayEmail: boolean;
  mayText: boolean;
  mayCall: boolean;
  mayLeaveMessage: boolean;
};

export type Client = ClientPerson & {
  clientId: ClientId;
  name: string;
  number: number;
  deceasedOn: Temporal.PlainDate | null;
  /** Their assigned case managers: who may hand the client over. */
  managerIds: string[];
  /** The programs whose supervisors oversee the case: those in which the client is now, or was last. */
  overseeingIds: string[];
};

/** From the date on at which they may no longer be right, nobody is one by them. */
const managersNow = sql<
  string[]
>`case when client.scope_changes_on > auth.today() then client.manager_ids else '{}' end`;

const columns = [
  'client_id as clientId',
  'client_number as number',
  'legal_given as legalGiven',
  'legal_family as legalFamily',
  'preferred_name as preferredName',
  'pronouns',
  'born_on as bornOn',
  'deceased_on as deceasedOn',
  'languages',
  'interpreter_needed as interpreterNeeded',
  'email',
  'phone',
  'may_email as mayEmail',
  'may_text as mayText',
  'may_call as mayCall',
  'may_leave_message as mayLeaveMessage',
  'overseeing_ids as overseeingIds',
] as const;

/** A client whom the asker may not see is as absent as one who is not there. */
export async function findClient(tx: Tx, agencyId: string, clientId: ClientId): Promise<Client> {
  const [client] = await clientsOf(tx, agencyId, [clientId]);
  if (!client) throw new Refused('not-found');
  return client;
}

/** The client as they are, whose enrollments and care team nobody else changes until this transaction ends. */
export async function lockClient(tx: Tx, agencyId: string, clientId: ClientId): Promise<Client> {
  await tx
    .selectFrom('client')
    .select('client_id')
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', clientId)
    .forNoKeyUpdate()
    .execute();
  return findClient(tx, agencyId, clientId);
}

/** Of these clients those whom the asker sees, in the order in which they were named. */
export async function clientsOf(
  tx: Tx,
  agencyId: string,
  clientIds: readonly ClientId[],
): Promise<Client[]> {
  if (clientIds.length === 0) return [];
  const rows = await tx
    .selectFrom('client')
    .select(columns)
    .select(managersNow.as('managerIds'))
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', oneOf(clientIds))
    .modifyEnd(keepPlan)
    .execute();
  const byId = new Map(rows.map((row) => [row.clientId, { ...row, name: clientName(row) }]));
  return clientIds.flatMap((id) => byId.get(id) ?? []);
}

/** What to call these clients; whoever may not be seen is left out. */
export async function clientNamesOf(
  tx: Tx,
  agencyId: string,
  clientIds: readonly ClientId[],
): Promise<Map<ClientId, string>> {
  const clients = await clientsOf(tx, agencyId, [...new Set(clientIds)]);
  return new Map(clients.map(({ clientId, name }) => [clientId, name]));
}

export async function isClientVisible(tx: Tx, agencyId: string, clientId: ClientId) {
  return (await clientsOf(tx, agencyId, [clientId])).length > 0;
}

/** The same name, and the same birth date where both are known. */
export async function possibleDuplicates(
  tx: Tx,
  agencyId: string,
  { legalGiven, legalFamily, bornOn }: Pick<ClientPerson, 'legalGiven' | 'legalFamily' | 'bornOn'>,
): Promise<ClientId[]> {
  const rows = await tx
    .selectFrom('client')
    .select('client_id as clientId')
    .where('agency_id', '=', agencyId)
    .where('family_key', '=', searchKey(legalFamily))
    .where('given_key', '=', searchKey(legalGiven))
    .$if(bornOn !== null, (query) =>
      query.where((where) =>
        where.or([where('born_on', '=', bornOn), where('born_on', 'is', null)]),
      ),
    )
    .orderBy('client_number')
    .limit(10)
    .execute();
  return rows.map(({ clientId }) => clientId);
}

/** Adds a client whom only the maker and the team see, until an enrollment says who does. */
export async function addClient(here: Here, person: ClientPerson, teamId: string) {
  const { tx, at, agencyId, actor } = here;
  const clientId = newId(at);
  const number = await nextNumbers(tx, 'client', 1);
  await tx
    .insertInto('client')
    .values({
      agency_id: agencyId,
      client_id: clientId,
      client_number: number,
      ...asColumns(person),
      staff_ids: [actor],
      team_ids: [teamId],
      created_at: at,
    })
    .execute();
  return { clientId, number };
}

/** Writes over what is known of somebody, whom the caller has locked. */
export async function saveClient(
  { tx, agencyId }: Here,
  client: Pick<Client, 'clientId' | 'deceasedOn'>,
  person: ClientPerson,
) {
  const saved = await tx
    .updateTable('client')
    .set({
      ...asColumns(person),
      deceased_on: client.deceasedOn,
    })
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', client.clientId)
    .executeTakeFirst();
  if (saved.numUpdatedRows === 0n) throw new Refused('not-found');
}

/** The columns of a person, with the keys that search compares. */
const asColumns = (person: ClientPerson) => ({
  legal_given: person.legalGiven,
  legal_family: person.legalFamily,
  preferred_name: person.preferredName,
  pronouns: person.pronouns,
  born_on: person.bornOn,
  languages: person.languages,
  interpreter_needed: person.interpreterNeeded,
  email: person.email,
  phone: person.phone,
  may_email: person.mayEmail,
  may_text: person.mayText,
  may_call: person.mayCall,
  may_leave_message: person.mayLeaveMessage,
  given_key: searchKey(person.legalGiven),
  family_key: searchKey(person.legalFamily),
  preferred_key: searchKey(person.preferredName),
});
