import { resolve } from 'node:path';
import { freePort, run, temporaryFolder, until } from '#test/launcher/processes.ts';
import { median, round } from './load.ts';
import type { Measurement } from './measurement.ts';

const rounds = 5;
const root = resolve(import.meta.dirname, '../..');

/** `npm start` on a folder that has its data already, until it says that it is ready. */
export async function benchStart(): Promise<Measurement[]> {
  const folder = temporaryFolder();
  try {
    await secondsToReady(folder.path);
    const taken: number[] = [];
    while (taken.length < rounds) taken.push(await secondsToReady(folder.path));
    return [
      {
        what: 'A second start, until it is ready',
        value: round(median(taken)),
        unit: 's',
        limit: { atMost: 3 },
        because: `slowest of ${rounds} ${round(Math.max(...taken))} s; npm itself comes on top`,
      },
    ];
  } finally {
    folder.remove();
  }
}

async function secondsToReady(dataDir: string): Promise<number> {
  const env = { DATA_DIR: dataDir, PORT: String(await freePort()), LOG_LEVEL: 'silent' };
  const begin = performance.now();
  const started = run(process.execPath, ['bin/roundtable.js', 'start'], { cwd: root, env });
  try {
    const isOver = () => started.said().includes('is ready') || started.child.exitCode !== null;
    await until(isOver, { within: 120_000, about: started.said });
    if (started.child.exitCode !== null) throw new Error(started.said());
    return (performance.now() - begin) / 1_000;
  } finally {
    started.child.kill('SIGTERM');
    await started.ended;
  }
}
