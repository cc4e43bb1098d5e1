import type { ClientId } from '#domain/people.ts';
import { isOneOfAKind, type NumberingSystem } from '#domain/numbering-systems.ts';
import type { Tx } from '#server/platform/database.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';

export type Identifier = { system: NumberingSystem; value: string };

type Here = Pick<Visit, 'tx' | 'agencyId'>;

export const identifiersOf = (
  tx: Tx,
  agencyId: string,
  clientId: ClientId,
): Promise<(Identifier & { identifierId: string })[]> =>
  tx
    .selectFrom('client_identifier')
    .select(['identifier_id as identifierId', 'system', 'value'])
    .$narrowType<{ system: NumberingSystem }>()
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', clientId)
    .orderBy('system')
    .orderBy('value')
    .execute();

/** One number belongs to one of the clients whom the asker sees. That somebody out of sight has it too is told to nobody. */
export async function addIdentifier(
  { tx, agencyId }: Here,
  clientId: ClientId,
  { system, value }: Identifier,
) {
  const held = await tx
    .selectFrom('client_identifier')
    .select('client_id')
    .where('agency_id', '=', agencyId)
    .where('system', '=', system)
    .where('value', '=', value)
    .$if(!isOneOfAKind(system), (query) => query.where('client_id', '=', clientId))
    .executeTakeFirst();
  if (held) throw new Refused('identifier-taken');
  await tx
    .insertInto('client_identifier')
    .values({ agency_id: agencyId, client_id: clientId, system, value })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function removeIdentifier(
  { tx, agencyId }: Here,
  clientId: ClientId,
  { system, value }: Identifier,
) {
  const removed = await tx
    .deleteFrom('client_identifier')
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', clientId)
    .where('system', '=', system)
    .where('value', '=', value)
    .executeTakeFirst();
  if (removed.numDeletedRows === 0n) throw new Refused('not-found');
}
