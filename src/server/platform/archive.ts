import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import { promisedChecksums, TailOfStream } from './archive-directory.ts';

export type ArchiveCaps = {
  entries: number;
  entryBytes: number;
  totalBytes: number;
  /** How many times larger an entry may become when it is unpacked. */
  ratio: number;
};

export type ArchiveOptions = { allowedNames: readonly string[]; caps: ArchiveCaps };

/** An allowed file under the spelling of the allow list, or the path of one that was passed over. */
export type ArchiveItem =
  | { kind: 'file'; name: string; text: AsyncIterable<string> }
  | { kind: 'ignored'; path: string };

/** Why an archive is not read any further; whoever shows it says what helps. */
export const archiveRefusals = {
  'archive-not-a-zip': 'This file is not a zip file. Choose the zip that your system exported.',
  'archive-damaged':
    'The zip file is damaged or was cut off. Download or export it again, then choose the new file.',
  'archive-encrypted': 'The zip file has a password. Make a zip without a password and choose it.',
  'archive-compression-unknown':
    'The zip file is packed in an unusual way. Unpack it and pack it again as an ordinary zip.',
  'archive-path-unsafe':
    'A file in the zip has a path that leads outside it. Make the zip again from the exported files alone.',
  'archive-name-twice':
    'The zip holds two files of the same name. Make a zip with one export in it.',
  'archive-too-many-entries': 'The zip holds too many files. Make a zip with one export in it.',
  'archive-too-large': 'The zip becomes too large when it is unpacked. Export a shorter period.',
  'archive-too-dense':
    'The zip unpacks to far more than such an export can. Export it again from your system.',
} as const;

export type ArchiveRefusal = keyof typeof archiveRefusals;

export class ArchiveRefused extends Error {
  readonly refusal: ArchiveRefusal;
  readonly path: string;

  constructor(refusal: ArchiveRefusal, path = '') {
    super(archiveRefusals[refusal]);
    this.name = 'ArchiveRefused';
    this.refusal = refusal;
    this.path = path;
  }
}

type Event =
  | { kind: 'begin'; path: string; name: string | undefined }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'end' };

/** One push of this many bytes can grow by 1,032 at most, so that a bomb is met before it fills memory. */
const pushBytes = 16 * 1024;

const baseName = (path: string) => path.split(/[/\\]/).at(-1) ?? '';

const isUnsafe = (path: string) =>
  path.includes('\0') ||
  /^[/\\]|^[a-z]:/i.test(path) ||
  path.split(/[/\\]/).some((part) => part === '..');

const upwards = (a: number, b: number) => a - b;

class Intake {
  readonly #spelling: Map<string, string>;
  readonly #caps: ArchiveCaps;
  readonly #taken = new Set<string>();
  #entries = 0;
  #total = 0;

  constructor({ allowedNames, caps }: ArchiveOptions) {
    this.#spelling = new Map(allowedNames.map((name) => [name.toLowerCase(), name]));
    this.#caps = caps;
  }

