import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { codeWalls } from './controls/code-walls.ts';
import { importWalls } from './controls/import-walls.ts';
import { productWalls } from './controls/product-walls.ts';
import { runTool } from './controls/run-tool.ts';
import { lookedAt, type Wall } from './controls/wall.ts';
import { breakWall, copyOf } from './controls/workplace.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const atOnce = 2;

const print = (name: string, verdict: string) => console.log(`${name.padEnd(56)} ${verdict}`);

/** Nothing is broken here, so every tool must be silent. */
async function untouched(copy: string): Promise<boolean> {
  const complaints = await Promise.all([
    runTool('oxlint', copy, ['src', 'test', 'tools', 'bin']),
    runTool('tsc', copy, ['src/domain']).then(async (domain) =>
      domain.ok ? runTool('tsc', copy, ['src/server']) : domain,
    ),
  ]);
  complaints.push(await runTool('tsc', copy, ['src/web']), await runTool('knip', copy, []));

  const loud = complaints.filter(({ ok }) => !ok);
  print('nothing broken', loud.length === 0 ? 'silent, as it must be' : 'NOT SILENT');
  for (const { output } of loud) console.log(output);
  return loud.length === 0;
}

async function holds(copy: string, wall: Wall): Promise<boolean> {
  try {
    const mend = await breakWall(copy, wall);
    const { ok, output } = await runTool(wall.tool, copy, lookedAt(wall));
    await mend();

    const noticed = !ok && output.includes(wall.says);
    print(wall.name, noticed ? wall.tool : 'SILENT');
    return noticed;
  } catch (error) {
    print(wall.name, `SILENT (${error instanceof Error ? error.message : 'unknown'})`);
    return false;
  }
}

async function work(copy: string, queue: Wall[]): Promise<boolean[]> {
  const verdicts: boolean[] = [];
  for (let wall = queue.shift(); wall; wall = queue.shift()) verdicts.push(await holds(copy, wall));
  return verdicts;
}

const copies = await Promise.all(Array.from({ length: atOnce }, () => copyOf(root)));
try {
  const [first = root] = copies;
  const silent = await untouched(first);

  const queue = [...importWalls, ...codeWalls, ...productWalls];
  const verdicts = (await Promise.all(copies.map((copy) => work(copy, queue)))).flat();

  const noticed = verdicts.filter(Boolean).length;
  console.log(`controls: ${noticed} of ${verdicts.length} broken walls noticed`);
  if (!silent || noticed < verdicts.length) process.exitCode = 1;
} finally {
  await Promise.all(copies.map((copy) => rm(copy, { recursive: true })));
}
