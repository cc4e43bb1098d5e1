import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export type Running = {
  child: ChildProcess;
  /** Both streams, in the order in which they arrived: that of two pipes is not that of the writing. */
  said: () => string;
  /** Standard output alone. */
  printed: () => string;
  ended: Promise<number | null>;
};

/** Runs a program and keeps all that it says. */
export function run(
  program: string,
  args: string[],
  { cwd, env = {}, uid }: { cwd: string; env?: Record<string, string>; uid?: number },
): Running {
  const child = spawn(program, args, {
    cwd,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '/tmp',
      // Compiled once for the many times that it is started here.
      NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/started-by-tests'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid }),
  });
  let text = '';
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (stream === child.stdout) output += part;
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, said: () => text, printed: () => output, ended };
}

/** Waits for a fact about a process, and fails with what it said when the fact does not come. */
export async function until(
  fact: () => boolean,
  { within = 60_000, about = () => '' }: { within?: number; about?: () => string } = {},
): Promise<void> {
  const end = performance.now() + within;
  while (!fact()) {
    if (performance.now() > end) throw new Error(`It did not come within ${within} ms. ${about()}`);
    await pause(20);
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}

export const pidIn = (text: string): number => Number(/open (\d+)/.exec(text)?.[1] ?? 0);

/** An empty folder whose name holds a space, open to the database's user when we are root. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'round table '));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Below those that a system gives to whoever connects: until it is listened at, nobody's connection takes it. */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 30_000);
  const isFree = await new Promise<boolean>((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
  return isFree ? port : freePort();
}
