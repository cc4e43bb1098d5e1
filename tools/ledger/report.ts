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
    ({ name, assertionResults }) => {
      const throughTheProduct = startsTheProduct(name);
      return assertionResults.map(({ fullName, status }) => ({
        file: relative(root, name).replaceAll('\\', '/'),
        title: fullName,
        passed: status === 'passed',
        throughTheProduct,
      }));
    },
  );

/** It imports what starts the whole application; a test of a rule stands beside such ones. */
const startsTheProduct = (file: string) =>
  existsSync(file) &&
  /from '(#test\/house|#test\/e2e\/|#test\/walls\/two-worlds|\.\/walk-)/.test(
    readFileSync(file, 'utf8'),
  );

/** Why the report cannot be believed, if it cannot. */
export function whyStale(file: string, root: string): string | undefined {
  if (!existsSync(file)) return 'there is no report yet';
  const made = statSync(file).mtimeMs;
  const newer = globSync(['{bin,src,test,tools,migrations,specs}/**/*.*', 'package-lock.json'], {
    cwd: root,
  }).find((each) => statSync(`${root}${each}`).mtimeMs > made);
  if (newer) return `the report is older than ${newer}`;

  const reported = new Set(testsIn(file, root).map((ran) => ran.file));
  const missing = globSync('{src,test,tools}/**/*.test.ts', { cwd: root }).find(
    (test) => !reported.has(test.replaceAll('\\', '/')),
  );
  return missing && `the report does not cover ${missing}`;
}
