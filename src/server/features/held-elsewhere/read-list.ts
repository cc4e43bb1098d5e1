import type { ListFault } from '#contract/held-elsewhere.ts';
import { mostRows } from '#contract/held-elsewhere.ts';
import { readCsv, type CsvFault } from '#server/platform/csv.ts';
import { badInput, Refused } from '#server/platform/refused.ts';

const mostBytes = 5 * 1024 * 1024;

export type ListRow = {
  row: number;
  client: string;
  program: string;
  date: string;
  source: string;
};
export type ListColumn = Exclude<keyof ListRow, 'row'>;
/** The header of each column as this file spells it. */
export type Headers = Record<ListColumn, string>;
export type ReadList = { headers: Headers; rows: ListRow[]; faults: ListFault[] };

/** The names under which each column is known, without case, spaces and signs. */
const spellings: Record<ListColumn, readonly string[]> = {
  client: [
    'number',
    'client',
    'clientnumber',
    'clientno',
    'clientid',
    'patient',
    'patientnumber',
    'participant',
    'participantnumber',
    'identifier',
    'clientidentifier',
  ],
  program: ['program', 'programname'],
  date: ['date', 'heldon', 'dateheld', 'conferencedate', 'lastconference'],
  source: ['source', 'knownfrom'],
};

const wanted = {
  client: 'Number',
  program: 'Program',
  date: 'Date',
  source: 'Source',
} as const;

/** The rows of a list with the columns client, program, date and source, in whatever order they stand. */
export async function readList(body: ReadableStream<Uint8Array>): Promise<ReadList> {
  const list: ReadList = { headers: { ...wanted }, rows: [], faults: [] };
  let places: Record<ListColumn, number> | undefined;
  for await (const batch of readCsv(textOf(body))) {
    places ??= placesIn(batch.header, list.headers);
    list.faults.push(...batch.faults.map((fault) => faultInWords(fault)));
    for (const [index, cells] of batch.rows.entries()) {
      if (cells === null) continue;
      const cell = (column: ListColumn) => cells[places?.[column] ?? -1]?.trim() ?? '';
      list.rows.push({
        row: batch.firstRow + index,
        client: cell('client'),
        program: cell('program'),
        date: cell('date'),
        source: cell('source'),
      });
      if (list.rows.length > mostRows)
        throw wrong(`A list takes at most ${mostRows} rows. Split it into several.`);
    }
  }
  if (!places) throw wrong('This file is empty. Choose the list to send.');
  return list;
}

const wrong = (message: string) => badInput('file', message);

async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > mostBytes) throw new Refused('too-large');
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

const columns = ['client', 'program', 'date', 'source'] as const;

function placesIn(header: readonly string[], headers: Headers): Record<ListColumn, number> {
  const names = header.map((name) => name.toLowerCase().replace(/[^a-z]/g, ''));
  const placeOf = (column: ListColumn) =>
    names.findIndex((name) => spellings[column].includes(name));
  const missing = columns.filter((column) => placeOf(column) < 0);
  if (missing.length > 0) {
    const listed = missing.map((column) => `“${wanted[column]}”`).join(', ');
    throw wrong(
      `The first row must name the columns. Missing: ${listed}. Needed are Number, Program, Date and Source.`,
    );
  }
  for (const column of columns) headers[column] = header[placeOf(column)] ?? wanted[column];
  return {
    client: placeOf('client'),
    program: placeOf('program'),
    date: placeOf('date'),
    source: placeOf('source'),
  };
}

const faultWords: Record<CsvFault['kind'], { problem: string; remedy: string }> = {
  'too-few-values': {
    problem: 'This row has fewer values than there are columns.',
    remedy: 'Fill in every column, or delete the row.',
  },
  'too-many-values': {
    problem: 'This row has more values than there are columns.',
    remedy: 'Put a value that contains a comma between quotation marks.',
  },
  'quote-misplaced': {
    problem: 'A quotation mark stands in the middle of a value.',
    remedy: 'Double the quotation mark, or delete it.',
  },
  'value-never-ends': {
    problem: 'A quotation mark opens a value that is never closed.',
    remedy: 'Close or delete the quotation mark.',
  },
  'cut-off': {
    problem: 'The file ends in the middle of this row.',
    remedy: 'Save the list again and send it whole.',
  },
};

const faultInWords = ({ row, column, kind }: CsvFault): ListFault => ({
  row,
  column,
  ...faultWords[kind],
});
