import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchAudit } from './bench/audit.ts';
import { benchClose } from './bench/close.ts';
import { benchDueList } from './bench/due-list.ts';
import { benchFirstPage } from './bench/first-page.ts';
import { benchGate } from './bench/gate.ts';
import { benchImport } from './bench/import.ts';
import {
  figureOf,
  isMet,
  limitOf,
  loadNow,
  machine,
  type Measurement,
} from './bench/measurement.ts';
import { recordOnPage } from './bench/measurements-page.ts';
import { benchObligations } from './bench/obligations.ts';
import { benchPublish } from './bench/publish.ts';
import { benchRebuild } from './bench/rebuild.ts';
import { benchStart } from './bench/start.ts';
import { benchVerify } from './bench/verify.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const parts: Record<string, (size: number | undefined) => Promise<Measurement[]>> = {
  start: () => benchStart(),
  'first-page': () => benchFirstPage(),
  import: () => benchImport(say),
  obligations: () => benchObligations(),
  close: () => benchClose(),
  audit: () => benchAudit(),
  verify: () => benchVerify(),
  gate: (size) => benchGate(size ?? 100_000),
  publish: (size) => benchPublish(size ?? 100_000),
  'due-list': (size) => benchDueList(size ? [size] : [100_000, 1_000_000], say),
  rebuild: (size) => benchRebuild(size ?? 1_000_000, say),
};

const usage = `npm run bench -- [--only PART[,PART]] [--size N] [--json FILE]

  --only   ${Object.keys(parts).join(', ')}; all of them when left out
  --size   so many enrollments for the gate, the due list, new rules, the rebuilding and the past list, to try them out: nothing is recorded
  --json   the figures to a file as well
`;

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', default: Object.keys(parts).join(',') },
    size: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
const chosen = values.only.split(',');
const size = values.size === undefined ? undefined : Number(values.size);
const isUnderstood =
  chosen.every((name) => Object.hasOwn(parts, name)) && (!size || Number.isInteger(size));
if (values.help || !isUnderstood) {
  say(usage);
  process.exit(values.help ? 0 : 2);
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const on = Temporal.Now.plainDateISO().toString();
const page = resolve(import.meta.dirname, '../docs/measurements.md');
const results: Record<string, unknown> = {};
let isKept = true;

if (Number(loadNow()) > 1)
  say(
    `Something else is running: the load of this machine is ${loadNow()}. Figures will be worse.`,
  );
for (const [name, run] of Object.entries(parts)) {
  if (!chosen.includes(name)) continue;
  const load = loadNow();
  const begin = performance.now();
  say(`\n${name} (load ${load})`);
  // A part that cannot be measured is told, and keeps none of the others from it.
  const measured = await run(size).catch((fault: unknown) => {
    say(`FAILED ${name}: ${String(fault)}`);
    isKept = false;
    return [];
  });
  for (const one of measured) {
    say(
      `${isMet(one) ? 'kept  ' : 'MISSED'} ${one.what}: ${figureOf(one)}, ${limitOf(one)}; ${one.because}`,
    );
    isKept &&= isMet(one);
  }
  const seconds = Math.round((performance.now() - begin) / 1_000);
  say(`${name} took ${seconds} s`);
  results[name] = {
    load,
    seconds,
    measured: measured.map((one) => ({ ...one, isMet: isMet(one) })),
  };
  if (size === undefined)
    await recordOnPage(page, name, { measured, at: { commit, on, machine: machine(), load } });
}

if (values.json)
  await writeFile(
    values.json,
    JSON.stringify({ commit, on, machine: machine(), results }, null, 2),
  );
process.exitCode = isKept ? 0 : 1;