  admit(path: string): string | undefined {
    this.#entries += 1;
    if (this.#entries > this.#caps.entries)
      throw new ArchiveRefused('archive-too-many-entries', path);
    if (isUnsafe(path)) throw new ArchiveRefused('archive-path-unsafe', path);
    const name = this.#spelling.get(baseName(path).toLowerCase());
    if (name && this.#taken.has(name)) throw new ArchiveRefused('archive-name-twice', path);
    if (name) this.#taken.add(name);
    return name;
  }

  count(path: string, more: number, soFar: number) {
    this.#total += more;
    if (soFar > this.#caps.entryBytes || this.#total > this.#caps.totalBytes)
      throw new ArchiveRefused('archive-too-large', path);
  }

  countPacked(path: string, unpacked: number, packed: number) {
    // A few kilobytes of one repeated row are legitimately dense; a bomb is not small.
    if (unpacked > 1024 * 1024 && unpacked > packed * this.#caps.ratio)
      throw new ArchiveRefused('archive-too-dense', path);
  }
}

class Unpacking {
  readonly #intake: Intake;
  readonly #unzip: Unzip;
  readonly #tail = new TailOfStream();
  readonly #checksums: number[] = [];
  #events: Event[] = [];
  #packed = 0;

  constructor(options: ArchiveOptions) {
    this.#intake = new Intake(options);
    this.#unzip = new Unzip((file) => this.#begin(file));
    this.#unzip.register(UnzipInflate);
  }

  push(bytes: Uint8Array, isLast: boolean): Event[] {
    if (this.#packed === 0 && bytes.length > 0) requireZip(bytes);
    this.#packed += bytes.length;
    this.#tail.push(bytes);
    try {
      this.#unzip.push(bytes, isLast);
    } catch (error) {
      throw error instanceof ArchiveRefused ? error : new ArchiveRefused('archive-damaged');
    }
    if (isLast) this.#verify();
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #begin(file: UnzipFile) {
    const path = file.name;
    const name = this.#intake.admit(path);
    if (file.compression !== 0 && file.compression !== UnzipInflate.compression)
      throw new ArchiveRefused('archive-compression-unknown', path);
    this.#events.push({ kind: 'begin', path, name });
    const packedBefore = this.#packed - pushBytes;
    let size = 0;
    let checksum = 0;
    // Entries that are passed over are unpacked as well: the library would keep them in memory otherwise.
    file.ondata = (error, bytes, isFinal) => {
      if (error) throw error;
      size += bytes.length;
      checksum = crc32(bytes, checksum);
      this.#intake.count(path, bytes.length, size);
      this.#intake.countPacked(path, size, file.size ?? this.#packed - packedBefore);
      if (name) this.#events.push({ kind: 'bytes', bytes });
      if (!isFinal) return;
      this.#checksums.push(checksum);
      this.#events.push({ kind: 'end' });
    };
    file.start();
  }

  #verify() {
    const promised = promisedChecksums(this.#tail.bytes())?.toSorted(upwards).join();
    if (promised !== this.#checksums.toSorted(upwards).join())
      throw new ArchiveRefused('archive-damaged');
  }
}

function requireZip(start: Uint8Array) {
  const head = Buffer.from(start.subarray(0, 8));
  const signature = head.length < 8 ? 0 : head.readUInt32LE(0);
  if (signature !== 0x04034b50) throw new ArchiveRefused('archive-not-a-zip');
  if ((head.readUInt16LE(6) & 1) === 1) throw new ArchiveRefused('archive-encrypted');
}

async function* eventsOf(source: AsyncIterable<Uint8Array>, options: ArchiveOptions) {
  const unpacking = new Unpacking(options);
  let waiting = new Uint8Array(0);
  for await (const chunk of source) {
    waiting = waiting.length === 0 ? new Uint8Array(chunk) : Buffer.concat([waiting, chunk]);
    for (; waiting.length > pushBytes; waiting = waiting.subarray(pushBytes))
      yield* unpacking.push(waiting.subarray(0, pushBytes), false);
  }
  if (waiting.length === 0) throw new ArchiveRefused('archive-not-a-zip');
  yield* unpacking.push(waiting, true);
}

async function* textOf(events: AsyncGenerator<Event>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for (;;) {
    const next = await events.next();
    if (next.done || next.value.kind === 'end') break;
    if (next.value.kind === 'bytes') yield decoder.decode(next.value.bytes, { stream: true });
  }
  yield decoder.decode();
}

/**
 * Reads a zip while it arrives and never writes it anywhere. The last item is followed by a check of every
 * checksum: work done on the items stands only when the iteration ends without `ArchiveRefused`.
 */
export async function* readArchive(
  source: AsyncIterable<Uint8Array>,
  options: ArchiveOptions,
): AsyncGenerator<ArchiveItem> {
  const events = eventsOf(source, options);
  try {
    for (;;) {
      const next = await events.next();
      if (next.done) return;
      if (next.value.kind !== 'begin') continue;
      const { name, path } = next.value;
      if (!name) {
        if (!/[/\\]$/.test(path)) yield { kind: 'ignored', path };
        continue;
      }
      yield { kind: 'file', name, text: textOf(events) };
    }
  } finally {
    await events.return(undefined);
  }
}

async function* textOfFile(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const bytes of createReadStream(path, { highWaterMark: 256 * 1024 }))
    yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

/** The same for a folder on this machine, where the files lie unpacked. */
export async function* readFolder(
  folder: string,
  options: ArchiveOptions,
): AsyncGenerator<ArchiveItem> {
  const intake = new Intake(options);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const name = entry.isFile() ? intake.admit(entry.name) : undefined;
    if (!name) {
      yield { kind: 'ignored', path: entry.name };
      continue;
    }
    const path = join(folder, entry.name);
    const { size } = await stat(path);
    intake.count(entry.name, size, size);
    yield { kind: 'file', name, text: textOfFile(path) };
  }
}
