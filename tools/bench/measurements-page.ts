import { readFile, writeFile } from 'node:fs/promises';
import { figureOf, isMet, limitOf, type Measurement } from './measurement.ts';

export type Circumstances = { commit: string; on: string; machine: string; load: string };

const columns = [
  'Part',
  'What',
  'Figure',
  'Limit',
  'Kept',
  'What bounds it',
  'Commit',
  'Date',
  'Machine',
  'Load',
];
const lineOf = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const cellsOf = (line: string) =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());

const head = `# Measurements

Written by \`npm run bench\` and \`npm run test:deep\`: each replaces the row of every figure that it measured and leaves the others as they are. The load is
that of the machine when the part began: above 1 something else was running, and the figure is worth less.

${lineOf(columns)}
${lineOf(columns.map(() => '---'))}`;

/** The rows that stand on the page, each under its part and what it measures. */
async function rowsOf(file: string): Promise<Map<string, string>> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Part'));
  return new Map(
    rows
      .filter((line) => !line.startsWith('| ---'))
      .map((line) => {
        const [part = '', what = ''] = cellsOf(line);
        return [`${part} | ${what}`, line];
      }),
  );
}

/** Puts what was measured on the page; a figure that was not measured keeps its row. */
export async function recordOnPage(
  file: string,
  part: string,
  { measured, at }: { measured: readonly Measurement[]; at: Circumstances },
): Promise<void> {
  const rows = await rowsOf(file);
  for (const one of measured)
    rows.set(
      `${part} | ${one.what}`,
      lineOf([
        part,
        one.what,
        figureOf(one),
        limitOf(one),
        isMet(one) ? 'yes' : '**no**',
        one.because,
        at.commit,
        at.on,
        at.machine,
        at.load,
      ]),
    );
  const sorted = [...rows].toSorted(([one], [other]) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
  await writeFile(file, `${head}\n${sorted.map(([, line]) => line).join('\n')}\n`);
}
