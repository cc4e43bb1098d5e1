import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { hmisFileNames } from '#domain/hmis/hmis-files.ts';
import { zipFolder } from '#server/platform/archive-folder.ts';
import { readArchive } from '#server/platform/archive.ts';
import { readCsv } from '#server/platform/csv.ts';

const caps = { entries: 200, entryBytes: 1e9, totalBytes: 2e9, ratio: 200 };

/** Whoever has one of these is another one in each copy; agencies, projects and workers stay the same. */
const copied = new Set(['PersonalID', 'EnrollmentID', 'HouseholdID']);
const rekeyed = new Set([...copied, 'ExitID', 'DisabilitiesID', 'HealthAndDVID']);

/** The same export so many times over, every time with people of its own, in a temporary folder. */
export async function largerExport(
  file: string,
  times: number,
): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'roundtable-bench-export-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const items = readArchive(createReadStream(file), { allowedNames: hmisFileNames, caps });
    for await (const item of items) {
      if (item.kind !== 'file') continue;
      const text = (await Array.fromAsync(item.text)).join('');
      await pipeline(
        Readable.from(copiesOf(text, times)),
        createWriteStream(join(folder, item.name)),
      );
    }
    const path = join(folder, 'export.zip');
    await pipeline(Readable.from(zipFolder(folder, hmisFileNames)), createWriteStream(path));
    return { path, remove };
  } catch (fault) {
    await remove();
    throw fault;
  }
}

const pieceLength = 256 * 1024;

async function* piecesOf(text: string) {
  for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength);
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

async function* copiesOf(text: string, times: number): AsyncGenerator<string> {
  let isHeaded = false;
  for (let copy = 0; copy < times; copy += 1)
    for await (const { header, rows } of readCsv(piecesOf(text))) {
      if (copy > 0 && !header.some((name) => copied.has(name))) return;
      if (!isHeaded) yield `${header.join(',')}\n`;
      isHeaded = true;
      const isKey = header.map((name) => rekeyed.has(name));
      const cellOf = (cell: string, at: number) =>
        quoted(isKey[at] && cell !== '' ? `${cell}x${copy}` : cell);
      yield rows.map((row) => (row ? `${row.map(cellOf).join(',')}\n` : '')).join('');
    }
}
