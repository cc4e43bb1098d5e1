import { chmodSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Running, freePort, run, temporaryFolder, until } from './processes.ts';

const home = resolve(import.meta.dirname, '../..');
const isDeep = process.env['ROUNDTABLE_DEEP'] === '1';
const isRoot = process.getuid?.() === 0;
const nobody = Number(isRoot ? execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }) : 0);

let folder: ReturnType<typeof temporaryFolder>;
let running: Running | undefined;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  running?.child.kill('SIGTERM');
  await running?.ended;
  running = undefined;
  folder.remove();
});

const isOfTheWay =
  /^(NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|(https?|no)_proxy|npm_config_(registry|cafile|proxy|https_proxy|noproxy))$/i;

/** How this machine reaches the registry; nothing else of its settings goes along. */
const wayToRegistry = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && isOfTheWay.test(name) ? [[name, value]] : [],
  ),
);

/** What git holds of this checkout and nothing else: no package, no page that is built. */
function bareClone(): string {
  const clone = join(folder.path, 'closed home', 'round table');
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: home, encoding: 'utf8' }).split(
    '\0',
  );
  for (const file of files.filter((name) => name !== '' && existsSync(join(home, name)))) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    cpSync(join(home, file), join(clone, file));
  }
  return clone;
}

/** The launcher as npm would start it, until it prints its address. */
async function startIn(
  clone: string,
  who: { uid?: number; home: string; env?: Record<string, string> },
) {
  const port = await freePort();
  const started = run(process.execPath, [join(clone, 'bin/roundtable.js'), 'start'], {
    cwd: '/',
    env: {
      PORT: String(port),
      HOME: who.home,
      TMPDIR: who.home,
      NODE_COMPILE_CACHE: join(who.home, 'compiled'),
      ...wayToRegistry,
      ...who.env,
    },
    ...(who.uid === undefined ? {} : { uid: who.uid }),
  });
  running = started;
  const isOver = () => started.said().includes('is ready') || started.child.exitCode !== null;
  await until(isOver, { within: 600_000, about: started.said });
  expect(started.said()).toContain('is ready');
  const answer = await fetch(`http://localhost:${port}/api/health`);
  expect(answer.status).toBe(200);
  return started.said();
}

// It fetches everything from the registry, which `npm test` does not.
describe.runIf(isDeep)('a bare clone installs what it needs without a script, and starts', () => {
  test('as whoever runs this, in a home folder that is closed to everybody else', async () => {
    const clone = bareClone();
    chmodSync(join(folder.path, 'closed home'), 0o700);

    const DATA_DIR = join(folder.path, 'kept data');
    const said = await startIn(clone, {
      home: join(folder.path, 'closed home'),
      env: { DATA_DIR },
    });
    expect(said).toContain('npm ci --ignore-scripts');
    expect(existsSync(join(clone, 'node_modules/.package-lock.json'))).toBe(true);
  }, 700_000);

  test.runIf(isRoot)(
    'as a plain user with a home of their own',
    async () => {
      const clone = bareClone();
      const theirs = join(folder.path, 'closed home');
      execFileSync('chown', ['-R', String(nobody), theirs]);
      chmodSync(theirs, 0o700);

      expect(await startIn(clone, { uid: nobody, home: theirs })).toContain(
        'npm ci --ignore-scripts',
      );
    },
    700_000,
  );
});
