import { setTimeout as pause } from 'node:timers/promises';

const mostTimes = 4;
const deadlock = '40P01';
const serializationFailure = '40001';

/** The database undid it for the sake of another transaction, whatever was asked. */
const isBrokenOff = (fault: unknown) =>
  fault instanceof Error &&
  'code' in fault &&
  (fault.code === deadlock || fault.code === serializationFailure);

/** Begins this anew while the database breaks it off: a few times, each after a short while that no other one waits as well. */
export async function begunAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let time = 1; ; time += 1) {
    try {
      return await work();
    } catch (fault) {
      if (time === mostTimes || !isBrokenOff(fault)) throw fault;
      await pause(Math.random() * 50 * 2 ** time);
    }
  }
}
