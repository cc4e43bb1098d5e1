export type Load = { perSecond: number; p50: number; p95: number; count: number };

/** Keeps `lanes` calls under way for so many milliseconds; times are in milliseconds. */
export async function underLoad(
  { lanes, forMs }: { lanes: number; forMs: number },
  once: (lane: number) => Promise<void>,
): Promise<Load> {
  const times: number[] = [];
  const begin = performance.now();
  const lane = async (number: number) => {
    while (performance.now() - begin < forMs) {
      const start = performance.now();
      await once(number);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
  const seconds = (performance.now() - begin) / 1_000;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), count: times.length };
}

export const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

export const round = (number: number, digits = 2) => Number(number.toFixed(digits));
