import { sql } from 'kysely';
import type { ActionItem, ActionItemId } from '#domain/action-items/action-item.ts';
import type { ClientId, SensitivityClass, StaffId } from '#domain/people.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';
import { factNotesOf } from '#server/stores/fact-notes-read.ts';
import { must, ownerOf } from './conferences-parts.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;
type Saving = Scope & Pick<Visit, 'at' | 'actor'>;

/** An action item with the conference that it comes from. */
export type StoredActionItem = {
  item: ActionItem;
  version: number;
  conferenceId: string;
  conferenceNumber: number;
  heldAt: Temporal.Instant | null;
  timeZone: string;
  /** Agreed in a review that was declared void since. */
  isFromVoid: boolean;
};

/** Writes a new item, or what changed of one. */
export async function saveActionItem(visit: Saving, item: ActionItem, before?: ActionItem) {
  const { tx, at, agencyId, actor } = visit;
  const columns = columnsOf(agencyId, item);
  if (before === undefined) {
    const { reviewId, clientId, id } = item;
    const key = { agency_id: agencyId, action_item_id: id, review_id: reviewId };
    const made = { client_id: clientId, created_by: actor, created_at: at };
    await tx
      .insertInto('action_item')
      .values({ ...key, ...made, ...columns })
      .execute();
    return;
  }
  await tx
    .updateTable('action_item')
    .set({ ...columns, version: sql<number>`version + 1` })
    .where('agency_id', '=', agencyId)
    .where('action_item_id', '=', item.id)
    .execute();
}

function columnsOf(agencyId: string, item: ActionItem) {
  const place = { agencyId, clientId: item.clientId, rowId: item.id };
  const { owner } = item;
  return {
    class: item.class,
    body: seal(place, item.text),
    need_entry_id: item.needId,
    owner_staff_id: owner.kind === 'staff' ? owner.id : null,
    owner_provider_id: owner.kind === 'provider' ? owner.id : null,
    owner_support_id: owner.kind === 'support' ? owner.id : null,
    owner_is_client: owner.kind === 'client',
    due_on: item.dueOn,
    follow_up_on: item.followUp.on,
    follow_up_how: seal(place, item.followUp.how),
    follow_up_by: item.followUp.by,
    state: item.state,
    ...finishOf(item),
  };
}

function finishOf(item: ActionItem) {
  if (item.state === 'open') return { finished_at: null, finished_by: null };
  const [at, by] =
    item.state === 'done' ? [item.doneAt, item.doneBy] : [item.cancelledAt, item.cancelledBy];
  return { finished_at: at, finished_by: by.kind === 'staff' ? by.id : null };
}

const items = ({ tx, agencyId }: Scope) =>
  tx
    .selectFrom('action_item as i')
    .innerJoin('client_review as r', (join) =>
      join.onRef('r.agency_id', '=', 'i.agency_id').onRef('r.review_id', '=', 'i.review_id'),
    )
    .innerJoin('conference as c', (join) =>
      join
        .onRef('c.agency_id', '=', 'r.agency_id')
        .onRef('c.conference_id', '=', 'r.conference_id'),
    )
    .leftJoin('review_closing as k', (join) =>
      join.onRef('k.agency_id', '=', 'i.agency_id').onRef('k.review_id', '=', 'i.review_id'),
    )
    .leftJoin('review_closing_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'k.agency_id')
        .onRef('v.review_closing_id', '=', 'k.review_closing_id')
        .on('v.superseded_at', 'is', null),
    )
    .select([
      'i.action_item_id',
      'i.review_id',
      'i.client_id',
      'i.class',
      'i.body',
      'i.need_entry_id',
    ])
    .select(['i.owner_staff_id', 'i.owner_provider_id', 'i.owner_support_id', 'i.due_on'])
    .select(['i.follow_up_on', 'i.follow_up_how', 'i.follow_up_by', 'i.state', 'i.finished_at'])
    .select(['i.finished_by', 'i.version', 'v.is_void'])
    .select(['c.conference_id', 'c.conference_number', 'c.started_at as held_at', 'c.time_zone'])
    .where('i.agency_id', '=', agencyId)
    .where('i.removed_at', 'is', null)
    // The states stand in the statement: as parameters they would make a plan for just these look worth making each time.
    .where('c.state', '=', sql.lit('closed'))
    // An exchange that nobody answered may have plans in it: nothing of them holds.
    .where('r.state', '=', sql.lit('done'))
    .$narrowType<{ class: SensitivityClass; state: ActionItem['state'] }>();

