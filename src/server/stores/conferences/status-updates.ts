import type { ActionItemId } from '#domain/action-items/action-item.ts';
import type { ReportedStatus, StatusUpdate } from '#domain/action-items/status-update.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';

export type StoredStatusUpdate = StatusUpdate & { at: Temporal.Instant };

/** What their owners outside say of these steps, as far as the asker may know the step. */
export async function statusUpdatesOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  ids: readonly ActionItemId[],
): Promise<Map<ActionItemId, StoredStatusUpdate>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('action_item_status_update')
    .select(['action_item_id', 'said', 'until', 'said_at'])
    .where('agency_id', '=', agencyId)
    .where('superseded_at', 'is', null)
    .where('action_item_id', '=', oneOf(ids))
    .$narrowType<{ said: ReportedStatus }>()
    .modifyEnd(keepPlan)
    .execute();
  return new Map(
    rows.map(({ action_item_id: id, said, until, said_at: at }) => [id, { said, until, at }]),
  );
}
