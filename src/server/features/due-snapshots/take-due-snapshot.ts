import { obligationKey } from '#domain/policy-clock/obligation-key.ts';
import { obligations } from '#domain/policy-clock/obligations.ts';
import type { Status } from '#domain/policy-clock/status-on.ts';
import { jobs, type Payload } from '#contract/jobs.ts';
import { job } from '#server/platform/jobs.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { clockFactsOf, type ClockFacts } from '#server/stores/clock/clock-facts.ts';
import {
  addSnapshotRows,
  countEnrollmentsOn,
  enrollmentsOn,
  lockSnapshot,
  saveProgress,
  type SnapshotRow,
  type StoredSnapshot,
} from '#server/stores/clock/due-snapshots.ts';
import { classOf } from '#server/stores/clock/project-enrollments.ts';

const atOnce = 2_000;

/** Goes through the enrollments of that day in steps; one that failed or was cut off goes on where the last one ended. */
async function takeDueSnapshot(
  { snapshotId }: Payload<'take-due-snapshot'>,
  { step }: Passage,
): Promise<void> {
  while (await step((visit) => lookAtSome(visit, snapshotId)));
}

/** Answers whether there is more to look at. */
async function lookAtSome(visit: Visit, snapshotId: string): Promise<boolean> {
  const snapshot = await lockSnapshot(visit, snapshotId);
  if (snapshot === undefined || snapshot.state === 'done' || snapshot.state === 'cancelled')
    return false;
  if (snapshot.total === null) {
    await saveProgress(visit, snapshotId, {
      state: 'running',
      total: await countEnrollmentsOn(visit, snapshot),
      holdsMet: true,
    });
    return true;
  }
  const running = await enrollmentsOn(visit, snapshot, {
    after: snapshot.afterEnrollment,
    limit: atOnce,
  });
  const numbers = new Map(running.map((each) => [each.enrollmentId, each.clientNumber]));
  const facts = await clockFactsOf(visit, [...numbers.keys()], snapshot.knownAt);
  await addSnapshotRows(
    visit,
    snapshotId,
    facts.flatMap((known) => rowsOf(known, snapshot, numbers.get(known.enrollment.id) ?? 0)),
  );
  const isDone = running.length < atOnce;
  await saveProgress(visit, snapshotId, {
    state: isDone ? 'done' : 'running',
    lookedAt: snapshot.lookedAt + running.length,
    afterEnrollment: running.at(-1)?.enrollmentId ?? snapshot.afterEnrollment,
  });
  return !isDone;
}

/** What ended or was never owed is no part of a past list; what was met is its evidence. */
const settled: readonly Status[] = ['closed', 'not_required'];

const rowsOf = (
  known: ClockFacts,
  { asOf, knownAt }: StoredSnapshot,
  clientNumber: number,
): SnapshotRow[] =>
  obligations(known.enrollment, known.facts, { asOf, asKnownAt: knownAt })
    .filter(({ status }) => !settled.includes(status))
    .map((obligation) => ({
      enrollmentId: known.enrollment.id,
      obligationKey: obligationKey(obligation),
      clientId: known.clientId,
      clientNumber,
      programId: known.program.programId,
      status: obligation.status,
      strength: obligation.strength,
      dueOn: obligation.dueOn,
      class: classOf(known, obligation),
    }));

export const takeDueSnapshotJob = job(
  jobs['take-due-snapshot'],
  { needs: 'history:look-back', purpose: 'oversight' },
  takeDueSnapshot,
);
