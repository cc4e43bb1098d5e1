import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Running, isAlive, run, temporaryFolder, until } from './processes.ts';

const home = resolve(import.meta.dirname, '../..');

let folder: ReturnType<typeof temporaryFolder>;
let running: Running | undefined;
beforeEach(() => {
  folder = temporaryFolder();
  for (const name of ['bin', 'package.json', 'package-lock.json'])
    cpSync(join(home, name), join(folder.path, name), { recursive: true });
});
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  folder.remove();
});

/** A start of a copy without any package, where npm does what the script says. */
function startWithNpm(script: string): Running {
  const npm = join(folder.path, 'npm-cli.js');
  writeFileSync(npm, script);
  running = run(process.execPath, [join(folder.path, 'bin/roundtable.js'), 'start'], {
    cwd: '/',
    env: { npm_execpath: npm },
  });
  return running;
}

test('whoever stops the first start while packages are fetched leaves nothing running behind', async () => {
  const place = join(folder.path, 'pid');
  const { child, said, ended } = startWithNpm(
    `import { writeFileSync } from 'node:fs';
    writeFileSync(${JSON.stringify(place)}, String(process.pid));
    setInterval(() => {}, 1000);`,
  );
  const pid = () => (existsSync(place) ? Number(readFileSync(place, 'utf8')) : 0);
  await until(() => pid() > 0, { about: said });
  child.kill('SIGTERM');

  expect(await ended).toBe(1);
  expect(isAlive(pid())).toBe(false);
  expect(said()).toContain('Start again to install the rest.');
});

test.each([
  ['ENOTEMPTY', 'Another npm was at work in this folder.'],
  ['ENOSPC', 'The disk is full.'],
  ['EACCES', 'This user may not write into the folder of Roundtable.'],
  ['ENOTFOUND', 'It must reach its registry once'],
])('an installation that fails with %s says what helps', async (code, remedy) => {
  const { said, ended } = startWithNpm(
    `console.error('npm error code ${code}');
    process.exitCode = 1;`,
  );

  expect(await ended).toBe(1);
  expect(said()).toContain(remedy);
});
