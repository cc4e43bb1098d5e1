const reasons = [
  'deleted-in-hmis',
  'row-unreadable',
  'without-identifier',
  'identifier-twice',
] as const;

export type PassedReason = (typeof reasons)[number];

/** A file may be nothing but bad rows: those beyond are counted, and not listed. */
const keptRows = 100_000;

const upwards = (one: number, other: number) => one - other;

/** Rows that never became records: a number each, because there can be many. */
export class PassedRows {
  #kept: number[] = [];
  #isInOrder = true;

  add(row: number, reason: PassedReason) {
    if (this.#kept.length >= keptRows) return;
    this.#kept.push(row * reasons.length + reasons.indexOf(reason));
    this.#isInOrder = false;
  }

  /** Those after this row of the file, in the file's order. */
  *after(row: number): Generator<{ row: number; reason: PassedReason }> {
    if (!this.#isInOrder) this.#kept.sort(upwards);
    this.#isInOrder = true;
    for (const one of this.#kept) {
      const found = {
        row: Math.floor(one / reasons.length),
        reason: reasons[one % reasons.length],
      };
      if (found.row > row && found.reason) yield { row: found.row, reason: found.reason };
    }
  }
}
