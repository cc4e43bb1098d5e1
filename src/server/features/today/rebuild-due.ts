import type { AgencyId } from '#domain/people.ts';
import { agenciesOf } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import type { Shell } from '#server/platform/shell.ts';
import { enrollmentsAfter } from '#server/stores/enrollments-in-rounds.ts';
import { projectEnrollments } from '#server/stores/project-enrollments.ts';

/** The last enrollment that was rebuilt: what comes after it, in the order of ids, is still to do. */
export type RebuiltTo = { agencyId: AgencyId; enrollmentId: string | null };

const atOnce = 2_000;

/**
 * Derives the worklist of every agency anew from its facts, a round at a time, each in a transaction of its own: people
 * go on working meanwhile. `onRound` is told where it stands, and `from` takes up from there.
 */
export async function rebuildDue(
  { workerDatabase }: Pick<Shell, 'workerDatabase'>,
  from: RebuiltTo | null,
  onRound: (to: RebuiltTo, howMany: number) => Promise<void>,
): Promise<void> {
  const agencies = (await agenciesOf(workerDatabase)).toSorted();
  for (const agencyId of agencies.filter((one) => !from || one >= from.agencyId)) {
    let enrollmentId = from?.agencyId === agencyId ? from.enrollmentId : null;
    for (;;) {
      const round = await rebuildRound(workerDatabase, { agencyId, enrollmentId });
      enrollmentId = round.at(-1) ?? enrollmentId;
      await onRound({ agencyId, enrollmentId }, round.length);
      if (round.length < atOnce) break;
    }
  }
}

function rebuildRound(
  workerDatabase: Shell['workerDatabase'],
  { agencyId, enrollmentId }: RebuiltTo,
): Promise<string[]> {
  const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
  return transact(workerDatabase, { asker, purpose: 'administration' }, async (tx, { at }) => {
    const round = await enrollmentsAfter({ tx, agencyId }, enrollmentId, atOnce);
    await projectEnrollments({ tx, at, agencyId }, round);
    return round;
  });
}
