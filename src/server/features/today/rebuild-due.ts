import type { AgencyId } from '#domain/people.ts';
import { agenciesOf } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import type { Shell, Visit } from '#server/platform/shell.ts';
import { enrollmentsAfter } from '#server/stores/enrollments/enrollments-in-rounds.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';

/** The last enrollment that was rebuilt: what comes after it, in the order of ids, is still to do. */
export type RebuiltTo = { agencyId: AgencyId; enrollmentId: string | null };

const roundSize = 2_000;
/** While the database writes one round, the next is read and derived. */
const roundsAtOnce = 2;

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
    const inService = <T>(work: (visit: Round) => Promise<T>) =>
      transact(workerDatabase, asService(agencyId), (tx, { at }) => work({ tx, at, agencyId }));
    let enrollmentId = from?.agencyId === agencyId ? from.enrollmentId : null;
    for (;;) {
      const next = await inService((visit) =>
        enrollmentsAfter(visit, enrollmentId, roundSize * roundsAtOnce),
      );
      const rounds = [next.slice(0, roundSize), next.slice(roundSize)];
      await Promise.all(
        rounds.map((round) => inService((visit) => projectEnrollments(visit, round))),
      );
      enrollmentId = next.at(-1) ?? enrollmentId;
      await onRound({ agencyId, enrollmentId }, next.length);
      if (next.length < roundSize * roundsAtOnce) break;
    }
  }
}

type Round = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

const asService = (agencyId: AgencyId) =>
  ({
    asker: { kind: 'service', agencyId, service: 'daily-projection' },
    purpose: 'administration',
  }) as const;
