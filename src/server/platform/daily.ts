import { sql } from 'kysely';
import type { AgencyId } from '#domain/people.ts';
import type { Database } from './database.ts';
import type { Shell } from './shell.ts';

/** Every agency of this database; only the login of jobs and services may ask. */
export async function agenciesOf(workerDatabase: Database): Promise<AgencyId[]> {
  const { rows } = await sql<{ agency_id: AgencyId }>`
    select a as agency_id from auth.agencies() a`.execute(workerDatabase);
  return rows.map((row) => row.agency_id);
}

/** Takes away what is written down of who asked in transactions that are over. */
export const forgetWhoAsked = ({ workerDatabase }: Pick<Rounds, 'workerDatabase'>) =>
  sql`select auth.forget_who_asked()`.execute(workerDatabase);

export type Recurring = { stop: () => Promise<void> };

/** What work that comes again receives: it ends early, between two of its steps, when it is asked to stop. */
export type Rounds = Pick<Shell, 'workerDatabase' | 'log'> & { stopping?: AbortSignal };

/** Works for one agency after the other, and answers the sum: what fails in one does not keep the others waiting. */
export async function inEach(
  agencies: readonly AgencyId[],
  { log, stopping }: Pick<Rounds, 'log' | 'stopping'>,
  work: (agencyId: AgencyId) => Promise<number>,
): Promise<number> {
  let sum = 0;
  for (const agencyId of agencies) {
    if (stopping?.aborted) break;
    try {
      sum += await work(agencyId);
    } catch (fault) {
      log.error({ agencyId, err: fault }, 'work that comes again');
    }
  }
  return sum;
}

/** Steps until one of them did less than it might have, or until it is asked to stop; answers the sum. */
export async function untilDone(
  atOnce: number,
  { stopping }: Pick<Rounds, 'stopping'>,
  step: () => Promise<number>,
): Promise<number> {
  let sum = 0;
  for (;;) {
    if (stopping?.aborted) return sum;
    const done = await step();
    sum += done;
    if (done < atOnce) return sum;
  }
}

type Work<S> = (rounds: S & { stopping: AbortSignal }) => Promise<unknown>;

/** Does all this now and again soon after each full hour, because that is when a civil day begins somewhere. */
export const everyHour = <S extends Pick<Rounds, 'log'>>(shell: S, ...works: Work<S>[]) =>
  again(shell, works, untilNextHour);

/** Does all this now and again a second after it was done. */
export const everySecond = <S extends Pick<Rounds, 'log'>>(shell: S, ...works: Work<S>[]) =>
  again(shell, works, () => 1_000);

function again<S extends Pick<Rounds, 'log'>>(
  shell: S,
  works: readonly Work<S>[],
  pause: () => number,
): Recurring {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const control = new AbortController();
  const stopping = control.signal;
  const all = async () => {
    for (const work of works) {
      if (stopping.aborted) return;
      await work({ ...shell, stopping }).catch((fault: unknown) =>
        shell.log.error({ err: fault }, 'work that comes again'),
      );
    }
  };
  const run = () => {
    running = all().finally(() => {
      if (!stopping.aborted) timer = setTimeout(run, pause()).unref();
    });
  };
  run();
  return {
    stop: async () => {
      control.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

const hour = 3_600_000;
const afterTheHour = 5_000;
const untilNextHour = () => hour - (Temporal.Now.instant().epochMilliseconds % hour) + afterTheHour;
