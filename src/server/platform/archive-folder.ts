import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Zip, ZipDeflate } from 'fflate';

/** The allowed files of a folder as a zip, made while it is read; it never stands on the disk. */
export async function* zipFolder(
  folder: string,
  allowedNames: readonly string[],
): AsyncGenerator<Uint8Array> {
  const wanted = new Set(allowedNames.map((name) => name.toLowerCase()));
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && wanted.has(entry.name.toLowerCase()))
    .map(({ name }) => name);
  let ready: Uint8Array[] = [];
  const zip = new Zip((fault, bytes) => {
    if (fault) throw fault;
    ready.push(bytes);
  });
  for (const name of names) {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    for await (const chunk of createReadStream(join(folder, name))) {
      file.push(new Uint8Array(chunk));
      yield* ready;
      ready = [];
    }
    file.push(new Uint8Array(0), true);
  }
  zip.end();
  yield* ready;
}
