import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchClose } from './bench/close.ts';
import { benchDueList } from './bench/due-list.ts';
import { openStage, type Stage } from './bench/stage.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string' },
    sizes: { type: 'string', default: '100000,1000000' },
  },
});

const parts: Record<string, (stage: Stage) => Promise<unknown>> = {
  close: benchClose,
  'due-list': (stage) => benchDueList(stage, values.sizes.split(',').map(Number)),
};

const say = (line: string) => process.stdout.write(`${line}\n`);
const results: Record<string, unknown> = {};
for (const [name, run] of Object.entries(parts)) {
  if (values.only && values.only !== name) continue;
  const stage = await openStage();
  try {
    results[name] = await run(stage);
    say(`${name}\n${JSON.stringify(results[name], null, 1)}`);
  } finally {
    await stage.close();
  }
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const report = {
  commit,
  on: Temporal.Now.plainDateISO().toString(),
  machine: `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}`,
  results,
};
if (values.json) await writeFile(values.json, JSON.stringify(report, null, 2));
