import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Clone, makeClone } from './clone.ts';
import { type Running, isAlive, pidIn, until } from './processes.ts';

let clone: Clone;
let running: Running[] = [];

beforeAll(() => {
  clone = makeClone();
});
afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGTERM');
    await ended;
  }
  running = [];
});
afterAll(() => clone.remove());

function start(args?: string[], env?: Record<string, string>): Running {
  const launcher = clone.start(args, env);
  running.push(launcher);
  return launcher;
}

async function startToReady(args?: string[]): Promise<Running> {
  const launcher = start(args);
  const isOver = () => pidIn(launcher.said()) > 0 || launcher.child.exitCode !== null;
  await until(isOver, { about: launcher.said });
  expect(launcher.said()).toMatch(/^open /m);
  return launcher;
}

const serverIn = (text: string): number => Number(/server (\d+)/.exec(text)?.[1] ?? 0);

describe('the launcher', () => {
  test('a wrong port stops the start and says which, why, and what is right', async () => {
    const launcher = start(['start'], { PORT: 'abc' });

    expect(await launcher.ended).toBe(1);
    expect(launcher.said()).toContain(
      'PORT is "abc": it must be a whole number from 1 to 65535. For example: PORT=8080',
    );
  });

  test('start --help lists every setting', async () => {
    const launcher = start(['start', '--help']);

    expect(await launcher.ended).toBe(0);
    for (const name of [
      'PORT',
      'DATA_DIR',
      'DATABASE_URL',
      'PUBLIC_ORIGIN',
      'SMTP_URL',
      'LOG_LEVEL',
    ])
      expect(launcher.said()).toContain(`\n  ${name}\n`);
  });

  test('an argument that is not understood stops the start', async () => {
    const launcher = start(['start', '--prot', '80']);

    expect(await launcher.ended).toBe(1);
    expect(launcher.said()).toContain('"--prot 80" is not understood');
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s stops server and database within seconds, and the exit says that all went well',
    async (signal) => {
      const launcher = await startToReady();

      const began = performance.now();
      launcher.child.kill(signal);

      expect(await launcher.ended).toBe(0);
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(isAlive(pidIn(launcher.said()))).toBe(false);
      expect(isAlive(serverIn(launcher.said()))).toBe(false);
    },
  );

  test('when the launcher is killed, the server stops cleanly and the folder is free again', async () => {
    const launcher = await startToReady();

    launcher.child.kill('SIGKILL');

    await until(() => !isAlive(serverIn(launcher.said())));
    await until(() => !isAlive(pidIn(launcher.said())));
    const next = await startToReady();
    expect(isAlive(pidIn(next.said()))).toBe(true);
  });

  test('when the server is killed, the launcher says so, and the next start works', async () => {
    const launcher = await startToReady();

    process.kill(serverIn(launcher.said()), 'SIGKILL');

    expect(await launcher.ended).toBe(137);
    expect(launcher.said()).toContain('What it had confirmed is kept; start it again.');
    await startToReady();
  });

  test('a second start on the same folder is refused while the first one runs', async () => {
    await startToReady();

    const second = start();

    expect(await second.ended).toBe(1);
    expect(second.said()).toMatch(/Another Roundtable \(process \d+\) is running/);
  });

  test('the demonstration runs beside the real one, on a folder of its own', async () => {
    const real = await startToReady();
    const demonstration = await startToReady(['demo']);

    expect(demonstration.said()).toContain('/kept data/sample');
    expect(isAlive(pidIn(real.said()))).toBe(true);
  });

  test('web pages are built when something they are made of has changed, and only then', async () => {
    await startToReady().then(({ child, ended }) => {
      child.kill('SIGTERM');
      return ended;
    });
    const unchanged = await startToReady();
    unchanged.child.kill('SIGTERM');
    await unchanged.ended;
    appendFileSync(join(clone.path, 'src/web/page.ts'), '// changed');
    const changed = await startToReady();

    expect(unchanged.said()).not.toContain('Building the web pages');
    expect(changed.said()).toContain('Building the web pages');
    expect(existsSync(join(clone.path, 'dist/index.html'))).toBe(true);
  });
});

describe('the test command', () => {
  const write = (text: string) => {
    mkdirSync(join(clone.path, 'test'), { recursive: true });
    writeFileSync(join(clone.path, 'test/sums.test.ts'), text);
  };
  const head = `import { test, expect } from 'vitest';\n`;

  test.each([
    {
      what: 'a good run',
      text: `test('a', () => expect(1).toBe(1)); test('b', () => {});`,
      line: '2 passed, 0 failed',
      code: 0,
    },
    {
      what: 'a failure',
      text: `test('a', () => expect(1).toBe(2)); test('b', () => {});`,
      line: '1 passed, 1 failed',
      code: 1,
    },
    {
      what: 'a file that breaks before its first test',
      text: `throw new Error('x');`,
      line: '0 passed, 1 failed',
      code: 1,
    },
    {
      what: 'a run without a test',
      text: `test.skip('a', () => {});`,
      line: '0 passed, 0 failed',
      code: 1,
    },
  ])('$what ends with its count and its exit code', async ({ text, line, code }) => {
    write(head + text);
    const launcher = start(['test']);

    expect(await launcher.ended).toBe(code);
    expect(launcher.printed().trimEnd().split('\n').at(-1)).toBe(line);
  });
});
