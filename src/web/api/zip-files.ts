import { Zip, ZipDeflate } from 'fflate';

/** Text shrinks to a tenth at the lowest level already, and the page stays awake. */
const level = 1;

/** These files as one zip, packed piece by piece; `onPacked` hears how many bytes of them were read. */
export async function zipFiles(
  files: readonly File[],
  onPacked: (bytes: number) => void,
): Promise<Blob> {
  const parts: BlobPart[] = [];
  const zip = new Zip((fault, bytes) => {
    if (fault) throw fault;
    parts.push(new Uint8Array(bytes));
  });
  let packed = 0;
  for (const file of files) {
    const entry = new ZipDeflate(file.name, { level });
    zip.add(entry);
    const reader = file.stream().getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      entry.push(read.value);
      packed += read.value.length;
      onPacked(packed);
    }
    entry.push(new Uint8Array(0), true);
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}
