import { sql } from 'kysely';
import {
  isOfMany,
  mostLines,
  mostLinesApproved,
  takenMark,
  type FileRequested,
  type FileTaken,
  type ReportReader,
  type TakingReason,
} from '#domain/access/taking-out.ts';
import { newId } from '#server/platform/ids.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findStaff, mayTakeLists } from '#server/stores/staff/staff.ts';
import { asQuery, demandApproved, type QueryFields } from './list-requests.ts';

export type TakenOut = {
  exportId: string;
  at: Temporal.Instant;
  staffId: string;
  what: FileTaken;
  reason: TakingReason | null;
};
export type TakenKey = readonly [at: string, exportId: string];

type Taking = Pick<TakenOut, 'what' | 'reason'>;

/** Written before a byte leaves; answers what each line or page of the file says of who took it. */
export async function recordTakenOut(visit: Visit, taking: Taking): Promise<string> {
  if (isOfMany(taking.what)) await demandMayTakeLists(visit);
  return (await record(visit, { ...taking, reader: null, requestId: null })).mark;
}

/** A file that was taken for a report that the agency owes: whoever is in it is disclosed to its reader. */
export type OwedReport = { exportId: string; reportTo: ReportReader };

type TakingList = {
  what: FileRequested;
  reason: TakingReason;
  reportTo?: ReportReader | undefined;
  requestId?: string | undefined;
  /** The filter: a list that a second person approved is bound to it. */
  asked: QueryFields;
  /** As many as the list has, or one more than a file holds. */
  lines: number;
};

/** The same of a list of many clients, with what a report has to write down about each client in it; null of any other file. */
export async function takeOut(
  visit: Visit,
  { what, reason, reportTo, requestId, asked, lines }: TakingList,
): Promise<{ mark: string; report: OwedReport | null }> {
  await demandMayTakeLists(visit);
  const reader = readerFor(reason, reportTo);
  if (lines > mostLinesApproved) throw new Refused('too-many-lines');
  if (requestId !== undefined)
    await demandApproved(visit, requestId, {
      what,
      reason,
      reportTo: reader,
      asked: asQuery(asked),
    });
  else if (lines > mostLines) throw new Refused('second-person-needed');
  return record(visit, { what, reason, reader, requestId: requestId ?? null });
}

type Recording = Taking & { reader: ReportReader | null; requestId: string | null };

async function record(visit: Visit, { what, reason, reader, requestId }: Recording) {
  const { tx, agencyId, actor, at, today, touch } = visit;
  const export_id = newId(at);
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('taken_out')
    .values({
      agency_id: agencyId,
      export_id,
      staff_id: actor,
      at,
      what,
      reason,
      report_to: reader,
      request_id: requestId,
    })
    // Of two at once by one request, the second finds what the first has taken.
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added !== 1n) throw new Refused('list-request-used');
  touch(export_id);
  const taker = await findStaff(tx, agencyId, actor);
  return {
    mark: takenMark(taker?.fullName ?? '', today, export_id),
    report: reader === null ? null : { exportId: export_id, reportTo: reader },
  };
}

/** Asked again before each further page: whoever loses the right half-way takes no more along. */
export async function demandMayTakeLists(visit: Visit) {
  if (!(await mayTakeLists(visit))) throw new Refused('may-not-take-lists');
}

/** It stands in the accounting of each client: whoever takes the file says it, and nobody says it for them. */
export function readerFor(
  reason: TakingReason,
  reportTo: ReportReader | undefined,
): ReportReader | null {
  if (reason !== 'report') return null;
  if (reportTo !== undefined) return reportTo;
  throw badInput('reportTo', 'Say to whom the report is owed.');
}

/** The files that were taken out of the agency, the latest first. */
export const takenOut = async (
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  { after, limit }: { after: TakenKey | null; limit: number },
): Promise<TakenOut[]> =>
  tx
    .selectFrom('taken_out')
    .select(['export_id as exportId', 'at', 'staff_id as staffId', 'what', 'reason'])
    .where('agency_id', '=', agencyId)
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(at, export_id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy('at', 'desc')
    .orderBy('export_id', 'desc')
    .limit(limit)
    .$narrowType<{ what: FileTaken; reason: TakingReason | null }>()
    .execute();
