import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRequirements } from './requirements.ts';

const specs = new URL('../../specs/requirements.yaml', import.meta.url);

const perSource = (source: string) =>
  readRequirements(specs).filter((requirement) => requirement.source === source).length;

test('there are 183 requirements, in sequence, each said once', () => {
  const requirements = readRequirements(specs);

  expect(requirements).toHaveLength(183);
  expect(requirements.at(-1)?.id).toBe('REQ-183');
  expect(new Set(requirements.map(({ text }) => text)).size).toBe(183);
});

test.each([
  ['S0', 42],
  ['S1', 37],
  ['S2', 51],
  ['S3', 33],
  ['S4', 20],
])('the source %s has its %i requirements', (source, count) => {
  expect(perSource(source)).toBe(count);
});

test('a missing requirement is noticed', async () => {
  const copy = join(await mkdtemp(join(tmpdir(), 'requirements-')), 'requirements.yaml');
  writeFileSync(copy, readFileSync(specs, 'utf8').replace(/^- \{ id: REQ-090,.*\n/m, ''));

  expect(() => readRequirements(copy)).toThrow('REQ-091 stands where REQ-090 belongs');
});
