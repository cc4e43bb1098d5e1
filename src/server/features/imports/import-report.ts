import { importReport, type ImportReport } from '#contract/import-report.ts';
import { findingTexts, type FindingCode, type Findings } from '#domain/hmis/findings.ts';
import { planKinds, type ImportPlan } from '#domain/hmis/import-plan.ts';

const order = { stops: 0, skips: 1, notice: 2 } as const;

function findingsOf({ counts, shown }: Findings): ImportReport['findings'] {
  const placesOf = (code: FindingCode) =>
    shown
      .filter((one) => one.code === code)
      .map(({ file, row, column }) => ({ file, row: row ?? null, column: column ?? null }));
  return [...counts]
    .map(([code, count]) => ({ code, ...findingTexts[code], count, places: placesOf(code) }))
    .toSorted((one, other) => order[one.severity] - order[other.severity]);
}

// Which class of whom stands here already is not the importer's to learn: a file could be made to ask.
const untold = { made: 0, matched: 0, updated: 0, unchanged: 0 };

/** What an import would do, or did, as it is shown and kept: numbers and places, never a value of the file. */
export const reportOf = (
  { isRefused, counts, findings }: ImportPlan,
  { waitingSeats, dueAtOnce }: Pick<ImportReport, 'waitingSeats' | 'dueAtOnce'>,
): ImportReport => ({
  isRefused,
  waitingSeats,
  dueAtOnce,
  counts: planKinds.map((kind) => {
    const { read, skipped } = counts[kind];
    const { made, matched, updated, unchanged } = kind === 'sensitivity' ? untold : counts[kind];
    return {
      kind,
      read,
      made,
      matched,
      updated,
      unchanged,
      skipped: [...skipped].map(([reason, count]) => ({ reason, count })),
    };
  }),
  findings: findingsOf(findings),
});

/** Why a file is not imported at all. */
export const refusalReport = (findings: Findings): ImportReport => ({
  isRefused: true,
  waitingSeats: 0,
  dueAtOnce: { all: 0, backlog: 0 },
  counts: [],
  findings: findingsOf(findings),
});

// Kept from one file to the next, the number of classes that a file stated would tell of whoever is new in it.
const withoutClasses = (report: ImportReport): ImportReport => ({
  ...report,
  counts: report.counts.filter(({ kind }) => kind !== 'sensitivity'),
});

/** What is kept with a run of what was told while it was open. */
export const reportToKeep = (...of: Parameters<typeof reportOf>): ImportReport =>
  withoutClasses(reportOf(...of));

/** The report that was kept with a run, by earlier releases with all that was told; an import that never came so far has none. */
export function keptReport(outcome: unknown): ImportReport | null {
  const read = importReport.safeParse(outcome);
  return read.success ? withoutClasses(read.data) : null;
}
