import { skipReasons, type SkipReason } from './import-plan.ts';

/** Why rows of a table are left out, by their place: a byte each, because there are many. */
export class Verdicts {
  readonly #codes: Uint8Array;

  constructor(size: number) {
    this.#codes = new Uint8Array(size);
  }

  skip(place: number, reason: SkipReason) {
    this.#codes[place] = skipReasons.indexOf(reason) + 1;
  }

  /** Null where the row is taken. */
  reasonAt(place: number): SkipReason | null {
    return skipReasons[(this.#codes[place] ?? 0) - 1] ?? null;
  }
}
