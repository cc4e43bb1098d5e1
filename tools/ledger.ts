import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { accountOf } from './ledger/account.ts';
import { testsIn, whyStale } from './ledger/report.ts';
import { readRequirements } from './ledger/requirements.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { report: { type: 'string' } } });
const report = values.report ?? `${root}.reports/test.json`;

const stale = values.report ? undefined : whyStale(report, root);
if (stale) {
  console.log(`Running npm test: ${stale}.`);
  spawnSync('npm', ['test'], { cwd: root, stdio: 'inherit' });
}

const requirements = readRequirements(`${root}specs/requirements.yaml`);
const { proven, open, errors } = accountOf(requirements, testsIn(report, root));

for (const { requirement, why } of open) {
  console.log(`${requirement.id} ${requirement.kind} ${requirement.text} (${why})`);
}
for (const error of errors) console.error(`error: ${error}`);
console.log(`requirements: ${proven.length} proven, ${open.length} open`);

if (errors.length > 0) process.exitCode = 1;
