import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { loadNow, machine } from './bench/measurement.ts';
import { recordOnPage } from './bench/measurements-page.ts';
import { deepTests } from './deep/deep-tests.ts';

/** Runs the tests that are named, or all of them, one after the other, and puts on the page how long each took that passed. */
const home = resolve(import.meta.dirname, '..');
const known = deepTests(home);
const wanted = process.argv.length > 2 ? process.argv.slice(2) : [...known.keys()];
const unknown = wanted.filter((name) => !known.has(name));
if (unknown.length > 0)
  throw new Error(`There is no deep test ${unknown.join(', ')}: ${[...known.keys()].join(', ')}`);

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: home, encoding: 'utf8' }).trim();
const commit = git('rev-parse', '--short', 'HEAD');
const on = Temporal.Now.plainDateISO().toString();
const failed: string[] = [];

const report = z.object({ numPassedTests: z.int() });

/** What the run that just passed has left. */
function passedInWords(): string {
  const text = readFileSync(join(home, '.reports/test.json'), 'utf8');
  return `${report.parse(JSON.parse(text)).numPassedTests} passed`;
}

for (const name of wanted) {
  const load = loadNow();
  const began = performance.now();
  const { status } = spawnSync(
    process.execPath,
    [join(home, 'bin/roundtable.js'), 'test', '--deep', known.get(name) ?? ''],
    { cwd: home, stdio: 'inherit' },
  );
  const minutes = (performance.now() - began) / 60_000;
  if (status !== 0) {
    failed.push(name);
    continue;
  }
  const measured = [
    {
      what: `The deep test ${name}`,
      value: minutes,
      unit: 'minutes',
      limit: { atMost: 45 },
      because: passedInWords(),
    },
  ];
  await recordOnPage(join(home, 'docs/measurements.md'), 'deep', {
    measured,
    at: { commit, on, machine: machine(), load },
  });
}
if (failed.length > 0) process.stderr.write(`Failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
