import { sql } from 'kysely';
import type { ActionItemId } from '#domain/action-items/action-item.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { unseal } from '#server/platform/vault.ts';
import { readsWholeCase } from './client-reviews.ts';

/**
 * What came of these actions, as far as the asker may read it. Whoever gives one up has to say why, so that its absence would tell of a
 * restricted case: this is told by who reads (0170).
 */
export async function outcomesOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  ids: readonly ActionItemId[],
): Promise<Map<ActionItemId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('fact_note as n')
    .innerJoin('action_item as i', (join) =>
      join.onRef('i.agency_id', '=', 'n.agency_id').onRef('i.action_item_id', '=', 'n.about_id'),
    )
    .innerJoin('client as p', (join) =>
      join.onRef('p.agency_id', '=', 'n.agency_id').onRef('p.client_id', '=', 'n.client_id'),
    )
    .select(['n.about_id', 'n.note_id', 'n.client_id', 'n.body'])
    .where('n.agency_id', '=', agencyId)
    .where('n.about_id', '=', oneOf(ids))
    .where(({ eb, or }) =>
      or([
        eb('i.state', '<>', 'cancelled'),
        readsWholeCase,
        eb('n.written_by', '=', sql<string>`auth.actor()`),
      ]),
    )
    .modifyEnd(keepPlan)
    .execute();
  return new Map(
    rows.map(({ about_id: id, note_id: rowId, client_id: clientId, body }) => [
      id,
      unseal({ agencyId, clientId, rowId }, body),
    ]),
  );
}