type ItemRow = Awaited<ReturnType<ReturnType<typeof items>['executeTakeFirstOrThrow']>>;

async function itemsOf(scope: Scope, rows: readonly ItemRow[]): Promise<StoredActionItem[]> {
  const finished = rows.filter(({ state }) => state !== 'open');
  const outcomes = await factNotesOf(
    scope,
    finished.map(({ action_item_id: id }) => id),
  );
  return rows.map((row) => itemOf(scope.agencyId, row, outcomes.get(row.action_item_id) ?? null));
}

function itemOf(agencyId: string, row: ItemRow, outcome: string | null): StoredActionItem {
  const place = { agencyId, clientId: row.client_id, rowId: row.action_item_id };
  const agreed = {
    id: row.action_item_id,
    clientId: row.client_id,
    reviewId: row.review_id,
    needId: row.need_entry_id,
    text: unseal(place, row.body),
    class: row.class,
    owner: ownerOf(row, row.client_id),
    dueOn: row.due_on,
    followUp: {
      on: row.follow_up_on,
      how: unseal(place, row.follow_up_how),
      by: row.follow_up_by,
    },
  };
  return {
    item: withState(agreed, row, outcome),
    version: row.version,
    conferenceId: row.conference_id,
    conferenceNumber: row.conference_number,
    heldAt: row.held_at,
    timeZone: row.time_zone,
    isFromVoid: row.is_void === true,
  };
}

type Agreed = Omit<Extract<ActionItem, { state: 'open' }>, 'state'>;

function withState(agreed: Agreed, row: ItemRow, words: string | null): ActionItem {
  if (row.state === 'open') return { ...agreed, state: 'open' };
  const at = must(row.finished_at);
  const by = { kind: 'staff', id: must(row.finished_by) } as const;
  return row.state === 'done'
    ? { ...agreed, state: 'done', doneAt: at, doneBy: by, outcome: words }
    : { ...agreed, state: 'cancelled', cancelledAt: at, cancelledBy: by, reason: words ?? '' };
}

type Finished = { isFinished: boolean };
const longestList = 200;

/** What this member of staff owns or follows up, the most pressing first. */
export async function actionItemsOfStaff(
  scope: Scope,
  staffId: StaffId,
  { isFinished }: Finished,
): Promise<StoredActionItem[]> {
  const rows = await items(scope)
    .where((eb) =>
      eb.or([eb('i.owner_staff_id', '=', staffId), eb('i.follow_up_by', '=', staffId)]),
    )
    .where('i.state', isFinished ? '<>' : '=', 'open')
    .orderBy(isFinished ? sql`i.finished_at desc` : sql`i.due_on`)
    .orderBy('i.action_item_id')
    .limit(longestList)
    .modifyEnd(keepPlan)
    .execute();
  return itemsOf(scope, rows);
}

export async function actionItemsOfClients(
  scope: Scope,
  clientIds: readonly ClientId[],
  { openOnly }: { openOnly: boolean },
): Promise<StoredActionItem[]> {
  if (clientIds.length === 0) return [];
  const rows = await items(scope)
    .where('i.client_id', '=', oneOf(clientIds))
    .$if(openOnly, (query) => query.where('i.state', '=', 'open'))
    .orderBy(sql`(i.state <> 'open')`)
    .orderBy('i.due_on')
    .orderBy('i.action_item_id')
    .limit(longestList)
    .modifyEnd(keepPlan)
    .execute();
  return itemsOf(scope, rows);
}

/** The item, held still until the transaction ends. */
export async function lockActionItem(scope: Scope, id: ActionItemId): Promise<StoredActionItem> {
  const row = await items(scope)
    .where('i.action_item_id', '=', id)
    .forUpdate('i')
    .executeTakeFirst();
  const [item] = await itemsOf(scope, row === undefined ? [] : [row]);
  if (!item) throw new Refused('not-found');
  return item;
}
