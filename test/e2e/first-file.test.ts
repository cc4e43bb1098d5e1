import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const pages = join(import.meta.dirname, '../../dist/web');

/** What the browser runs before Today is there; everything else is fetched when it is first asked for. */
async function firstScripts(): Promise<string[]> {
  const page = await readFile(join(pages, 'index.html'), 'utf8');
  const names = Array.from(page.matchAll(/<script[^>]* src="([^"]+)"/g), ([, name = '']) => name);
  return Promise.all(names.map((name) => readFile(join(pages, name), 'utf8')));
}

test('the script that comes before Today answers weighs at most 250 kB', async () => {
  const scripts = await firstScripts();
  const sizes = scripts.map((script) => gzipSync(script).byteLength);

  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(250_000);
});

test('no form, and so no schema, is needed to see who is due', async () => {
  const holdsSchemas = (script: string) => script.includes('ZodError');
  const built = (await readdir(pages, { recursive: true })).filter((name) => name.endsWith('.js'));
  const all = await Promise.all(built.map((name) => readFile(join(pages, name), 'utf8')));

  // Schemas are known by this word, in whatever is fetched later.
  expect(all.filter(holdsSchemas)).not.toEqual([]);
  expect((await firstScripts()).filter(holdsSchemas)).toEqual([]);
});
