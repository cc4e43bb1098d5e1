import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannot-start.ts';

/** The running server's process and state, as it writes them itself. */
export function postmasterOf(cluster: string): { pid: number; isReady: boolean } | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, isReady: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
}

function worksIn(folder: string, pid: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

/** PostgreSQL's processes work inside their data; a number alone may belong to another process by now. */
function processesIn(cluster: string): number[] {
  const folder = realpathSync(cluster);
  if (process.platform === 'linux')
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && worksIn(folder, name))
      .map(Number);
  const pid = postmasterOf(cluster)?.pid;
  if (pid === undefined) return [];
  const said = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return said.stdout.includes(cluster) ? [pid] : [];
}

export function isServing(cluster: string): boolean {
  const found = postmasterOf(cluster);
  return found?.isReady === true && processesIn(cluster).includes(found.pid);
}

async function haveGone(cluster: string, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (processesIn(cluster).length > 0) {
    if (performance.now() > end) return false;
    await pause(25);
  }
  return true;
}

/** Ends a database server that a killed Roundtable left running, without losing what it has acknowledged. */
export async function stopLeftover(cluster: string): Promise<void> {
  const left = postmasterOf(cluster);
  if (left && processesIn(cluster).includes(left.pid)) {
    process.kill(left.pid, 'SIGINT');
    if (!(await haveGone(cluster, 20_000))) process.kill(left.pid, 'SIGQUIT');
  }
  if (!(await haveGone(cluster, 10_000)))
    throw new CannotStart(
      `A database server left from an earlier run still works in ${cluster} ` +
        `(processes ${processesIn(cluster).join(', ')}). End it, then start again.`,
    );
  // A number taken over by a stranger, or not yet reaped, would make PostgreSQL refuse to start.
  if (existsSync(join(cluster, 'postmaster.pid'))) rmSync(join(cluster, 'postmaster.pid'));
}
