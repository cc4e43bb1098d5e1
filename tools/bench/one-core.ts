import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:process';

/**
 * Puts these processes on one core, where the system can (Linux with util-linux): waking a process on another core takes as long as a short
 * statement, and which pairs of processes have to is luck. Whether it could.
 */
export function onOneCore(pids: readonly number[]): boolean {
  if (platform !== 'linux') return false;
  const [, allowed = ''] =
    /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  const last = allowed.split(/[-,]/).at(-1) ?? '';
  return pids.every((pid) => spawnSync('taskset', ['-pc', last, String(pid)]).status === 0);
}
