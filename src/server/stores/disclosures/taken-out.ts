import { sql } from 'kysely';
import {
  isOfMany,
  mostLines,
  takenMark,
  type FileTaken,
  type ReportReader,
  type TakingReason,
} from '#domain/access/taking-out.ts';
import { newId } from '#server/platform/ids.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findStaff, mayTakeLists } from '#server/stores/staff/staff.ts';

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
export const recordTakenOut = async (visit: Visit, taking: Taking): Promise<string> =>
  (await takeOut(visit, { ...taking, lines: 1 })).mark;

/** A file that was taken for a report that the agency owes: whoever is in it is disclosed to its reader. */
export type OwedReport = { exportId: string; reportTo: ReportReader };

type TakingList = Taking & {
  reportTo?: ReportReader | undefined;
  /** As many as the list has, or one more than a file holds. */
  lines: number;
};

/** The same of a list of many clients, with what a report has to write down about each client in it; null of any other file. */
export async function takeOut(
  visit: Visit,
  { what, reason, reportTo, lines }: TakingList,
): Promise<{ mark: string; report: OwedReport | null }> {
  const { tx, agencyId, actor, at, today, touch } = visit;
  if (isOfMany(what)) await demandMayTakeLists(visit);
  if (lines > mostLines) throw new Refused('too-many-lines');
  const export_id = newId(at);
  const reader = reason === 'report' ? readerOf(reportTo) : null;
  await tx
    .insertInto('taken_out')
    .values({
      agency_id: agencyId,
      export_id,
      staff_id: actor,
      at,
      what,
      reason,
      report_to: reader,
    })
    .execute();
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
function readerOf(reportTo: ReportReader | undefined): ReportReader {
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
