import type { ExportFacts } from './check-export.ts';
import { Findings } from './findings.ts';
import { hmisFiles, type ColumnOf, type FileShape, type HmisKind } from './hmis-files.ts';
import { HmisTable } from './hmis-table.ts';
import { PassedRows } from './passed-rows.ts';
import { SensitivityMarks } from './sensitivity.ts';

/** Every row of a file that was read, by what became of it while reading; the rest stands in the tables. */
export type FileCount = {
  read: number;
  deleted: number;
  unreadable: number;
  withoutKey: number;
  twice: number;
};

export type Fenced = {
  organizations: number;
  projects: number;
  enrollments: number;
  exits: number;
  clients: number;
};

type TableKind = Exclude<HmisKind, 'disability' | 'healthAndDv'>;

export type HmisData = {
  exported: ExportFacts | null;
  tables: { [K in TableKind]: HmisTable<ColumnOf<K>> };
  sensitivity: SensitivityMarks;
  counts: Record<HmisKind, FileCount>;
  /** The same rows by their number; none of what protects clients. */
  passed: Record<HmisKind, PassedRows>;
  /** Identifiers of rows that HMIS marks as deleted. */
  deleted: Record<HmisKind, Set<string>>;
  /** How much was forgotten because victim-service organizations hold it. */
  fenced: Fenced;
  findings: Findings;
};

const perKind = <T>(make: () => T): Record<HmisKind, T> => ({
  export: make(),
  organization: make(),
  project: make(),
  worker: make(),
  client: make(),
  enrollment: make(),
  exit: make(),
  disability: make(),
  healthAndDv: make(),
});

const tableFor = <C extends string>({ columns }: FileShape<C>) =>
  new HmisTable<C>(columns.map(({ name }) => name));

export function emptyData(): HmisData {
  return {
    exported: null,
    tables: {
      export: tableFor(hmisFiles.export),
      organization: tableFor(hmisFiles.organization),
      project: tableFor(hmisFiles.project),
      worker: tableFor(hmisFiles.worker),
      client: tableFor(hmisFiles.client),
      enrollment: tableFor(hmisFiles.enrollment),
      exit: tableFor(hmisFiles.exit),
    },
    sensitivity: new SensitivityMarks(),
    counts: perKind(() => ({ read: 0, deleted: 0, unreadable: 0, withoutKey: 0, twice: 0 })),
    passed: perKind(() => new PassedRows()),
    deleted: perKind(() => new Set<string>()),
    fenced: { organizations: 0, projects: 0, enrollments: 0, exits: 0, clients: 0 },
    findings: new Findings(),
  };
}
