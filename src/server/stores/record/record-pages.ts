import { sql } from 'kysely';
import type { ClientId } from '#domain/people.ts';
import type { RecordItem } from '#domain/record/record-item.ts';
import { recordKinds, type RecordKind } from '#domain/record/record-facts.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { itemsOf, type RecordRow } from './record-items.ts';
import { isToldWhole } from '#server/stores/conferences/reviews-told.ts';

type Here = Visit;

/** Where a page ends: the next one begins after it. */
export type Place = { on: Temporal.PlainDate; moment: Temporal.Instant; entryId: string };

export type Wanted = {
  clientId: ClientId;
  kinds: readonly RecordKind[];
  from?: Temporal.PlainDate | undefined;
  until?: Temporal.PlainDate | undefined;
};

const kindOf = (kind: string): RecordKind[] => recordKinds.filter((known) => known === kind);

/**
 * A paper about what is restricted is named to whoever has the case, oversees it or came for an emergency. Who ends all papers of one
 * person at once ends those too, and would count them by the lines that they wrote themselves (0170).
 */
const isPaperShown = sql<boolean>`(e.kind <> 'consent' or e.class = 'general' or exists (select from auth.in_reach r
  where r.agency_id = e.agency_id and r.client_id = e.client_id and (r.manages or r.oversees or r.by_glass)))`;

/** Every closed review has a form, so that its line is told by who reads, as the form is (0170); what they may read of it is in the list. */
const isFormShown = sql<boolean>`(e.kind <> 'document' or exists (
  select from document d join client_review r using (agency_id, review_id)
    join client p on p.agency_id = r.agency_id and p.client_id = r.client_id
  where d.agency_id = e.agency_id and d.document_id = e.about_id and ${isToldWhole}))`;

const moment = sql<Temporal.Instant>`coalesce(e.happened_at, e.recorded_at)`;

function entriesOf({ tx, agencyId }: Here, { clientId, kinds, from, until }: Wanted) {
  return tx
    .selectFrom('record_entry as e')
    .where('e.agency_id', '=', agencyId)
    .where('e.client_id', '=', clientId)
    .where(isPaperShown)
    .where(isFormShown)
    .$if(kinds.length > 0, (query) =>
      query.where(sql<boolean>`e.kind = any(${[...kinds]}::text[])`),
    )
    .$if(from !== undefined, (query) => query.where('e.happened_on', '>=', from ?? null))
    .$if(until !== undefined, (query) => query.where('e.happened_on', '<=', until ?? null));
}

async function rowsOf(
  here: Here,
  wanted: Wanted,
  { after, limit }: { after?: Place | undefined; limit: number },
): Promise<(RecordRow & { moment: Temporal.Instant })[]> {
  const rows = await entriesOf(here, wanted)
    .select([
      'e.record_entry_id',
      'e.client_id',
      'e.kind',
      'e.about_id',
      'e.happened_on',
      'e.happened_at',
      'e.recorded_at',
      'e.recorded_by',
      moment.as('moment'),
      sql<string | null>`e.facts ->> 'change'`.as('change'),
      sql<string | null>`e.facts ->> 'source'`.as('source'),
    ])
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(e.happened_on, coalesce(e.happened_at, e.recorded_at), e.record_entry_id)
          < (${after?.on.toString()}::date, ${after?.moment.toString()}::timestamptz, ${after?.entryId}::uuid)`,
      ),
    )
    .orderBy('e.happened_on', 'desc')
    .orderBy(moment, 'desc')
    .orderBy('e.record_entry_id', 'desc')
    .limit(limit)
    .modifyEnd(keepPlan)
    .execute();
  return rows.flatMap((row) => kindOf(row.kind).map((kind) => ({ ...row, kind })));
}

/** One page of what happened, newest first (REQ-105, C-22), and the place where it ends if more follows. */
export async function pageOfRecord(
  here: Here,
  wanted: Wanted,
  { after, size }: { after?: Place | undefined; size: number },
): Promise<{ items: RecordItem[]; next: Place | null }> {
  const rows = await rowsOf(here, wanted, { after, limit: size + 1 });
  const page = rows.slice(0, size);
  const last = rows.length > size ? page.at(-1) : undefined;
  return {
    items: await itemsOf(here, page),
    next: last
      ? { on: last.happened_on, moment: last.moment, entryId: last.record_entry_id }
      : null,
  };
}

/** How much lies behind a place, and how far it reaches back. */
export async function olderThan(here: Here, wanted: Wanted, place: Place) {
  const row = await entriesOf(here, wanted)
    .select([
      sql<number>`count(*)`.as('count'),
      sql<Temporal.PlainDate>`min(e.happened_on)`.as('since'),
    ])
    .where(
      sql<boolean>`(e.happened_on, coalesce(e.happened_at, e.recorded_at), e.record_entry_id)
        < (${place.on.toString()}::date, ${place.moment.toString()}::timestamptz, ${place.entryId}::uuid)`,
    )
    .executeTakeFirstOrThrow();
  return row;
}

/** What happened between two dates, by kind alone: enough to draw a year. */
export async function marksOf(here: Here, wanted: Wanted, limit: number) {
  const rows = await entriesOf(here, wanted)
    .select(['e.record_entry_id as entryId', 'e.kind', 'e.happened_on as on'])
    .orderBy('e.happened_on')
    .orderBy('e.record_entry_id')
    .limit(limit)
    .execute();
  return rows.flatMap((row) => kindOf(row.kind).map((kind) => ({ ...row, kind })));
}
