import { hmisFileNames } from '#domain/hmis/hmis-files.ts';

const wanted = new Set(hmisFileNames.map((name) => name.toLowerCase()));

/** The files of an export in a folder; everything else in it stays where it is. */
export function filesOfExport(
  files: readonly File[],
): { files: readonly File[] } | { problem: string } {
  const found = files.filter(({ name }) => wanted.has(name.toLowerCase()));
  if (found.length === 0)
    return {
      problem:
        'No file of an HMIS CSV export is in this folder. Choose the folder that holds Export.csv, Client.csv and the others.',
    };
  const names = new Set(found.map(({ name }) => name.toLowerCase()));
  return names.size < found.length
    ? {
        problem:
          'This folder holds more than one export. Choose the folder that holds one of them alone.',
      }
    : { files: found };
}
