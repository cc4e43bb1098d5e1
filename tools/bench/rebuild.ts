import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeCaseload } from './caseload.ts';
import { round } from './load.ts';
import { inWords, type Measurement } from './measurement.ts';
import { measurePastList } from './past-list.ts';
import { makePattern } from './pattern.ts';
import { onStage, peakMemoryOf, serverOptions, type Stage } from './stage.ts';

type Say = (line: string) => void;

const limits = { minutes: 5, megabytes: 500 };
const command = resolve(import.meta.dirname, '../../src/server/commands/rebuild-due.ts');

/** `npm run rebuild-due` beside a server that is running, over a worklist of which every row is wrong; then a past list of the same. */
export const benchRebuild = (size: number, say: Say): Promise<Measurement[]> =>
  onStage((stage) => rebuildOn(stage, size, say));

async function rebuildOn(stage: Stage, size: number, say: Say): Promise<Measurement[]> {
  await makePattern(stage);
  const begin = performance.now();
  const { tokens } = await makeCaseload(stage.owner, {
    size,
    name: `Agency of ${size}`,
    isSpoiled: true,
  });
  await stage.owner.query('vacuum analyze');
  const made = Math.round((performance.now() - begin) / 1_000);
  say(`${inWords(size, 'enrollments')} made in ${made} s`);
  const { seconds, peak } = await rebuild(stage, say);
  const { rows } = await stage.owner.query(
    `select count(*)::integer as left from obligation where explanation ->> 'policyVersion' = '0'`,
  );
  if (rows[0].left > 0) throw new Error(`${rows[0].left} rows were not rebuilt`);
  const what = `${inWords(size, 'enrollments')} rebuilt`;
  const because = `${inWords(Math.round(size / seconds), 'enrollments')} a second, every row written anew`;
  const time: Measurement = {
    what,
    value: round(seconds / 60),
    unit: 'minutes',
    limit: { atMost: limits.minutes },
    because,
  };
  const { administrator: token } = tokens;
  const past = await measurePastList(stage.origin, { size, token });
  if (peak === null) return [time, past];
  const limit = { atMost: limits.megabytes };
  const memory: Measurement = {
    what: `${what}, memory`,
    value: peak,
    unit: 'MB',
    limit,
    because: 'the most that the command held',
  };
  return [time, memory, past];
}

async function rebuild(stage: Stage, say: Say) {
  const dataDir = await mkdtemp(join(tmpdir(), 'roundtable-bench-rebuild-'));
  const { user, password, host, port, database } = stage.migrator;
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`,
  };
  const begin = performance.now();
  const child = spawn(process.execPath, [...serverOptions, command], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // The peak is read while the process lives: after each line that it prints.
  let peak: number | null = null;
  child.stdout.on('data', async (text: Buffer) => {
    say(`  ${text.toString().trim()}`);
    peak = (await peakMemoryOf(child.pid ?? 0)) ?? peak;
  });
  const code = await new Promise((done) => child.once('close', done));
  const seconds = (performance.now() - begin) / 1_000;
  await rm(dataDir, { recursive: true, force: true });
  if (code !== 0) throw new Error(`rebuild-due ended with ${String(code)}`);
  return { seconds, peak };
}
