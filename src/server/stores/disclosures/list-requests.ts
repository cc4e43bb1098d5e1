import { sql } from 'kysely';
import { hoursToAnswer, stateOfRequest } from '#domain/access/list-requests.ts';
import type { FileRequested, ReportReader, TakingReason } from '#domain/access/taking-out.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';

export type ListAsked = {
  what: FileRequested;
  /** The filter as a query, its fields by name: what leaves is what was approved. */
  asked: string;
  reason: TakingReason;
  reportTo: ReportReader | null;
};

export type QueryFields = Readonly<Record<string, string | undefined>>;

/** One way to write a filter, however its fields came. */
export function asQuery(fields: QueryFields): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) query.set(name, value);
  query.sort();
  return query.toString();
}

const requests = ({ tx, agencyId }: Visit) =>
  tx
    .selectFrom('list_request as r')
    .leftJoin('list_answer as a', (join) =>
      join.onRef('a.agency_id', '=', 'r.agency_id').onRef('a.request_id', '=', 'r.request_id'),
    )
    .leftJoin('taken_out as t', (join) =>
      join.onRef('t.agency_id', '=', 'r.agency_id').onRef('t.request_id', '=', 'r.request_id'),
    )
    .select([
      'r.request_id as requestId',
      'r.staff_id as staffId',
      'r.at as askedAt',
      'r.what',
      'r.asked',
      'r.lines',
      'r.reason',
      'r.report_to as reportTo',
      'a.at as answeredAt',
      'a.approved',
      sql<boolean>`t.export_id is not null`.as('isTaken'),
    ])
    .where('r.agency_id', '=', agencyId)
    .$narrowType<{ what: FileRequested; reason: TakingReason; reportTo: ReportReader | null }>();

type Row = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number];

const read = ({ answeredAt, approved, isTaken, ...row }: Row, now: Temporal.Instant) => ({
  ...row,
  ...stateOfRequest(
    {
      askedAt: row.askedAt,
      answer: answeredAt === null ? null : { at: answeredAt, approved: approved === true },
      isTaken,
    },
    now,
  ),
});
export type StoredListRequest = ReturnType<typeof read>;

/** The asker's own of the last two days, the latest first. */
export async function ownRequests(visit: Visit): Promise<StoredListRequest[]> {
  const rows = await requests(visit)
    .where('r.staff_id', '=', visit.actor)
    .where('r.at', '>', visit.at.subtract({ hours: 48 }))
    .orderBy('r.at', 'desc')
    .orderBy('r.request_id', 'desc')
    .limit(20)
    .execute();
  return rows.map((row) => read(row, visit.at));
}

/** Those that wait for somebody else than the asker, the first first. */
export async function requestsWaiting(visit: Visit): Promise<StoredListRequest[]> {
  const rows = await requests(visit)
    .where('r.staff_id', '<>', visit.actor)
    .where('r.at', '>', visit.at.subtract({ hours: hoursToAnswer }))
    .where('a.at', 'is', null)
    .orderBy('r.at')
    .orderBy('r.request_id')
    .limit(100)
    .execute();
  return rows.map((row) => read(row, visit.at));
}

/** One's own is as unknown to whoever would approve it as another agency's. */
export async function findRequest(visit: Visit, id: string): Promise<StoredListRequest | null> {
  const row = await requests(visit).where('r.request_id', '=', id).executeTakeFirst();
  return row ? read(row, visit.at) : null;
}

export async function addRequest(visit: Visit, wanted: ListAsked & { lines: number }) {
  const { tx, agencyId, actor, at, touch } = visit;
  const { what, asked, reason, reportTo, lines } = wanted;
  const request_id = newId(at);
  await tx
    .insertInto('list_request')
    .values({
      agency_id: agencyId,
      request_id,
      staff_id: actor,
      at,
      what,
      asked,
      lines,
      reason,
      report_to: reportTo,
    })
    .execute();
  touch(request_id);
  return request_id;
}

/** False where somebody was first. */
export async function answerRequest(visit: Visit, requestId: string, approved: boolean) {
  const { tx, agencyId, actor, at } = visit;
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('list_answer')
    .values({ agency_id: agencyId, request_id: requestId, settled_by: actor, at, approved })
    .onConflict((conflict) => conflict.columns(['agency_id', 'request_id']).doNothing())
    .executeTakeFirst();
  return added === 1n;
}

export const isTheSame = (one: ListAsked, other: ListAsked) =>
  one.what === other.what &&
  one.asked === other.asked &&
  one.reason === other.reason &&
  one.reportTo === other.reportTo;

/** That this very list was approved for this person, a moment ago, and has not left since. */
export async function demandApproved(visit: Visit, requestId: string, wanted: ListAsked) {
  const found = await findRequest(visit, requestId);
  if (found === null || found.staffId !== visit.actor) throw new Refused('not-found');
  if (found.state !== 'approved') throw new Refused(`list-request-${found.state}`);
  if (!isTheSame(found, wanted)) throw new Refused('list-request-differs');
}
