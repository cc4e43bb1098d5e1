import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { unhurried, type Left } from './unhurried.ts';

const length = 200;

/** How long it goes on after a round of this length, and whether it says that more is left. */
async function after(left: Left) {
  let ended = 0;
  const isMore = await unhurried(async () => {
    await sleep(length);
    ended = performance.now();
    return left;
  });
  return { isMore, rested: performance.now() - ended };
}

/** The best of three: what else the machine does at that moment is no rest. */
async function quickest(left: Left) {
  const [best] = [await after(left), await after(left), await after(left)].toSorted(
    (one, other) => one.rested - other.rested,
  );
  if (!best) throw new Error('Three were tried.');
  return best;
}

test('after a round that leaves more, nothing is done for twice as long as it took', async () => {
  const { isMore, rested } = await after('more');
  expect(isMore).toBe(true);
  expect(rested).toBeGreaterThan(length * 1.9);
});

test('what somebody waits for goes on at once, and what is done ends at once', async () => {
  const awaited = await quickest('awaited');
  expect(awaited.isMore).toBe(true);
  expect(awaited.rested).toBeLessThan(length * 0.5);
  const done = await quickest('nothing');
  expect(done.isMore).toBe(false);
  expect(done.rested).toBeLessThan(length * 0.5);
});
