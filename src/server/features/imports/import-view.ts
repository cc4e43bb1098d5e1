import type { ImportState, ImportView } from '#contract/imports.ts';
import { summarizeHmis } from '#domain/hmis/summarize-hmis.ts';
import type { Visit } from '#server/platform/shell.ts';
import { allRefsOf } from '#server/stores/imports/import-refs.ts';
import { findImportRun, type ImportRun } from '#server/stores/imports/import-runs.ts';
import { hasKeptRows } from '#server/stores/imports/import-rows.ts';
import { programsOf } from '#server/stores/enrollments/programs.ts';
import { choicesSoFar, choicesUsedLast, noChoices } from './choices-so-far.ts';
import { heldImport, type HeldImport } from './held-imports.ts';
import { keptReport, reportOf } from './import-report.ts';

/** What the run's row says, corrected by whether its file is still in memory. */
function stateOf(run: ImportRun, held: HeldImport | undefined): ImportState {
  if (run.state === 'applied' || run.state === 'refused' || run.state === 'discarded')
    return run.state;
  if (held?.importId !== run.importId) return 'over';
  if (held.progress) return held.progress.doing === 'writing' ? 'applying' : 'reading';
  return held.preview ? 'preview' : 'choosing';
}

export const summaryOf = (run: ImportRun, held: HeldImport | undefined) => ({
  importId: run.importId,
  state: stateOf(run, held),
  fileName: run.fileName,
  startedAt: run.startedAt.toString(),
  startedBy: run.startedBy,
  finishedAt: run.finishedAt?.toString() ?? null,
  readRows: run.readRows,
});

/** One import as the page shows it. */
export async function viewImport(visit: Visit, importId: string): Promise<ImportView> {
  const { tx, agencyId, shell } = visit;
  const run = await findImportRun(tx, agencyId, importId);
  const open = heldImport(shell, agencyId);
  const held = open?.importId === importId ? open : undefined;
  const preview = held?.preview ?? null;
  const programs = held?.data ? await programsOf(tx, agencyId) : [];
  return {
    ...summaryOf(run, held),
    exportedAt: held?.data?.exported?.exportedAt.toString() ?? null,
    progress: held?.progress ?? null,
    hasFailed: held?.hasFailed ?? false,
    organizations: held?.data && !held.progress ? await organizationsOf(visit, held) : [],
    programs: programs
      .filter(({ closedOn }) => closedOn === null)
      .map(({ programId, name }) => ({ programId, name })),
    choices: held ? await choicesSoFar(visit) : noChoices,
    choicesRevision: run.choicesRevision,
    choicesUsedLast: held ? await choicesUsedLast(visit) : noChoices,
    previewKey: preview?.key ?? null,
    hasRows: preview !== null || (run.state === 'applied' && (await hasKeptRows(visit, importId))),
    report: preview ? reportOf(preview.plan, preview) : keptReport(run.outcome),
  };
}

async function organizationsOf(visit: Visit, { data }: HeldImport) {
  if (!data) return [];
  const linked = await allRefsOf(visit, 'project');
  return summarizeHmis(data).map(({ projects, ...organization }) => ({
    ...organization,
    clients: organization.isVictimService ? 0 : organization.clients,
    projects: organization.isVictimService
      ? []
      : projects.map(({ id, name, enrollments, open }) => ({
          id,
          name,
          enrollments,
          open,
          linkedProgramId: linked.get(id) ?? null,
        })),
  }));
}
