import { sql } from 'kysely';
import type { AgencyId } from '#domain/people.ts';
import type { Database } from './database.ts';
import type { Log } from './log.ts';

/** Every agency of this database; only the login of jobs and services may ask. */
export async function agenciesOf(workerDatabase: Database): Promise<AgencyId[]> {
  const { rows } = await sql<{ agency_id: AgencyId }>`
    select a as agency_id from auth.agencies() a`.execute(workerDatabase);
  return rows.map((row) => row.agency_id);
}

export type Recurring = { stop: () => Promise<void> };

/** Does the work now and again soon after each full hour, because that is when a civil day begins somewhere. */
export const everyHour = (work: () => Promise<unknown>, log: Log): Recurring =>
  again(work, log, untilNextHour);

/** Does the work now and again a second after it was done. */
export const everySecond = (work: () => Promise<unknown>, log: Log): Recurring =>
  again(work, log, () => 1_000);

function again(work: () => Promise<unknown>, log: Log, pause: () => number): Recurring {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let isStopped = false;
  const run = () => {
    running = work()
      .catch((fault: unknown) => log.error({ err: fault }, 'work that comes again'))
      .finally(() => {
        if (!isStopped) timer = setTimeout(run, pause()).unref();
      });
  };
  run();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

const hour = 3_600_000;
const afterTheHour = 5_000;
const untilNextHour = () => hour - (Temporal.Now.instant().epochMilliseconds % hour) + afterTheHour;
