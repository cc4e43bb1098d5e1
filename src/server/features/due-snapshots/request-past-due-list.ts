import type { requestPastDueList as contract } from '#contract/due-snapshots.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { countSnapshotRows } from '#server/stores/clock/due-snapshot-rows.ts';
import { requestList } from '#server/stores/disclosures/request-list.ts';
import { readWhole } from './export-due-snapshot.ts';
import { linesOf } from './read-due-snapshots.ts';

export async function requestPastDueList(
  { reason, reportTo, ...asked }: InputOf<typeof contract>,
  visit: Visit,
) {
  const { snapshotId, show } = asked;
  await readWhole(visit, asked);
  return requestList(visit, { what: 'past-due-list', reason, reportTo, asked }, async () =>
    linesOf(await countSnapshotRows(visit, snapshotId), show),
  );
}
