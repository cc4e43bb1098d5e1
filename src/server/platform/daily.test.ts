import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { everyHour, everySecond } from './daily.ts';
import { openLog } from './log.ts';

// Time goes by as fast as it is told to; nothing else is put in place of anything.
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

const shell = { log: openLog('silent') };
const hour = 3_600_000;

test('what is done each hour is done at once, and again within the hour, in each of a day (S16)', async () => {
  let times = 0;
  const recurring = everyHour(shell, async () => (times += 1));
  await vi.advanceTimersByTimeAsync(0);
  expect(times).toBe(1);

  await vi.advanceTimersByTimeAsync(24 * (hour + 5_000));
  await recurring.stop();

  expect(times).toBeGreaterThanOrEqual(25);
});

test('what is done each second goes on after a fault, and does all the rest in spite of it (S16)', async () => {
  const done: string[] = [];
  const recurring = everySecond(
    shell,
    async () => Promise.reject(new Error('a fault for a test')),
    async () => done.push('sealed'),
  );
  await vi.advanceTimersByTimeAsync(3_500);
  await recurring.stop();
  const before = done.length;
  await vi.advanceTimersByTimeAsync(10_000);

  expect(before).toBe(4);
  expect(done).toHaveLength(before);
});
