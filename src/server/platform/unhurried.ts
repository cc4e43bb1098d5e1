import { setTimeout as rest } from 'node:timers/promises';

/** After a round that leaves more nothing is done for as long as it took: whoever opens a list meanwhile has the machine as well. */
export async function unhurried(round: () => Promise<boolean>): Promise<boolean> {
  const begin = performance.now();
  const isMore = await round();
  if (isMore) await rest(performance.now() - begin);
  return isMore;
}
