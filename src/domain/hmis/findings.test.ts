import { expect, test } from 'vitest';
import { smallExport, withFile } from '#test/fixtures/hmis/small-export.ts';
import { codesOf, kindsThatDoNotAddUp, planOf } from '#test/fixtures/hmis/small-plan.ts';
import { Findings } from './findings.ts';

const badRows: [string, string, string[]][] = [
  ['entry-date-unreadable', 'Enrollment.csv', ['E9', 'C1', 'PA', 'soon', 'H9', '1', 'U1', '']],
  ['client-missing', 'Enrollment.csv', ['E9', 'C9', 'PA', '2026-01-01', 'H9', '1', 'U1', '']],
  ['project-missing', 'Enrollment.csv', ['E9', 'C1', 'P9', '2026-01-01', 'H9', '1', 'U1', '']],
  ['key-twice', 'Enrollment.csv', ['E1', 'C1', 'PA', '2026-01-01', 'H9', '1', 'U1', '']],
  ['key-missing', 'Enrollment.csv', ['', 'C1', 'PA', '2026-01-01', 'H9', '1', 'U1', '']],
  ['exit-before-entry', 'Exit.csv', ['X9', 'E1', '2025-12-31', '']],
  ['exit-date-unreadable', 'Exit.csv', ['X9', 'E1', '2026-02-30', '']],
  ['enrollment-missing', 'Exit.csv', ['X9', 'E9', '2026-02-28', '']],
  ['exit-twice', 'Exit.csv', ['X9', 'E5', '2026-02-28', '']],
];

test.each(badRows)(
  'a row is skipped and reported by file, row and remedy: %s',
  async (code, file, row) => {
    const before = smallExport()[file]?.length ?? 0;
    const plan = await planOf(withFile(smallExport(), file, (rows) => [...rows, row]));
    const finding = plan.findings.shown.find((one) => one.code === code);

    expect(finding).toMatchObject({ file, row: before + 1, severity: 'skips' });
    expect(finding?.remedy).not.toBe('');
    expect(plan.isRefused).toBe(false);
    expect(kindsThatDoNotAddUp(plan)).toEqual([]);
  },
);

const brokenFiles: [string, string, ((rows: string[][]) => string[][]) | null][] = [
  ['file-missing', 'Disabilities.csv', null],
  ['file-empty', 'Exit.csv', () => []],
  ['column-missing', 'Enrollment.csv', (rows) => rows.map((row) => row.slice(0, 3))],
  [
    'names-hashed',
    'Export.csv',
    (rows) => rows.map((row) => row.with(4, row[4] === '1' ? '4' : 'HashStatus')),
  ],
  [
    'names-hashed',
    'Client.csv',
    (rows) => rows.map((row, at) => (at ? row.with(2, 'ab'.repeat(32)) : row)),
  ],
  [
    'export-date-unreadable',
    'Export.csv',
    (rows) => rows.map((row, at) => (at ? row.with(2, '?') : row)),
  ],
];

test.each(brokenFiles)('a broken file imports nothing: %s in %s', async (code, file, change) => {
  const plan = await planOf(withFile(smallExport(), file, change));

  expect(codesOf(plan)).toContain(code);
  expect(plan.isRefused).toBe(true);
  expect([...plan.clients(), ...plan.enrollments(), ...plan.programs()]).toEqual([]);
  expect(plan.counts.client.made).toBe(0);
  expect(kindsThatDoNotAddUp(plan)).toEqual([]);
});

test('every finding is counted, and a hundred of a kind are kept to show', () => {
  const findings = new Findings();
  for (let row = 2; row < 1002; row += 1) findings.add('key-twice', { file: 'Client.csv', row });

  expect(findings.counts.get('key-twice')).toBe(1000);
  expect(findings.shown.length).toBe(100);
  expect(findings.stops).toBe(false);
});
