import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';
import type { RanTest } from './account.ts';

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

export const testsIn = (file: string, root: string): RanTest[] =>
  Report.parse(JSON.parse(readFileSync(file, 'utf8'))).testResults.flatMap(
    ({ name, assertionResults }) =>
      assertionResults.map(({ fullName, status }) => ({
        file: relative(root, name).replaceAll('\\', '/'),
        title: fullName,
        passed: status === 'passed',
      })),
  );

/** Why the report cannot be believed, if it cannot. */
export function whyStale(file: string, root: string): string | undefined {
  if (!existsSync(file)) return 'there is no report yet';
  if (statSync(file).mtimeMs < headTime(root)) return 'the report is older than the last commit';

  const reported = new Set(testsIn(file, root).map((ran) => ran.file));
  const missing = globSync('{src,test,tools}/**/*.test.ts', { cwd: root }).find(
    (test) => !reported.has(test.replaceAll('\\', '/')),
  );
  return missing && `the report does not cover ${missing}`;
}

function headTime(root: string): number {
  try {
    const seconds = execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(seconds) * 1000;
  } catch {
    // Without a history there is nothing that the report could be older than.
    return 0;
  }
}
