import { sql } from 'kysely';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { newId } from '#server/platform/ids.ts';
import { sendOn } from '#server/platform/send-on.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

export type PolicyRun = {
  runId: string;
  programId: string;
  version: number;
  revision: number;
  kind: 'preview' | 'projection';
  state: 'running' | 'done' | 'cancelled';
  effectiveFrom: Temporal.PlainDate;
  startedAt: Temporal.Instant;
};
/** A run with its mark, which the worker alone reads. */
export type MarkedRun = PolicyRun & { done: number; lastEnrollmentId: string | null };

const runs = ({ tx, agencyId }: Here) =>
  tx
    .selectFrom('policy_run')
    .select([
      'run_id as runId',
      'program_id as programId',
      'version',
      'revision',
      'kind',
      'state',
      'effective_from as effectiveFrom',
      'started_at as startedAt',
    ])
    .where('agency_id', '=', agencyId)
    .$narrowType<{ kind: PolicyRun['kind']; state: PolicyRun['state'] }>();

type NewRun = Pick<PolicyRun, 'programId' | 'version' | 'revision' | 'kind' | 'effectiveFrom'>;

/** Begins at the first enrollment; a run of the same kind that is under way has nothing more to do. */
export async function addRun(
  { tx, agencyId, at, actor }: Pick<Visit, 'tx' | 'agencyId' | 'at' | 'actor'>,
  run: NewRun,
): Promise<string> {
  await cancelRuns({ tx, agencyId, at }, run);
  if (run.kind === 'preview')
    // What an older preview found goes with it.
    await tx
      .deleteFrom('policy_run')
      .where('agency_id', '=', agencyId)
      .where('program_id', '=', run.programId)
      .where('kind', '=', 'preview')
      .execute();
  const runId = newId(at);
  await tx
    .insertInto('policy_run')
    .values({
      agency_id: agencyId,
      run_id: runId,
      program_id: run.programId,
      version: run.version,
      revision: run.revision,
      kind: run.kind,
      state: 'running',
      effective_from: run.effectiveFrom,
      started_at: at,
      started_by: actor,
    })
    .execute();
  return runId;
}

async function cancelRuns(
  { tx, agencyId, at }: Pick<Visit, 'tx' | 'agencyId' | 'at'>,
  { programId, kind }: Pick<NewRun, 'programId' | 'kind'>,
) {
  await tx
    .updateTable('policy_run')
    .set({ state: 'cancelled', finished_at: at })
    .where('agency_id', '=', agencyId)
    .where('program_id', '=', programId)
    .where('kind', '=', kind)
    .where('state', '=', 'running')
    .execute();
}

/** The newest preview of a version. */
export const lastPreviewOf = (here: Here, programId: string, version: number) =>
  runs(here)
    .where('program_id', '=', programId)
    .where('version', '=', version)
    .where('kind', '=', 'preview')
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();

export const findRun = (here: Here, runId: string): Promise<PolicyRun | undefined> =>
  runs(here).where('run_id', '=', runId).executeTakeFirst();

/** Held by one round at a time; another that comes meanwhile waits, and goes on after it. */
export const lockRun = (here: Here, runId: string): Promise<MarkedRun | undefined> =>
  runs(here)
    .select(['done', 'last_enrollment_id as lastEnrollmentId'])
    .where('run_id', '=', runId)
    .forUpdate()
    .executeTakeFirst();

/** The projections that are under way, of these programs or of all. */
export const openProjections = (here: Here, programIds?: readonly string[]): Promise<PolicyRun[]> =>
  programIds?.length === 0
    ? Promise.resolve([])
    : sendOn(
        here.tx,
        runs(here)
          .where('kind', '=', 'projection')
          .where('state', '=', 'running')
          .$if(programIds !== undefined, (query) =>
            query.where('program_id', '=', oneOf(programIds ?? [])),
          )
          .modifyEnd(keepPlan),
      );

/** The enrollments that this run has not reached yet, a round of them. */
export async function nextEnrollmentsOf(
  { tx }: Pick<Here, 'tx'>,
  { programId, lastEnrollmentId }: MarkedRun,
  size: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from auth.enrollments_to_judge(${programId}::uuid, ${lastEnrollmentId}::uuid, ${size}) id`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

export async function noteRound(
  { tx, agencyId, at }: Pick<Visit, 'tx' | 'agencyId' | 'at'>,
  { runId, done }: MarkedRun,
  { enrollmentIds, isLast }: { enrollmentIds: readonly string[]; isLast: boolean },
) {
  const last = enrollmentIds.at(-1);
  await tx
    .updateTable('policy_run')
    .set({
      done: done + enrollmentIds.length,
      ...(last === undefined ? {} : { last_enrollment_id: last }),
      ...(isLast ? { state: 'done', finished_at: at } : {}),
    })
    .where('agency_id', '=', agencyId)
    .where('run_id', '=', runId)
    .execute();
}

export async function stopRun(
  { tx, agencyId, at }: Pick<Visit, 'tx' | 'agencyId' | 'at'>,
  runId: string,
) {
  await tx
    .updateTable('policy_run')
    .set({ state: 'cancelled', finished_at: at })
    .where('agency_id', '=', agencyId)
    .where('run_id', '=', runId)
    .where('state', '=', 'running')
    .execute();
}
