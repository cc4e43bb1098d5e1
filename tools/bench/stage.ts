import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Login } from '#server/platform/database.ts';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres/start-embedded-postgres.ts';
import { migrate } from '#server/platform/migrate.ts';

export type Stage = {
  migrator: Login;
  owner: pg.Pool;
  origin: string;
  /** The most memory that the server's process has held so far, in MB; null where the system does not tell. */
  peakMemory: () => Promise<number | null>;
  close: () => Promise<void>;
};

const port = 4390;
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The product on a database of its own, with fsync on, served by a process of its own as its own logins. */
async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'roundtable-bench-'));
  // Started as root the database runs as somebody else, who must pass through here.
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data') });
  await migrate(postgres.connect);
  const owner = new pg.Pool({ ...postgres.connect, max: 4 });
  const server = await serve(postgres.connect);
  return {
    migrator: postgres.connect,
    owner,
    origin: `http://localhost:${port}`,
    peakMemory: () => peakMemoryOf(server.pid ?? 0),
    close: async () => {
      server.kill('SIGTERM');
      await owner.end();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Opens a stage for some work, and leaves nothing of it. */
export async function onStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const stage = await openStage();
  try {
    return await work(stage);
  } finally {
    await stage.close();
  }
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

async function serve(migrator: Login): Promise<ChildProcess> {
  const server = spawn(process.execPath, [...serverOptions, here('serve.ts')], {
    env: { ...process.env, BENCH_LOGIN: JSON.stringify(migrator), BENCH_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    server.stdout.once('data', resolve);
    server.once('exit', reject);
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
