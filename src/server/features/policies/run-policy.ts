import { jobs, type Payload } from '#contract/jobs.ts';
import { agenciesOf, inEach, type Rounds } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import { enqueue, job } from '#server/platform/jobs.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { unhurried, type Left } from '#server/platform/unhurried.ts';
import {
  lockRun,
  nextEnrollmentsOf,
  noteRound,
  openProjections,
  stopRun,
  type PolicyRun,
} from '#server/stores/policies/policy-runs.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';
import { previewEnrollments } from './preview-enrollments.ts';

type Round = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

const roundSize = 100;
/** So short a job never holds up the mail, and ends well before the queue would take it for lost. */
const roundsOfOneJob = 20;

/** One round of a preview or a projection, in one transaction with the note of how far it came. Somebody waits for a preview. */
async function runRound(visit: Round, runId: string, size = roundSize): Promise<Left> {
  const run = await lockRun(visit, runId);
  if (run?.state !== 'running') return 'nothing';
  const enrollmentIds = await nextEnrollmentsOf(visit, run, size);
  if (!(await workOn(visit, run, enrollmentIds))) {
    await stopRun(visit, runId);
    return 'nothing';
  }
  const isLast = enrollmentIds.length < size;
  await noteRound(visit, run, { enrollmentIds, isLast });
  if (isLast) return 'nothing';
  return run.kind === 'preview' ? 'awaited' : 'more';
}

async function workOn(visit: Round, run: PolicyRun, enrollmentIds: string[]): Promise<boolean> {
  if (run.kind === 'preview') return previewEnrollments(visit, run, enrollmentIds);
  await projectEnrollments(visit, enrollmentIds);
  return true;
}

/** A few rounds; what is left is a job of the last round's own transaction, so that nothing is forgotten or done twice. */
async function runPolicy({ runId }: Payload<'run-policy'>, { step }: Passage) {
  for (let round = 1; ; round += 1) {
    const isLastHere = round === roundsOfOneJob;
    const isMore = await unhurried(() =>
      step(async (visit) => {
        const left = await runRound(visit, runId);
        if (left !== 'nothing' && isLastHere) await enqueue(visit, 'run-policy', { runId });
        return left;
      }),
    );
    if (!isMore || isLastHere) return;
  }
}

export const runPolicyJob = job(
  jobs['run-policy'],
  { needs: 'program:manage', purpose: 'administration' },
  runPolicy,
);

/**
 * Goes on with every projection that is under way, as a service: after a crash nobody waits for the queue, and it ends
 * also when whoever published has left. Answers how many rounds it made.
 */
export async function continueProjections(
  rounds: Rounds,
  { size = roundSize, atMost = Number.POSITIVE_INFINITY }: { size?: number; atMost?: number } = {},
): Promise<number> {
  const { workerDatabase } = rounds;
  return inEach(await agenciesOf(workerDatabase), rounds, async (agencyId) => {
    const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
    const inService = <T>(work: (visit: Round) => Promise<T>) =>
      transact(workerDatabase, { asker, purpose: 'administration' }, (tx, { at }) =>
        work({ tx, at, agencyId }),
      );
    let made = 0;
    for (const { runId } of await inService((visit) => openProjections(visit))) {
      let isMore = true;
      while (isMore && made < atMost && !rounds.stopping?.aborted) {
        isMore = await unhurried(() => inService((visit) => runRound(visit, runId, size)));
        made += 1;
      }
    }
    return made;
  });
}
