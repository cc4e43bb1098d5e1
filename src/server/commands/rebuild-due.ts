import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { rebuildDue, type RebuiltTo } from '#server/features/today/rebuild-due.ts';
import type { Configuration } from '#server/platform/configuration.ts';
import { openDatabase } from '#server/platform/database.ts';
import { CannotStart } from '#server/platform/embedded-postgres/cannot-start.ts';
import { reachStorage } from '#server/platform/reach-storage.ts';
import { demoUsage, splitDemo } from './settings.ts';

const usage = `Derives the worklist of every agency anew from its facts, while people go on working.

  npm run rebuild-due                    begin, or go on where the last one was interrupted
  npm run rebuild-due -- --from-start    begin anew

  The settings are those of npm start: DATA_DIR, DATABASE_URL. ${demoUsage}
  The exit code is 0 when it was done, 1 when it failed, 2 when the command is wrong, 130 when it was stopped.
`;

const tellEvery = 10_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

const kept = z.object({ agencyId: z.uuid(), enrollmentId: z.uuid().nullable() });

async function interruptedAt(file: string): Promise<RebuiltTo | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    // Half written when the machine went down: the rebuilding begins anew, which is never wrong.
    return null;
  }
}

/** Asked to stop between two rounds; where it was is kept. */
class Stopped extends Error {
  readonly done: number;
  constructor(done: number) {
    super('stopped');
    this.done = done;
  }
}

async function rebuild(configuration: Configuration, isFromStart: boolean): Promise<void> {
  const { logins, close } = await reachStorage(configuration);
  const workerDatabase = openDatabase(logins.worker, 2);
  const file = join(configuration.dataDir, 'rebuild-due.json');
  try {
    const from = isFromStart ? null : await interruptedAt(file);
    if (from) say('Going on where the last one was interrupted.');
    const stopping = new AbortController();
    // Each time that it comes: a terminal, npm and the launcher pass the same one on.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
    say('Rebuilding. Ctrl-C stops it, and the same command goes on from there.');
    let done = 0;
    await rebuildDue({ workerDatabase }, from, async (to, howMany) => {
      await writeFile(file, JSON.stringify(to), { mode: 0o600 });
      const before = done;
      done += howMany;
      if (Math.floor(before / tellEvery) < Math.floor(done / tellEvery))
        say(`${done} enrollments rebuilt`);
      if (stopping.signal.aborted) throw new Stopped(done);
    });
    await rm(file, { force: true });
    say(`Done: ${done} enrollments rebuilt.`);
  } finally {
    await workerDatabase.destroy();
    await close();
  }
}

const options = {
  'from-start': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options }).values;
  } catch {
    return undefined;
  }
}

async function main(args: string[]): Promise<number> {
  const { rest, settings } = splitDemo(args);
  const given = readArguments(rest);
  if (!given || given.help) {
    say(usage);
    return given ? 0 : 2;
  }
  try {
    await rebuild(settings(), given['from-start']);
    return 0;
  } catch (fault) {
    if (fault instanceof Stopped) {
      say(`Stopped after ${fault.done} enrollments. Run it again to go on from there.`);
      return 130;
    }
    if (!(fault instanceof CannotStart)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
