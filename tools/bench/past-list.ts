import { setTimeout as wait } from 'node:timers/promises';
import { callerOf } from './caller.ts';
import { round } from './load.ts';
import { inWords, type Measurement } from './measurement.ts';

const limits = { minutes: 3 };

/** The due list of a past day over a whole agency, asked for as people do and worked out by the server's own job. */
export async function measurePastList(
  origin: string,
  { size, token }: { size: number; token: string },
): Promise<Measurement> {
  const { get, post } = callerOf(origin, token);
  const asOf = Temporal.Now.plainDateISO('UTC').subtract({ days: 20 }).toString();
  const begin = performance.now();
  const { snapshotId } = await post('/api/due-snapshots', { asOf, knowledge: 'today' });
  let state = '';
  while (state !== 'done') {
    await wait(500);
    ({ state } = (await get(`/api/due-snapshots/${snapshotId}`)).snapshot);
    if (state === 'failed' || state === 'cancelled')
      throw new Error(`The past list ended as ${state}`);
  }
  const seconds = (performance.now() - begin) / 1_000;
  return {
    what: `Due list of a past day over ${inWords(size, 'enrollments')}`,
    value: round(seconds / 60),
    unit: 'minutes',
    limit: { atMost: limits.minutes },
    because: `${inWords(Math.round(size / seconds), 'enrollments')} a second, by one job of the server`,
  };
}
