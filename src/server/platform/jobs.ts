import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { z } from 'zod';
import { jobNames, jobs as payloads, type JobName, type Payload } from '#contract/jobs.ts';
import type { Login } from './database.ts';
import { newId } from './ids.ts';
import { Refused } from './refused.ts';
import type { Passage, Shell, Visit } from './shell.ts';
import { visitOnce, type Rights } from './visit-once.ts';

type Waiting = { name: string; id: string };
type RunJob = (payload: unknown, waiting: Waiting, shell: Shell) => Promise<void>;
export type JobHandlers = Record<JobName, RunJob>;

/** A handler enters as the person who asked, and may run twice: it must be harmless then. */
export const job =
  <P extends z.ZodType<Record<string, string>>>(
    payload: P,
    rights: Rights,
    handle: (payload: z.output<P>, passage: Passage) => Promise<void>,
  ): RunJob =>
  (raw, { name, id }, shell) => {
    const asker = { kind: 'job', jobId: id } as const;
    const database = shell.workerDatabase;
    const fields = payload.parse(raw);
    const ids = Object.values(fields);
    const occasion = { shell, database, asker, rights, operation: `job ${name}`, ids };
    return handle(fields, { shell, asker, step: (work) => visitOnce(occasion, work) });
  };

/** A job is a row in the caller's transaction: it exists if, and only if, the work that asked for it does. */
export async function enqueue<Name extends JobName>(
  { tx, at }: Pick<Visit, 'tx' | 'at'>,
  name: Name,
  payload: Payload<Name>,
) {
  const checked = JSON.stringify(payloads[name].parse(payload));
  await sql`select auth.enqueue(${newId(at)}, ${name}, ${checked}::jsonb)`.execute(tx);
}

export type JobRunner = {
  /** Runs all that waits, and answers how much that was. */
  runWaiting: () => Promise<number>;
  start: () => void;
  /** Begins no more, and lets what is on its way finish: twenty seconds at most, for the launcher waits forty for all of us. */
  stop: () => Promise<void>;
};

const PATIENCE = 20_000;
/** Long work that goes on in job after job must not hold up the mail. */
const atMostInTurn = 20;

export async function openJobs(
  login: Login,
  shell: Shell,
  handlers: JobHandlers,
): Promise<JobRunner> {
  const boss = new PgBoss({
    ...login,
    schema: 'queue',
    migrate: false,
    createSchema: false,
    schedule: false,
    max: 2,
  });
  boss.on('error', (fault) => shell.log.error({ err: fault }, 'queue'));
  await boss.start();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> = Promise.resolve(0);
  let isStopping = false;

  const runOne = async (name: string, { id, data }: { id: string; data: unknown }) => {
    const run = Object.entries(handlers).find(([key]) => key === name)?.[1];
    try {
      if (!run) throw new Error(`No handler for the job ${name}`);
      await run(data, { name, id }, shell);
      await boss.complete(name, id);
    } catch (fault) {
      shell.log.error({ job: name, jobId: id, err: fault }, 'job failed');
      // Who may no longer do it will not be allowed at the next try either.
      if (fault instanceof Refused) await boss.complete(name, id);
      else await boss.fail(name, id, { type: fault instanceof Error ? fault.name : 'unknown' });
    }
  };
  /** One by one: what is fetched and not begun would run out of its time while the others work. */
  const runSome = async (name: string) => {
    let ran = 0;
    for (; ran < atMostInTurn; ran += 1) {
      const [next] = isStopping ? [] : await boss.fetch<unknown>(name);
      if (!next) break;
      await runOne(name, next);
    }
    return ran;
  };
  const runWaiting = async () => {
    let ran = 0;
    for (;;) {
      const before = ran;
      for (const name of jobNames) ran += await runSome(name);
      if (ran === before) return ran;
    }
  };
  const again = () => {
    timer = setTimeout(() => {
      running = runWaiting()
        .catch((fault: unknown) => {
          shell.log.error({ err: fault }, 'queue');
          return 0;
        })
        .finally(() => isStopping || again());
    }, 300);
  };

  return {
    runWaiting,
    start: again,
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      await Promise.race([running, pause(PATIENCE, undefined, { ref: false })]);
      await boss.stop({ graceful: false, close: true });
    },
  };
}
