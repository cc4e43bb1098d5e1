import { checkExport } from './check-export.ts';
import { fenceVictimServices } from './fence-victim-services.ts';
import type { FindingCode } from './findings.ts';
import { emptyData, type HmisData } from './hmis-data.ts';
import { hmisFiles, positionsIn, type FileShape, type HmisKind } from './hmis-files.ts';
import { owned } from './hmis-table.ts';
import type { PassedReason } from './passed-rows.ts';

type RowFault =
  | 'too-few-values'
  | 'too-many-values'
  | 'quote-misplaced'
  | 'value-never-ends'
  | 'cut-off';

export type FileBatch = {
  header: readonly string[];
  firstRow: number;
  rows: readonly (readonly string[] | null)[];
  faults: readonly { row: number; column: string; kind: RowFault }[];
};

export type HmisFile = { name: string; batches: AsyncIterable<FileBatch> };

const isProtected = (kind: HmisKind) => kind === 'disability' || kind === 'healthAndDv';

function codeOfFault(fault: RowFault, kind: HmisKind): FindingCode {
  if (fault === 'cut-off') return 'file-cut-off';
  if (fault === 'value-never-ends' || fault === 'quote-misplaced') return fault;
  // A protected class that is lost would show a client too openly; a lost enrollment only waits.
  return isProtected(kind) ? 'protected-row-unreadable' : 'row-misaligned';
}

/** Takes one well-formed row, already cut down to the wanted columns in their own order. */
type Taker = (row: number, cells: readonly string[]) => void;

const positionOf = ({ columns }: FileShape<string>, name: string) =>
  columns.findIndex((column) => column.name === name);

function takerInto(data: HmisData, kind: HmisKind): Taker {
  if (kind === 'disability')
    return (_, [, enrollmentId = '', type = '', response = '']) =>
      data.sensitivity.addDisability(enrollmentId, type, response);
  if (kind === 'healthAndDv')
    return (_, [, enrollmentId = '', survivor = '']) =>
      data.sensitivity.addViolence(enrollmentId, survivor);
  const table = data.tables[kind];
  const { name: file, key } = hmisFiles[kind];
  const count = data.counts[kind];
  const passed = data.passed[kind];
  const seen = new Set<string>();
  return (row, cells) => {
    const id = (cells[0] ?? '').trim();
    if (id === '') {
      count.withoutKey += 1;
      passed.add(row, 'without-identifier');
      data.findings.add('key-missing', { file, row, column: key });
    } else if (seen.has(id)) {
      count.twice += 1;
      passed.add(row, 'identifier-twice');
      data.findings.add('key-twice', { file, row, column: key });
    } else {
      seen.add(owned(id));
      table.add(row, cells);
    }
  };
}

class FileReading {
  readonly #data: HmisData;
  readonly #kind: HmisKind;
  readonly #shape: FileShape<string>;
  readonly #take: Taker;
  #positions: readonly number[] | null = null;

  constructor(data: HmisData, kind: HmisKind) {
    this.#data = data;
    this.#kind = kind;
    this.#shape = hmisFiles[kind];
    this.#take = takerInto(data, kind);
  }

  /** Whether the header was seen and has every column that is needed. */
  batch({ header, firstRow, rows, faults }: FileBatch) {
    const count = this.#data.counts[this.#kind];
    const file = this.#shape.name;
    this.#positions ??= this.#findColumns(header);
    for (const { row, column, kind } of faults) {
      count.read += 1;
      count.unreadable += 1;
      this.#pass(row, 'row-unreadable');
      this.#data.findings.add(codeOfFault(kind, this.#kind), { file, row, column });
    }
    const positions = this.#positions;
    const deletedAt = positions[positionOf(this.#shape, 'DateDeleted')] ?? -1;
    const keyAt = positions[0] ?? -1;
    for (const [index, row] of rows.entries()) {
      if (!row) continue;
      count.read += 1;
      if ((row[deletedAt] ?? '').trim() !== '') {
        count.deleted += 1;
        this.#pass(firstRow + index, 'deleted-in-hmis');
        if (!isProtected(this.#kind))
          this.#data.deleted[this.#kind].add(owned((row[keyAt] ?? '').trim()));
      } else
        this.#take(
          firstRow + index,
          positions.map((at) => row[at] ?? ''),
        );
    }
  }

  /** That somebody has a row about a disability is told to nobody, not even by its number. */
  #pass(row: number, reason: PassedReason) {
    if (!isProtected(this.#kind)) this.#data.passed[this.#kind].add(row, reason);
  }

  #findColumns(header: readonly string[]): readonly number[] {
    const { positions, missing } = positionsIn(header, this.#shape.columns);
    for (const column of missing)
      this.#data.findings.add('column-missing', { file: this.#shape.name, row: 1, column });
    return positions;
  }

  end() {
    if (!this.#positions) this.#data.findings.add('file-empty', { file: this.#shape.name });
  }
}

const kinds = [
  'export',
  'organization',
  'project',
  'worker',
  'client',
  'enrollment',
  'exit',
  'disability',
  'healthAndDv',
] as const satisfies readonly HmisKind[];

const hashed = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** Some exports hash the names and still declare that they did not. */
function checkNames({ tables, findings }: HmisData) {
  for (const { row, get } of tables.client.rows()) {
    if (!hashed.test(get('LastName'))) continue;
    findings.add('names-hashed', { file: hmisFiles.client.name, row, column: 'LastName' });
    return;
  }
}

/**
 * Reads the files in whatever order they come and keeps only what an import needs: no social security number, no
 * disability row, and nothing that a victim-service organization holds.
 */
export async function readHmis(files: AsyncIterable<HmisFile>): Promise<HmisData> {
  const data = emptyData();
  const seen = new Set<HmisKind>();
  for await (const { name, batches } of files) {
    const kind = kinds.find((one) => hmisFiles[one].name.toLowerCase() === name.toLowerCase());
    if (!kind) continue;
    seen.add(kind);
    const reading = new FileReading(data, kind);
    for await (const batch of batches) reading.batch(batch);
    reading.end();
  }
  for (const kind of kinds)
    if (!seen.has(kind)) data.findings.add('file-missing', { file: hmisFiles[kind].name });
  if (data.tables.export.size > 0) data.exported = checkExport(data.tables.export, data.findings);
  checkNames(data);
  data.fenced = fenceVictimServices(data);
  return data;
}
