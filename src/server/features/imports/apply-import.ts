import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/imports.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Passage } from '#server/platform/shell.ts';
import { lockImportRun, saveImportRun } from '#server/stores/imports/import-runs.ts';
import { dropImport, restingImport, type Progress } from './held-imports.ts';
import { reportToKeep } from './import-report.ts';
import { viewImport } from './import-view.ts';
import { keepRows } from './keep-rows.ts';
import { sizeOf, writePlan } from './write-plan.ts';

type Input = InputOf<typeof contract.applyImport>;

/** Whoever waits longer than this is told how far it is instead; no line between us stays silent for minutes. */
const patience = 2_000;

/**
 * Writes what the preview showed in one transaction. When it fails, nothing is written and the file is kept.
 * A large file goes on being written after the answer.
 */
export async function applyImport({ importId, previewKey }: Input, { shell, step }: Passage) {
  const held = await step(async ({ agencyId }) => restingImport(shell, { agencyId, importId }));
  const { preview } = held;
  if (!preview || preview.key !== previewKey || preview.plan.isRefused)
    throw new Refused('import-not-ready');
  const { plan, choices } = preview;
  const progress: Progress = { doing: 'writing', done: 0, of: sizeOf(plan), receivedBytes: 0 };
  held.progress = progress;
  held.hasFailed = false;
  const writing = step(async (visit) => {
    progress.done = 0;
    await lockImportRun(visit.tx, visit.agencyId, importId);
    const waitingSeats = await writePlan({ visit, importId, preview, progress });
    await keepRows({ visit, importId, preview });
    const outcome = {
      ...reportToKeep(plan, { ...preview, waitingSeats }),
      exportedAt: plan.exportedAt?.toString() ?? null,
    };
    await saveImportRun(visit, importId, { state: 'applied', choices, outcome });
    visit.touch(importId);
  }).then(
    () => dropImport(shell, held),
    (fault: unknown) => {
      held.progress = null;
      held.hasFailed = true;
      throw fault;
    },
  );
  const isDone = await Promise.race([writing.then(() => true), late()]);
  if (!isDone)
    writing.catch((fault: unknown) => shell.log.error({ importId, err: fault }, 'import failed'));
  return step((visit) => viewImport(visit, importId));
}

const late = () => new Promise<false>((resolve) => setTimeout(resolve, patience, false).unref());
