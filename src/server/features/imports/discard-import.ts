import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findImportRun, saveImportRun } from '#server/stores/imports/import-runs.ts';
import { dropImport, heldImport } from './held-imports.ts';

/** Forgets the file, and what was chosen for it. What was applied or refused before stays as it is on record. */
export async function discardImport({ importId }: { importId: string }, visit: Visit) {
  const run = await findImportRun(visit.tx, visit.agencyId, importId);
  const held = heldImport(visit.shell, visit.agencyId);
  if (held?.importId === importId) {
    if (held.progress) throw new Refused('import-is-running');
    dropImport(visit.shell, held);
  }
  if (run.state === 'reading' || run.state === 'preview')
    await saveImportRun(visit, importId, { state: 'discarded', choices: {} });
  return { done: true } as const;
}
