import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, Zip, ZipDeflate, zipSync, type Zippable } from 'fflate';
import { expect, test } from 'vitest';
import {
  readArchive,
  readFolder,
  type ArchiveCaps,
  type ArchiveItem,
  type ArchiveOptions,
} from './archive.ts';

const caps: ArchiveCaps = { entries: 10, entryBytes: 3_000_000, totalBytes: 5_000_000, ratio: 200 };
const options: ArchiveOptions = { allowedNames: ['Client.csv', 'Exit.csv'], caps };

async function* chunked(bytes: Uint8Array, size = 1000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(items: AsyncIterable<ArchiveItem>) {
  const files: Record<string, string> = {};
  const ignored: string[] = [];
  for await (const item of items) {
    if (item.kind === 'ignored') ignored.push(item.path);
    else files[item.name] = (await Array.fromAsync(item.text)).join('');
  }
  return { files, ignored };
}

const unzip = (bytes: Uint8Array, size?: number) =>
  collect(readArchive(chunked(bytes, size), options));

const zip = (files: Zippable) => zipSync(files);

test('allowed files are read wherever they lie in the zip and however they are spelled', async () => {
  const bytes = zip({
    'export/client.CSV': strToU8('é'.repeat(5000)),
    'export/notes.txt': strToU8('private'),
    '__MACOSX/._Client.csv': strToU8('x'),
    'Exit.csv': [strToU8('stored'), { level: 0 }],
  });

  for (const size of [1, 1000, 1_000_000])
    expect(await unzip(bytes, size)).toEqual({
      files: { 'Client.csv': 'é'.repeat(5000), 'Exit.csv': 'stored' },
      ignored: ['export/notes.txt', '__MACOSX/._Client.csv'],
    });
});

test('a zip that was written as a stream, sizes after the data, is read as well', async () => {
  const parts: Uint8Array[] = [];
  const writer = new Zip((_, part) => parts.push(part));
  const entry = new ZipDeflate('Client.csv');
  writer.add(entry);
  entry.push(strToU8('a,b\n'.repeat(5000)), true);
  writer.end();

  expect((await unzip(Buffer.concat(parts))).files).toEqual({ 'Client.csv': 'a,b\n'.repeat(5000) });
});

test('a reader that leaves a file early still gets the next one', async () => {
  const bytes = zip({ 'Client.csv': strToU8('a'.repeat(100_000)), 'Exit.csv': strToU8('exit') });
  const names: string[] = [];
  for await (const item of readArchive(chunked(bytes), options)) {
    if (item.kind === 'ignored') continue;
    names.push(item.name);
    for await (const _ of item.text) break;
  }

  expect(names).toEqual(['Client.csv', 'Exit.csv']);
});

const text = strToU8(Array.from({ length: 20_000 }, (_, at) => `${at * 7919}`).join());
const ordinary = zip({ 'Client.csv': text });

const withFlippedBit = () => {
  const bytes = new Uint8Array(ordinary);
  const middle = Math.trunc(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 4;
  return bytes;
};

const withFlag = (flag: number) => {
  const bytes = new Uint8Array(ordinary);
  bytes[6] = flag;
  return bytes;
};

const withCompression = (method: number) => {
  const bytes = new Uint8Array(ordinary);
  bytes[8] = method;
  return bytes;
};

const many = Object.fromEntries(
  Array.from({ length: 11 }, (_, at) => [`${at}.csv`, text.subarray(0, 9)]),
);

test.each<[string, Uint8Array]>([
  ['archive-not-a-zip', strToU8('PersonalID,FirstName\n')],
  ['archive-not-a-zip', new Uint8Array(0)],
  ['archive-damaged', ordinary.subarray(0, ordinary.length / 2)],
  ['archive-damaged', ordinary.subarray(0, ordinary.length - 10)],
  ['archive-damaged', withFlippedBit()],
  ['archive-encrypted', withFlag(1)],
  ['archive-compression-unknown', withCompression(12)],
  ['archive-path-unsafe', zip({ '../Client.csv': text })],
  ['archive-path-unsafe', zip({ 'a\\..\\..\\Client.csv': text })],
  ['archive-path-unsafe', zip({ '/etc/Client.csv': text })],
  ['archive-path-unsafe', zip({ 'C:\\Client.csv': text })],
  ['archive-name-twice', zip({ 'a/Client.csv': text, 'b/client.csv': text })],
  ['archive-too-many-entries', zip(many)],
  ['archive-too-large', zip({ 'Client.csv': [new Uint8Array(3_000_001), { level: 0 }] })],
  [
    'archive-too-large',
    zip({
      'a.bin': [new Uint8Array(2_600_000), { level: 0 }],
      'b.bin': [new Uint8Array(2_600_000), { level: 0 }],
    }),
  ],
  ['archive-too-dense', zip({ 'Client.csv': new Uint8Array(2_900_000) })],
  ['archive-too-dense', zip({ 'ignored.bin': new Uint8Array(2_900_000) })],
])('%s is refused', async (refusal, bytes) => {
  await expect(unzip(bytes)).rejects.toMatchObject({ name: 'ArchiveRefused', refusal });
});

test('a folder is read like a zip', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'archive-'));
  await writeFile(join(folder, 'CLIENT.csv'), 'a,b\n');
  await writeFile(join(folder, 'notes.txt'), 'private');
  const read = await collect(readFolder(folder, options));
  await rm(folder, { recursive: true });

  expect(read).toEqual({ files: { 'Client.csv': 'a,b\n' }, ignored: ['notes.txt'] });
});
