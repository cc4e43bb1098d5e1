import Papa from 'papaparse';

export type CsvFault = {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  column: string;
  kind: 'too-few-values' | 'too-many-values' | 'quote-misplaced' | 'value-never-ends' | 'cut-off';
};

/** Rows in the order of the file; null stands for one that is blank or that a fault names. */
export type CsvBatch = {
  header: readonly string[];
  firstRow: number;
  rows: readonly (readonly string[] | null)[];
  faults: readonly CsvFault[];
};

/** A record longer than this is a quote that was never closed. */
const longestRecord = 1024 * 1024;

const withoutByteOrderMark = (text: string) => (text.startsWith('\uFEFF') ? text.slice(1) : text);

type Parsed = { rows: string[][]; misquoted: Set<number>; unclosed: Set<number>; consumed: number };

function parse(text: string, newline: '\n' | '\r', isLast: boolean): Parsed {
  const parser = new Papa.Parser({ delimiter: ',', newline });
  const result: Papa.ParseResult<string[]> = parser.parse(text, 0, !isLast);
  const rowsOf = (code: string) =>
    new Set(result.errors.filter((e) => e.code === code).map((e) => e.row ?? -1));
  return {
    rows: result.data,
    misquoted: rowsOf('InvalidQuotes'),
    unclosed: rowsOf('MissingQuotes'),
    consumed: result.meta.cursor,
  };
}

class CsvRows {
  #header: string[] | null = null;
  #nextRow = 1;
  #endsBefore = '';

  batch(parsed: Parsed, lastIsCutOff: boolean): CsvBatch | null {
    const rows: (string[] | null)[] = [];
    const faults: CsvFault[] = [];
    let firstRow = this.#nextRow;
    for (const [index, cells] of parsed.rows.entries()) {
      const row = this.#nextRow;
      const isBlank = cells.length === 1 && cells[0]?.trim() === '';
      this.#nextRow += 1;
      if (!this.#header) {
        if (!isBlank) this.#header = cells.map((name) => name.trim());
        firstRow = this.#nextRow;
        continue;
      }
      const isEnd = lastIsCutOff && index === parsed.rows.length - 1;
      const at = { parsed, index, isEnd, endsBefore: this.#endsBefore };
      const kind = isBlank ? null : faultOf(cells, this.#header.length, at);
      if (!isBlank) this.#endsBefore = cells.at(-1) ?? '';
      if (kind) {
        const column = this.#header[Math.min(cells.length, this.#header.length) - 1] ?? '';
        faults.push({ row, column, kind });
      }
      rows.push(isBlank || kind ? null : cells);
    }
    return this.#header && { header: this.#header, firstRow, rows, faults };
  }

  endless(): CsvBatch {
    const fault = { row: this.#nextRow, column: '', kind: 'value-never-ends' } as const;
    return { header: this.#header ?? [], firstRow: this.#nextRow, rows: [], faults: [fault] };
  }
}

type RowAt = {
  parsed: Parsed;
  index: number;
  isEnd: boolean;
  /** The last value of the row before: where it is filled, an empty one at the very end is a cut. */
  endsBefore: string;
};

function faultOf(
  cells: string[],
  width: number,
  { parsed, index, isEnd, endsBefore }: RowAt,
): CsvFault['kind'] | null {
  // An open quote that has taken in whole lines was opened by mistake; otherwise the file was cut.
  if (parsed.unclosed.has(index))
    return cells.at(-1)?.includes('\n') ? 'value-never-ends' : 'cut-off';
  if (isEnd && cells.length < width) return 'cut-off';
  if (isEnd && cells.at(-1) === '' && endsBefore !== '') return 'cut-off';
  if (parsed.misquoted.has(index)) return 'quote-misplaced';
  if (cells.length < width) return 'too-few-values';
  if (cells.slice(width).some((extra) => extra.trim() !== '')) return 'too-many-values';
  return null;
}

/** Reads rows while the text arrives; no batch at all means that the file is empty. */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<CsvBatch> {
  const rows = new CsvRows();
  let pending = '';
  let newline: '\n' | '\r' | null = null;
  let isStart = true;
  for await (const chunk of text) {
    if (chunk === '') continue;
    pending += isStart ? withoutByteOrderMark(chunk) : chunk;
    isStart = false;
    // A lone \r at the end may be half of a line end: it waits for the next chunk.
    if (pending.endsWith('\r')) continue;
    newline ??= pending.includes('\n') ? '\n' : pending.includes('\r') ? '\r' : null;
    if (!newline) continue;
    if (newline === '\n') pending = pending.replaceAll('\r\n', '\n');
    const parsed = parse(pending, newline, false);
    pending = pending.slice(parsed.consumed);
    const batch = rows.batch(parsed, false);
    if (batch) yield batch;
    if (pending.length > longestRecord) {
      yield rows.endless();
      return;
    }
  }
  const rest = pending.replaceAll('\r\n', '\n');
  if (rest === '') return;
  const isWhole = /[\r\n]$/.test(rest);
  const last = parse(
    isWhole ? rest.slice(0, -1) : rest,
    newline ?? (rest.includes('\n') ? '\n' : '\r'),
    true,
  );
  const batch = rows.batch(last, !isWhole);
  if (batch) yield batch;
}

/** The files of an archive as batches of rows; what the archive passed over is told to `onIgnored`. */
export async function* csvFilesOf(
  items: AsyncIterable<
    { kind: 'file'; name: string; text: AsyncIterable<string> } | { kind: 'ignored'; path: string }
  >,
  onIgnored: (path: string) => void,
): AsyncGenerator<{ name: string; batches: AsyncIterable<CsvBatch> }> {
  for await (const item of items) {
    if (item.kind === 'file') yield { name: item.name, batches: readCsv(item.text) };
    else onIgnored(item.path);
  }
}

/** Lines for a spreadsheet: a value that one would run as a formula is written so that it stays text. */
export const writeCsv = (lines: readonly (readonly string[])[]): string =>
  `${Papa.unparse(
    lines.map((line) => [...line]),
    { escapeFormulae: formulaStart, newline: '\r\n' },
  )}\r\n`;

// Full-width signs and a control character in front are evaluated by some programs too.
const formulaStart = /^[\s\p{C}]*[=+\-@\t\r＝＋－＠|%]/u;
