import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { Login } from '#server/platform/database.ts';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres/start-embedded-postgres.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { type Running, freePort, isAlive, run, temporaryFolder, until } from './processes.ts';

const house = await startHouse();
let folder: ReturnType<typeof temporaryFolder>;
let running: Running[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  running = [];
  folder.remove();
});
afterAll(() => house.close());

const script = (path: string) => resolve(import.meta.dirname, path);

/** The product itself, as the launcher starts it. */
async function product(env: Record<string, string> = {}, ...more: string[]) {
  const port = await freePort();
  const started = run(process.execPath, [script('../../src/server/main.ts'), ...more], {
    cwd: folder.path,
    env: { DATA_DIR: folder.path, PORT: String(port), LOG_LEVEL: 'silent', ...env },
  });
  running.push(started);
  const isOver = () => started.said().includes('is ready') || started.child.exitCode !== null;
  await until(isOver, { within: 60_000, about: started.said });
  return { ...started, origin: `http://localhost:${port}` };
}

/** PostgreSQL's first process in this data folder, as it works there. */
function postmasterIn(dataDir: string): number {
  const cluster = join(dataDir, 'postgres');
  const found = readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === cluster;
    } catch {
      return false;
    }
  });
  return Math.min(...found.map(Number));
}

const ownDatabase = (change: Partial<Login> = {}) => {
  const { user, password, host, port, database } = { ...house.migrator, ...change };
  const place = `${encodeURIComponent(host)}:${port}/${database}`;
  return `postgres://${user}:${encodeURIComponent(password)}@${place}`;
};

test.each([
  ['a wrong password', () => ({ DATABASE_URL: ownDatabase({ password: 'guess' }) })],
  ['a name that is no database', () => ({ DATABASE_URL: ownDatabase({ database: 'nowhere' }) })],
  ['a host that does not answer', () => ({ DATABASE_URL: ownDatabase({ host: '/nowhere' }) })],
  [
    'encryption that the server lacks',
    () => ({ DATABASE_URL: `${ownDatabase()}?sslmode=require` }),
  ],
  ['a folder that cannot be made', () => ({ DATA_DIR: join(folder.path, 'file/below') })],
  ['a folder that cannot be locked', () => ({ DATA_DIR: join(folder.path, 'kept') })],
])('%s stops the start with one sentence and an example', async (_, settings) => {
  writeFileSync(join(folder.path, 'file'), '');
  mkdirSync(join(folder.path, 'kept'));
  writeFileSync(join(folder.path, 'kept/owner.lock'), 'no lock of ours');
  const env = settings();
  const { ended, said } = await product(env);

  expect(await ended).toBe(1);
  expect(said()).toMatch(new RegExp(`for example:? ${Object.keys(env)[0]}=`, 'i'));
  expect(said()).not.toContain('Another Roundtable');
  expect(said()).not.toMatch(/^ +at /m);
});

test.runIf(process.getuid?.() === 0)(
  'as root, data in a folder that the database’s user cannot enter stop the start, and it says what opens it',
  async () => {
    const closed = join(folder.path, 'closed');
    mkdirSync(join(closed, 'data'), { recursive: true, mode: 0o700 });
    const { ended, said } = await product({ DATA_DIR: join(closed, 'data') });

    expect(await ended).toBe(1);
    expect(said()).toContain(`chmod o+x '${closed}'`);
    expect(said()).not.toMatch(/^ +at /m);
  },
);

test(
  'what is asked until the very end is answered, and sealed in the trail before the stop is over (S16)',
  { timeout: 240_000 },
  async () => {
    await givenIn(house).agency('north');
    const { origin, child, ended } = await product({ DATABASE_URL: ownDatabase() }, '--new-keys');
    const slow = await house.owner.connect();
    await slow.query('begin; lock table staff_version in access exclusive mode');
    const cookie = `session=${house.as('north-admin').token}`;
    const answer = fetch(`${origin}/api/staff`, { headers: { cookie } });
    const asks = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and usename = $1`;
    const waiting = async () => (await house.owner.query(asks, [house.logins.app.user])).rowCount;
    await expect.poll(waiting).toBeGreaterThan(0);

    child.kill('SIGTERM');
    await pause(2_000);
    await slow.query('commit');
    slow.release();

    expect((await answer).status).toBe(200);
    expect(await ended).toBe(0);
    const { rows } = await house.owner.query(
      `select operation, audit_id in (select unnest(audit_ids) from audit_seal) as "isSealed" from audit`,
    );
    expect(rows).toContainEqual({ operation: 'GET /api/staff', isSealed: true });
    expect(rows.filter(({ isSealed }) => !isSealed)).toEqual([]);
  },
);

test(
  'beside data with a trail no keys are made unless somebody says that they are lost: with others every row would look changed (S16)',
  { timeout: 240_000 },
  async () => {
    const env = { DATABASE_URL: ownDatabase() };
    const refused = await product(env);

    expect(await refused.ended).toBe(1);
    expect(refused.said()).toContain('keys.json is missing');
    expect(readdirSync(folder.path)).not.toContain('keys.json');
    await product(env, '--new-keys');
    expect(readdirSync(folder.path)).toContain('keys.json');
  },
);

test(
  'what cannot be closed is told, and all the rest is closed in spite of it',
  { timeout: 240_000 },
  async () => {
    // Where the checkpoints of the trail belong, nothing can be written.
    writeFileSync(join(folder.path, 'checkpoints'), '');
    const { child, ended, said } = await product();
    const postmaster = postmasterIn(folder.path);
    expect(isAlive(postmaster)).toBe(true);

    child.kill('SIGTERM');

    expect(await ended).toBe(1);
    expect(isAlive(postmaster)).toBe(false);
    expect(said()).toContain('checkpoints');
  },
);

test('a product that is killed while its database is not ready yet leaves no database behind', async () => {
  await startEmbeddedPostgres({ dataDir: folder.path }).then(({ stop }) => stop());
  const slow = join(folder.path, 'postgres/slow.conf');
  // It waits for these settings until somebody writes them.
  execFileSync('mkfifo', ['-m', '666', slow]);
  appendFileSync(join(folder.path, 'postgres/postgresql.conf'), `\ninclude 'slow.conf'\n`);
  const holder = run(process.execPath, [script('hold-database.ts'), folder.path], {
    cwd: folder.path,
  });
  running.push(holder);
  // What lives there for a moment alone is not it.
  let postmaster = Infinity;
  while (!Number.isFinite(postmaster) || postmaster !== postmasterIn(folder.path)) {
    await until(() => Number.isFinite(postmasterIn(folder.path)), { about: holder.said });
    postmaster = postmasterIn(folder.path);
    await pause(500);
  }
  expect(isAlive(postmaster)).toBe(true);

  holder.child.kill('SIGKILL');
  await holder.ended;
  const settings = openSync(slow, 'w');
  rmSync(slow);
  writeFileSync(slow, '');
  closeSync(settings);

  await until(() => !isAlive(postmaster));
});
