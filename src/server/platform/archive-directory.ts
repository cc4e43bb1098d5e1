const endOfDirectory = 0x06054b50;
const wideEndOfDirectory = 0x06064b50;
const directoryRecord = 0x02014b50;

/** The longest table of contents that is looked at; an export has about thirty entries. */
const longestDirectory = 512 * 1024;

/** Keeps the end of a stream, where a zip carries its table of contents. */
export class TailOfStream {
  #chunks: Uint8Array[] = [];
  #length = 0;

  push(chunk: Uint8Array) {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    for (;;) {
      const oldest = this.#chunks[0];
      if (!oldest || this.#length - oldest.length < longestDirectory) return;
      this.#chunks.shift();
      this.#length -= oldest.length;
    }
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

type Directory = { at: number; size: number; entries: number };

function findDirectory(tail: Buffer): Directory | null {
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== endOfDirectory) continue;
    const size = tail.readUInt32LE(at + 12);
    const wideAt = at - 20 - 56;
    if (size !== 0xffffffff && tail.readUInt16LE(at + 10) !== 0xffff)
      return { at: at - size, size, entries: tail.readUInt16LE(at + 10) };
    if (wideAt < 0 || tail.readUInt32LE(wideAt) !== wideEndOfDirectory) return null;
    const wideSize = Number(tail.readBigUInt64LE(wideAt + 40));
    const entries = Number(tail.readBigUInt64LE(wideAt + 32));
    return { at: wideAt - wideSize, size: wideSize, entries };
  }
  return null;
}

/** The checksums that a zip's table of contents promises, or null where the table is missing or broken. */
export function promisedChecksums(tail: Buffer): number[] | null {
  const directory = findDirectory(tail);
  if (!directory || directory.at < 0) return null;
  const end = directory.at + directory.size;
  const checksums: number[] = [];
  for (let at = directory.at; at < end;) {
    if (at + 46 > end || tail.readUInt32LE(at) !== directoryRecord) return null;
    checksums.push(tail.readUInt32LE(at + 16));
    at += 46 + tail.readUInt16LE(at + 28) + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32);
  }
  return checksums.length === directory.entries ? checksums : null;
}
