import { setTimeout as rest } from 'node:timers/promises';

/** What a round leaves to the next one: nothing, something that somebody waits for, or something that nobody does. */
export type Left = 'nothing' | 'awaited' | 'more';

/**
 * After a round of what nobody waits for nothing is done for twice as long as it took: whoever opens a list meanwhile has the machine as
 * well. Answers whether more is left.
 */
export async function unhurried(round: () => Promise<Left>): Promise<boolean> {
  const begin = performance.now();
  const left = await round();
  if (left === 'more') await rest(2 * (performance.now() - begin));
  return left !== 'nothing';
}
