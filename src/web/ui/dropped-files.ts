import type { DropZoneProps } from 'react-aria-components/DropZone';
import { isDirectoryDropItem, isFileDropItem } from 'react-aria-components/useDrop';

type Items = Parameters<NonNullable<DropZoneProps['onDrop']>>[0]['items'];
type Folder = Extract<Items[number], { kind: 'directory' }>;

/** Whoever drops the whole of a disk by mistake does not wait for its end. */
const mostFiles = 2_000;

async function* filesUnder(folder: Folder): AsyncGenerator<File> {
  for await (const entry of folder.getEntries())
    if (isDirectoryDropItem(entry)) yield* filesUnder(entry);
    else if (isFileDropItem(entry)) yield await entry.getFile();
}

/** The files that were dropped, those in folders among them. */
export async function filesIn(items: Items): Promise<{ files: File[]; folder: string | null }> {
  const folders = items.filter((item) => isDirectoryDropItem(item));
  const files = await Promise.all(
    items.filter((item) => isFileDropItem(item)).map((item) => item.getFile()),
  );
  for (const folder of folders)
    for await (const file of filesUnder(folder)) {
      if (files.length >= mostFiles) break;
      files.push(file);
    }
  return { files, folder: folders[0]?.name ?? null };
}
