import { rowKinds, type ImportPlan, type RowKind } from '#domain/hmis/import-plan.ts';
import { saveImportRows, type KeptRow } from '#server/stores/imports/import-rows.ts';
import { inBatches } from './in-batches.ts';
import type { Writing } from './write-plan.ts';

const ofClients: ReadonlySet<RowKind> = new Set(['client', 'enrollment', 'exit']);

function* rowsToKeep({ rows }: ImportPlan, kind: RowKind): Generator<KeptRow> {
  for (const found of rows(kind, { after: 0, only: null })) {
    if (!found) continue;
    const { at, row, outcome, reason, id } = found;
    const isNamed = id !== null && !ofClients.has(kind);
    yield { at, row, outcome, reason, id, name: isNamed ? (found.told?.name ?? null) : null };
  }
}

/** What became of each row, as the preview said it: of what is left out its row and the reason, and nothing that the file says. */
export async function keepRows({
  visit,
  importId,
  preview,
}: Pick<Writing, 'visit' | 'importId' | 'preview'>) {
  for (const kind of rowKinds)
    await inBatches(rowsToKeep(preview.plan, kind), (batch) =>
      saveImportRows(visit, { importId, kind }, batch),
    );
}
