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
  stop: () => Promise<void>;
};

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
  const runWaiting = async () => {
    let ran = 0;
    for (;;) {
      const before = ran;
      // One batch of each in turn: long work that goes on in job after job must not hold up the mail.
      for (const name of jobNames) {
        const waiting = await boss.fetch<unknown>(name, { batchSize: 20 });
        for (const one of waiting) await runOne(name, one);
        ran += waiting.length;
      }
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
        .finally(() => timer && again());
    }, 300);
  };

  return {
    runWaiting,
    start: again,
    stop: async () => {
      if (timer) clearTimeout(timer);
      timer = undefined;
      await running;
      await boss.stop({ graceful: false, close: true });
    },
  };
}
