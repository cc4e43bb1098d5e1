import { listImportRows as listRows } from '#contract/import-rows.ts';
import * as contract from '#contract/imports.ts';
import { route, steppedRoute, uploadRoute } from '#server/platform/route.ts';
import { importRunsOf } from '#server/stores/imports/import-runs.ts';
import { applyImport } from './apply-import.ts';
import { chooseForImport } from './choose-for-import.ts';
import { discardImport } from './discard-import.ts';
import { heldImport } from './held-imports.ts';
import { summaryOf, viewImport } from './import-view.ts';
import { keepChoices } from './keep-choices.ts';
import { listImportRows } from './list-import-rows.ts';
import { uploadExport } from './upload-export.ts';

const rights = { needs: 'import:run', purpose: 'administration' } as const;

export const importRoutes = [
  route(contract.listImports, rights, async (_input, { tx, agencyId, shell }) => {
    const held = heldImport(shell, agencyId);
    const runs = await importRunsOf(tx, agencyId);
    return {
      openImportId: held?.importId ?? null,
      imports: runs.map((run) => summaryOf(run, held)),
    };
  }),
  uploadRoute(contract.uploadExport, rights, uploadExport),
  route(contract.readImport, rights, ({ importId }, visit) => viewImport(visit, importId)),
  route(listRows, rights, listImportRows),
  route(contract.keepChoices, rights, keepChoices),
  steppedRoute(contract.chooseForImport, rights, chooseForImport),
  steppedRoute(contract.applyImport, rights, applyImport),
  route(contract.discardImport, rights, discardImport),
];
