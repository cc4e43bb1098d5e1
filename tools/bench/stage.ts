import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { outlasting, type Login } from '#server/platform/database.ts';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres/start-embedded-postgres.ts';
import { migrate } from '#server/platform/migrate.ts';
import { makeKeyFile } from '#server/platform/sealing/master-keys.ts';

export type Stage = {
  migrator: Login;
  /** The keys that the server seals with. */
  keyFile: string;
  owner: pg.Pool;
  origin: string;
  /** The most memory that the server's process has held so far, in MB; null where the system does not tell. */
  peakMemory: () => Promise<number | null>;
};

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The product on a database of its own, with fsync on, served by a process of its own; nothing of it is left afterwards. */
export async function onStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'roundtable-bench-'));
  // What was opened is closed in the other order, however far it came.
  const closing = [() => rm(folder, { recursive: true, force: true })];
  try {
    // Started as root the database runs as somebody else, who must pass through here.
    await chmod(folder, 0o711);
    const { connect, stop } = await startEmbeddedPostgres({ dataDir: join(folder, 'data') });
    closing.push(stop);
    await migrate(connect);
    const owner = outlasting(new pg.Pool({ ...connect, max: 4 }));
    closing.push(() => owner.end());
    const port = await freePort();
    const keyFile = join(folder, 'bench.key');
    makeKeyFile(keyFile);
    const server = await serve({ migrator: connect, keyFile }, port);
    closing.push(() => ended(server));
    return await work({
      migrator: connect,
      keyFile,
      owner,
      origin: `http://localhost:${port}`,
      peakMemory: () => peakMemoryOf(server.pid ?? 0),
    });
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return Promise.resolve();
  server.kill('SIGTERM');
  return new Promise((resolve) => server.once('exit', () => resolve()));
}

/** As the kernel counts: resident, at its highest. */
export async function peakMemoryOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(status) ?? [];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}

// What the launcher gives the server, handed on by it.
export const serverOptions = (process.env['ROUNDTABLE_SERVER_OPTIONS'] ?? '')
  .split(' ')
  .filter(Boolean);

async function serve(
  { migrator, keyFile }: Pick<Stage, 'migrator' | 'keyFile'>,
  port: number,
): Promise<ChildProcess> {
  const server = spawn(process.execPath, [...serverOptions, here('serve.ts')], {
    env: {
      ...process.env,
      BENCH_LOGIN: JSON.stringify(migrator),
      BENCH_PORT: String(port),
      BENCH_KEY_FILE: keyFile,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    server.stdout.once('data', resolve);
    server.once('exit', () => reject(new Error('The server did not start; see above.')));
  });
  return server;
}

/** Runs one of the small programs beside this file in a bare Node process and reads the JSON that it prints. */
export async function aside(name: string, input: unknown): Promise<unknown> {
  const child = spawn(process.execPath, [here(name)], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(input));
  const parts: Buffer[] = [];
  for await (const part of child.stdout) parts.push(Buffer.from(part));
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}
