import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { lockSnapshot, removeSnapshot, saveProgress } from '#server/stores/clock/due-snapshots.ts';

type Named = { snapshotId: string };

export async function cancelDueSnapshot({ snapshotId }: Named, visit: Visit) {
  const snapshot = await lockSnapshot(visit, snapshotId);
  if (!snapshot) throw new Refused('not-found');
  if (snapshot.state === 'waiting' || snapshot.state === 'running')
    await saveProgress(visit, snapshotId, { state: 'cancelled' });
  return {};
}

export async function removeDueSnapshot({ snapshotId }: Named, visit: Visit) {
  if (!(await lockSnapshot(visit, snapshotId))) throw new Refused('not-found');
  await removeSnapshot(visit, snapshotId);
  return {};
}
