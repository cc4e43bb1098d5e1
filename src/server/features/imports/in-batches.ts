/** So that the database always has something to do while we think, and the pieces stay few. */
const atOnce = 3;
/** Small enough that a batch is forgotten while it is young: the memory of the process stays flat. */
const batchSize = 500;

function* piecesOf<T>(items: Iterable<T>): Generator<readonly T[]> {
  let piece: T[] = [];
  for (const item of items) {
    piece.push(item);
    if (piece.length < batchSize) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

/**
 * Hands over a lazy list in pieces, so that it never stands in memory as a whole. Pieces are begun while the database still
 * works on those before them; only the first of many ends before there is a second. None outlives the call: what came
 * after the end of its transaction would stand in none.
 */
export async function inBatches<T>(
  items: Iterable<T>,
  take: (batch: readonly T[], isFirstOfMany: boolean) => Promise<void>,
): Promise<void> {
  const underWay: Promise<unknown>[] = [];
  // What failed first is the cause: of the others the database only says that their transaction is over.
  const faults: unknown[] = [];
  const settleOldest = async () => {
    await underWay.shift();
    if (faults.length > 0) throw faults[0];
  };
  let isFirst = true;
  try {
    for (const piece of piecesOf(items)) {
      const isFirstOfMany = isFirst && piece.length === batchSize;
      underWay.push(take(piece, isFirstOfMany).catch((fault: unknown) => faults.push(fault)));
      if (isFirst || underWay.length >= atOnce) await settleOldest();
      isFirst = false;
    }
    while (underWay.length > 0) await settleOldest();
  } finally {
    await Promise.all(underWay);
  }
}
