import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, asAccount } from './account.ts';
import { postmasterOf } from './leftover.ts';
import { CannotStart } from './cannot-start.ts';

export type Launch = {
  cluster: string;
  socket: string;
  programs: string;
  account: Account | undefined;
  settings: Record<string, string>;
};

export type Ending = { code: number | null; signal: NodeJS.Signals | null; lastWords: string };

export type Postmaster = { pid: number; ended: Promise<Ending>; stop: () => Promise<void> };

const PATIENCE_FOR_RECOVERY = 600_000;

function fixedSettings(socket: string): Record<string, string> {
  return {
    listen_addresses: '',
    port: '5432',
    // Commas part several folders and quotes protect a path that holds one.
    unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    // An error's text may quote what somebody typed; the log keeps the server's own events only.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
  };
}

function collectWords(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-4_000);
  });
  return () => words.trim();
}

/** Outlives us by a moment: when this process dies, however it dies, the database is asked to shut down. */
function watchOver(pid: number, account: Account | undefined): ChildProcess {
  const orders = 'read -r word; [ "$word" = done ] || kill -INT "$0"';
  const watcher = spawn('/bin/sh', ['-c', orders, String(pid)], {
    ...asAccount(account),
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.stdin?.on('error', () => undefined);
  watcher.on('error', () => undefined);
  watcher.unref();
  return watcher;
}

async function endOf(child: ChildProcess, lastWords: () => string): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', (fault) => resolve({ code: null, signal: null, lastWords: fault.message }));
    child.once('close', (code, signal) => resolve({ code, signal, lastWords: lastWords() }));
  });
}

async function readiness(cluster: string, pid: number | undefined): Promise<'ready'> {
  const end = performance.now() + PATIENCE_FOR_RECOVERY;
  while (performance.now() < end) {
    const server = postmasterOf(cluster);
    if (server?.pid === pid && server?.isReady) return 'ready';
    await pause(10);
  }
  throw new CannotStart(`The database in ${cluster} did not become ready within ten minutes.`);
}

/** Starts PostgreSQL in a session of its own, where Ctrl-C does not reach it before we have finished. */
export async function launchPostmaster(launch: Launch): Promise<Postmaster> {
  const { cluster, socket, programs, account } = launch;
  const settings = Object.entries({ ...fixedSettings(socket), ...launch.settings });
  for (const left of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock'])
    rmSync(join(socket, left), { force: true });
  const child = spawn(
    join(programs, 'bin', 'postgres'),
    ['-D', cluster, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...asAccount(account), cwd: cluster, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = endOf(child, collectWords(child));
  // From the first moment on: getting ready may take minutes, after a crash.
  const watcher = child.pid === undefined ? undefined : watchOver(child.pid, account);
  void ended.then(() => watcher?.stdin?.end('done\n'));
  const first = await Promise.race([ended, readiness(cluster, child.pid)]);
  if (first !== 'ready' || child.pid === undefined)
    throw new CannotStart(
      `The database in ${cluster} did not start: ${first === 'ready' ? '' : first.lastWords}`,
    );
  return { pid: child.pid, ended, stop: () => shutDown(child, ended) };
}

async function shutDown(child: ChildProcess, ended: Promise<Ending>): Promise<void> {
  child.kill('SIGINT');
  const inTime = await Promise.race([ended, pause(20_000, 'late' as const, { ref: false })]);
  if (inTime !== 'late') return;
  child.kill('SIGQUIT');
  await ended;
}
