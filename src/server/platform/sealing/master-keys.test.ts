import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeKeyFile, masterKeysOf, newMasterKey, readKeyFile } from './master-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'roundtable-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the key file is made for its owner alone, once, and says that it must be kept', () => {
  const path = join(folder, 'made.key');
  makeKeyFile(path);
  const first = readFileSync(path, 'utf8');
  makeKeyFile(path);

  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toBe(first);
  expect(first).toContain('Keep a copy');
});

test('a key file that others can read is refused, with what to do', () => {
  const path = join(folder, 'open.key');
  makeKeyFile(path);
  chmodSync(path, 0o640);

  expect(() => readKeyFile(path)).toThrow(`chmod 600 '${path}'`);
});

test.each([
  ['empty', ''],
  ['cut short', '0123456789abcdef c2hvcnQ=\n'],
  ['of another key', `0123456789abcdef ${newMasterKey().toString('base64')}\n`],
])('a key file that is %s is refused as damaged', (_, text) => {
  const path = join(folder, 'damaged.key');
  rmSync(path, { force: true });
  writeFileSync(path, text, { mode: 0o600 });

  expect(() => readKeyFile(path)).toThrow(/is damaged.*\n.*copy/);
});

test('a key file that cannot be made says where it should stand instead', () => {
  mkdirSync(join(folder, 'file-in-the-way'), { recursive: true });
  writeFileSync(join(folder, 'a-file'), '');

  expect(() => makeKeyFile(join(folder, 'a-file', 'x.key'))).toThrow('ROUNDTABLE_KEY_FILE=');
});

test('a key that is added while the server runs is found when it is first met', () => {
  const path = join(folder, 'two.key');
  const [older, newer] = [newMasterKey(), newMasterKey()];
  makeKeyFile(path, [older]);
  const keys = masterKeysOf(path);
  const { keyId } = keys.current();
  rmSync(path);
  makeKeyFile(path, [newer, older]);
  const [newerId = ''] = readKeyFile(path)?.keys() ?? [];

  expect(keys.find(newerId)).toEqual(newer);
  expect(keys.find(keyId)).toEqual(older);
  expect(keys.current().keyId).toBe(newerId);
  expect(() => keys.find('unknown')).toThrow(/no key/);
});
