import { spelledOnce } from '#domain/spelled-once.ts';

const separator = '\u001F';
// Control characters cannot be stored and would forge the separator.
const controlCharacters = /\p{Cc}+/gu;

const tidy = (cell: string) => cell.replace(controlCharacters, ' ').trim();

/** As somebody would type them here, however the exporter spells; identifiers stay as they are. */
const isName = (column: string) => /Name(?:Suffix)?$/.test(column);

/** A string of its own: a piece cut out of a large text would keep the whole text in memory. */
export const owned = (text: string) =>
  text.length < 13 ? text : [text.slice(0, 1), text.slice(1)].join('');

export type Row<C extends string> = {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  get(column: C): string;
};

/** Many rows in little memory: one text per row, cut into cells only while it is read. */
export class HmisTable<C extends string> {
  readonly #columns: ReadonlyMap<C, number>;
  readonly #areNames: readonly boolean[];
  #packed: string[] = [];
  #rows: number[] = [];

  constructor(columns: Iterable<C>) {
    const names = [...columns];
    this.#columns = new Map(names.map((name, at) => [name, at]));
    this.#areNames = names.map(isName);
  }

  get size() {
    return this.#packed.length;
  }

  add(row: number, cells: readonly string[]) {
    const tidied = cells.map((cell, at) =>
      this.#areNames[at] ? spelledOnce(tidy(cell)) : tidy(cell),
    );
    this.#packed.push(tidied.join(separator));
    this.#rows.push(row);
  }

  at(index: number): Row<C> {
    const cells = (this.#packed[index] ?? '').split(separator);
    return {
      row: this.#rows[index] ?? 0,
      get: (column) => cells[this.#columns.get(column) ?? -1] ?? '',
    };
  }

  /** The number that a row has in its file, without reading it. */
  rowAt(index: number): number {
    return this.#rows[index] ?? 0;
  }

  /** The first place that holds a later row of the file than this one. */
  placeAfter(row: number): number {
    let [from, to] = [0, this.#rows.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.rowAt(middle) > row) to = middle;
      else from = middle + 1;
    }
    return from;
  }

  *rows(): Generator<Row<C>> {
    for (let index = 0; index < this.#packed.length; index += 1) yield this.at(index);
  }

  /** Forgets every row that is not wanted, and says how many that were. */
  keep(isWanted: (row: Row<C>) => boolean): number {
    const kept = this.#packed.map((_, index) => isWanted(this.at(index)));
    const before = this.#packed.length;
    this.#packed = this.#packed.filter((_, index) => kept[index]);
    this.#rows = this.#rows.filter((_, index) => kept[index]);
    return before - this.#packed.length;
  }
}
