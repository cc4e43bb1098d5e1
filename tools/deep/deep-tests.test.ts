import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { deepTests } from './deep-tests.ts';

const home = resolve(import.meta.dirname, '../..');

test('each test that can ask for more has a script of its own, and one script runs them all', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(resolve(home, 'package.json'), 'utf8')));
  const deep = Object.entries(scripts).filter(([name]) => name.startsWith('test:deep'));
  const names = [...deepTests(home).keys()];

  expect(names.length).toBeGreaterThan(8);
  expect(new Map(deep)).toEqual(
    new Map([
      ['test:deep', 'node bin/roundtable.js deep'],
      ...names.map((name) => [`test:deep:${name}`, `node bin/roundtable.js deep ${name}`] as const),
    ]),
  );
});
