import type { ImportView } from '#contract/imports.ts';
import { hmisFileNames, hmisFiles } from '#domain/hmis/hmis-files.ts';
import type { HmisData } from '#domain/hmis/hmis-data.ts';
import { readHmis, type HmisFile } from '#domain/hmis/read-hmis.ts';
import { ArchiveRefused, readArchive } from '#server/platform/archive.ts';
import { csvFilesOf } from '#server/platform/csv.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Passage } from '#server/platform/shell.ts';
import {
  lastExportedAt,
  saveImportRun,
  startImportRun,
} from '#server/stores/imports/import-runs.ts';
import { dropImport, holdImport, type HeldImport, type Progress } from './held-imports.ts';
import { refusalReport } from './import-report.ts';
import { viewImport } from './import-view.ts';

/** Ten times the largest export we know of, and far less than would fill a machine: only some columns are kept. */
const caps = { entries: 200, entryBytes: 1_000_000_000, totalBytes: 2_000_000_000, ratio: 200 };

export async function uploadExport(
  { fileName }: { fileName: string },
  body: ReadableStream<Uint8Array>,
  { shell, step }: Passage,
): Promise<ImportView> {
  const held = await openImport(fileName, { shell, step });
  const { importId } = held;
  const preview = await readInto(held, body, step).catch(async (fault) => {
    await step((visit) => saveImportRun(visit, importId, { state: 'discarded' })).finally(() =>
      dropImport(shell, held),
    );
    throw fault instanceof ArchiveRefused ? new Refused(fault.refusal) : fault;
  });
  if (preview) return preview;
  // Not before the refusal is on record: whoever looks meanwhile would read that the file was lost.
  dropImport(shell, held);
  return step((visit) => viewImport(visit, importId));
}

/** What the file holds, for choosing, or null where it is on record that it cannot be imported, and why. */
async function readInto(
  held: HeldImport,
  body: ReadableStream<Uint8Array>,
  step: Passage['step'],
): Promise<ImportView | null> {
  const { importId } = held;
  const progress: Progress = { doing: 'reading', done: 0, of: null, receivedBytes: 0 };
  held.progress = progress;
  const data = await readZip(body, progress);
  checkOrder(data, await step(({ tx, agencyId }) => lastExportedAt(tx, agencyId)));
  const { findings } = data;
  const readRows = progress.done;
  if (!findings.stops)
    return step(async (visit) => {
      held.data = data;
      held.progress = null;
      await saveImportRun(visit, importId, { state: 'preview', readRows });
      return viewImport(visit, importId);
    });
  const outcome = refusalReport(findings);
  await step((visit) => saveImportRun(visit, importId, { state: 'refused', readRows, outcome }));
  return null;
}

/** Takes the agency's place for a file that is read, and gives it back when that is not written down. */
async function openImport(
  fileName: string,
  { shell, step }: Pick<Passage, 'shell' | 'step'>,
): Promise<HeldImport> {
  const taken: { held?: HeldImport } = {};
  try {
    return await step(async (visit) => {
      // A step may be begun again, and the place is taken once.
      taken.held ??= holdImport(shell, visit.agencyId, newId(visit.at));
      const { importId } = taken.held;
      await startImportRun(visit, { importId, fileName: baseName(fileName) });
      visit.touch(importId);
      return taken.held;
    });
  } catch (fault) {
    if (taken.held) dropImport(shell, taken.held);
    throw fault;
  }
}

/** The plan asks this, too; asked here, nobody chooses for a file that cannot be imported. */
function checkOrder({ exported, findings }: HmisData, last: Temporal.PlainDateTime | null) {
  if (!exported || !last) return;
  if (Temporal.PlainDateTime.compare(exported.exportedAt, last) < 0)
    findings.add('older-than-last-import', { file: hmisFiles.export.name, column: 'ExportDate' });
}

const baseName = (path: string) => path.split(/[/\\]/).at(-1) ?? '';

async function readZip(body: ReadableStream<Uint8Array>, progress: Progress) {
  const items = readArchive(counted(body, progress), { allowedNames: hmisFileNames, caps });
  return readHmis(
    countedFiles(
      csvFilesOf(items, () => {}),
      progress,
    ),
  );
}

async function* counted(body: ReadableStream<Uint8Array>, progress: Progress) {
  for await (const bytes of body) {
    progress.receivedBytes += bytes.length;
    yield bytes;
  }
}

async function* countedFiles(files: AsyncIterable<HmisFile>, progress: Progress) {
  for await (const { name, batches } of files)
    yield { name, batches: countedBatches(batches, progress) };
}

async function* countedBatches(batches: HmisFile['batches'], progress: Progress) {
  for await (const batch of batches) {
    progress.done += batch.rows.length;
    yield batch;
  }
}
