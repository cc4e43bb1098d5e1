import type { Findings } from './findings.ts';
import { readHmisDateTime } from './hmis-date.ts';
import type { ColumnOf } from './hmis-files.ts';
import type { HmisTable } from './hmis-table.ts';

export type ExportFacts = { exportedAt: Temporal.PlainDateTime; sourceName: string };

const file = 'Export.csv';

/** Far enough to never move a year that is written with four digits. */
const farFuture = Temporal.PlainDate.from('2099-12-31');

function checkVersion(version: string, row: number, findings: Findings) {
  const year = /(?:FY\s*)?(20\d\d)/i.exec(version)?.[1];
  if (year === '2026') return;
  const isEarlier = year !== undefined && Number(year) < 2026;
  findings.add(isEarlier ? 'version-older' : 'version-unknown', {
    file,
    row,
    column: 'CSVVersion',
  });
}

/** What the export says about itself. Several rows are tolerated; the newest one dates the whole. */
export function checkExport(
  exports: HmisTable<ColumnOf<'export'>>,
  findings: Findings,
): ExportFacts | null {
  let newest: ExportFacts | null = null;
  for (const { row, get } of exports.rows()) {
    checkVersion(get('CSVVersion'), row, findings);
    // 1 is unhashed; every other code (SHA-1, SHA-256) hides who the people are.
    if (!['', '1'].includes(get('HashStatus')))
      findings.add('names-hashed', { file, row, column: 'HashStatus' });
    const exportedAt = readHmisDateTime(get('ExportDate'), farFuture);
    if (!exportedAt) findings.add('export-date-unreadable', { file, row, column: 'ExportDate' });
    else if (!newest || Temporal.PlainDateTime.compare(exportedAt, newest.exportedAt) > 0)
      newest = { exportedAt, sourceName: get('SourceName') };
  }
  if (!newest) findings.add('export-date-unreadable', { file, column: 'ExportDate' });
  return newest;
}
