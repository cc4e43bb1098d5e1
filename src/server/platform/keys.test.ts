import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run, temporaryFolder } from '#test/launcher/processes.ts';
import { readKeys } from './keys.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('keys are made once, and two that start together have the same', async () => {
  const [one, other] = await Promise.all([readKeys(folder.path), readKeys(folder.path)]);
  const later = await readKeys(folder.path);

  expect(other).toEqual(one);
  expect(later).toEqual(one);
  expect(readdirSync(folder.path)).toEqual(['keys.json']);
});

test.each([0o644, 0o640, 0o620])(
  'keys that others of the machine can reach (%i) stop the start, with what to do (S16, S18)',
  async (mode) => {
    await readKeys(folder.path);
    const path = join(folder.path, 'keys.json');
    chmodSync(path, mode);

    await expect(readKeys(folder.path)).rejects.toThrow(`chmod 600 '${path}'`);
    chmodSync(path, 0o600);
    expect((await readKeys(folder.path)).audit.length).toBe(32);
  },
);

test('a first start that ends before the keys are written does not keep the next one from making them', async () => {
  const module = new URL('./keys.ts', import.meta.url).href;
  const script = `const { readKeys } = await import('${module}'); await readKeys(process.argv[1]);`;
  const node = [process.execPath, '--input-type=module', '-e', script, folder.path];
  // As on a full disk: a file can be made, and nothing can be written to it.
  const first = run('/bin/sh', ['-c', 'ulimit -f 0; exec "$0" "$@"', ...node], {
    cwd: folder.path,
  });

  expect(await first.ended).not.toBe(0);
  expect(existsSync(join(folder.path, 'keys.json'))).toBe(false);
  expect((await readKeys(folder.path)).audit.length).toBe(32);
});
