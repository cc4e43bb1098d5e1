/** Small enough that a batch is forgotten while it is young: the memory of the process stays flat. */
const batchSize = 500;

/** Hands over a lazy list in pieces, so that it never stands in memory as a whole. */
export async function inBatches<T>(
  items: Iterable<T>,
  take: (batch: readonly T[], isFirstOfMany: boolean) => Promise<void>,
): Promise<void> {
  let batch: T[] = [];
  let isFirst = true;
  for (const item of items) {
    batch.push(item);
    if (batch.length < batchSize) continue;
    await take(batch, isFirst);
    batch = [];
    isFirst = false;
  }
  if (batch.length > 0) await take(batch, false);
}
