import { statuses, type Status } from '#domain/policy-clock/status-on.ts';
import type { listDueSnapshots, readDueSnapshot as contract } from '#contract/due-snapshots.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import {
  countSnapshotRows,
  rowsOfSnapshot,
  type RowKey,
} from '#server/stores/clock/due-snapshot-rows.ts';
import { auditedDays } from '#server/stores/audit/audited-programs.ts';
import { findSnapshot, snapshotsOf } from '#server/stores/clock/due-snapshots.ts';
import { openProgramsOf } from '#server/stores/clock/obligations-programs.ts';
import { looksBackOn } from './looks-back-on.ts';
import { inWords, snapshotView } from './snapshot-view.ts';

export async function listSnapshots(
  _: unknown,
  visit: Visit,
): Promise<ReplyOf<typeof listDueSnapshots>> {
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const isMine = await looksBackOn(visit);
  const days = await auditedDays(visit);
  return {
    today: visit.at.toZonedDateTimeISO(timeZone).toPlainDate().toString(),
    onlyBetween: days && { from: days.from.toString(), until: days.until.toString() },
    timeZone,
    programs: (await openProgramsOf(visit)).filter(({ programId }) => isMine(programId)),
    snapshots: (await snapshotsOf(visit)).map(snapshotView),
  };
}

const pageSize = 50;
type Show = InputOf<typeof contract>['show'];
export const statusesOf: Readonly<Record<Show, readonly Status[]>> = {
  late: ['overdue'],
  'due-soon': ['due_today', 'due_soon', 'open'],
  all: statuses.filter((status) => status !== 'satisfied'),
  met: ['satisfied'],
};

/** How many rows are shown, of what was counted by status. */
export const linesOf = (counted: ReadonlyMap<string, number>, show: Show): number =>
  statusesOf[show].reduce((sum, status) => sum + (counted.get(status) ?? 0), 0);

export async function readDueSnapshot(
  { snapshotId, show, after }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const snapshot = await findSnapshot(visit, snapshotId);
  if (!snapshot) throw new Refused('not-found');
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  // Asked for again and again while it is worked out: what is not whole yet says how far it is and no more.
  if (snapshot.state !== 'done')
    return {
      snapshot: snapshotView(snapshot),
      timeZone,
      counts: { late: 0, dueSoon: 0, all: 0, met: 0 },
      rows: [],
      next: null,
    };
  const counted = await countSnapshotRows(visit, snapshotId);
  const countOf = (wanted: Show) => linesOf(counted, wanted);
  const found = await rowsOfSnapshot(visit, snapshotId, {
    statuses: statusesOf[show],
    after: after === undefined ? null : keyFrom(after),
    limit: pageSize + 1,
  });
  const page = found.slice(0, pageSize);
  const last = found.length > pageSize ? page.at(-1) : undefined;
  return {
    snapshot: snapshotView(snapshot),
    timeZone,
    counts: {
      late: countOf('late'),
      dueSoon: countOf('due-soon'),
      all: countOf('all'),
      met: snapshot.holdsMet ? countOf('met') : null,
    },
    rows: await inWords(visit, snapshot, page),
    next: last
      ? `${last.dueOn?.toString() ?? 'none'}_${last.enrollmentId}_${last.obligationKey}`
      : null,
  };
}

const keyFrom = ([on, enrollmentId, obligationKey]: [string, string, string]): RowKey => ({
  dueOn: on === 'none' ? null : on,
  enrollmentId,
  obligationKey,
});
