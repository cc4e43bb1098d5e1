import { z } from 'zod';
import { endpoint, uploadEndpoint } from './endpoint.ts';
import { choicesDraft, importChoices } from './import-choices.ts';
import { importReport } from './import-report.ts';

export const importStates = [
  'reading',
  'choosing',
  'preview',
  'applying',
  'applied',
  'refused',
  'discarded',
  /** Open, but the file is gone from memory: after 30 minutes, or because the product was started anew. */
  'over',
] as const;
export type ImportState = (typeof importStates)[number];

const summary = z.object({
  importId: z.string(),
  state: z.enum(importStates),
  fileName: z.string(),
  startedAt: z.string(),
  startedBy: z.string(),
  finishedAt: z.string().nullable(),
  readRows: z.int(),
});

const project = z.object({
  id: z.string(),
  name: z.string(),
  enrollments: z.int(),
  open: z.int(),
  /** The program that an earlier import made it into: it stays that one. */
  linkedProgramId: z.string().nullable(),
});

const view = summary.extend({
  exportedAt: z.string().nullable(),
  progress: z
    .object({
      doing: z.enum(['reading', 'planning', 'writing']),
      done: z.int(),
      of: z.int().nullable(),
      receivedBytes: z.int(),
    })
    .nullable(),
  /** The last confirmation failed: nothing was written, and it can be confirmed again. */
  hasFailed: z.boolean(),
  organizations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      isVictimService: z.boolean(),
      clients: z.int(),
      projects: z.array(project),
    }),
  ),
  programs: z.array(z.object({ programId: z.string(), name: z.string() })),
  /** As they stand so far: kept as they are made, for this file or for one that was lost, or else those of the last import. */
  choices: choicesDraft,
  /** Counts how often they were changed, so that nobody overwrites what they have not seen. */
  choicesRevision: z.int(),
  /** Those of the last import that was written, for the command that makes none of its own. */
  choicesUsedLast: importChoices,
  /** Names what was shown, so that nothing else can be confirmed. */
  previewKey: z.string().nullable(),
  /** Whether each row can be looked through; of imports made by an earlier edition only the numbers are kept. */
  hasRows: z.boolean(),
  /** What the import would do or, once it is applied, did; for a refused file, why. */
  report: importReport.nullable(),
});
export type ImportView = z.output<typeof view>;

const key = { importId: z.uuid() };

export const listImports = endpoint({
  method: 'GET',
  path: '/api/imports',
  summary: 'The agency’s imports, the latest first, and the one that is open.',
  refusals: [],
  requirements: ['REQ-142'],
  input: z.strictObject({}),
  reply: z.object({ openImportId: z.string().nullable(), imports: z.array(summary) }),
});

export const uploadExport = uploadEndpoint({
  path: '/api/import-files',
  summary: 'Reads an HMIS CSV export as a zip; it is held in memory for 30 minutes, never stored.',
  refusals: ['import-open', 'imports-busy', 'bad-input'],
  requirements: ['REQ-142'],
  input: z.strictObject({ fileName: z.string().trim().max(200).default('') }),
  reply: view,
});

export const readImport = endpoint({
  method: 'GET',
  path: '/api/imports/:importId',
  summary: 'One import: how far it is, what the file holds, what was chosen, what it would do.',
  refusals: ['not-found'],
  requirements: ['REQ-142'],
  input: z.strictObject(key),
  reply: view,
});

export const keepChoices = endpoint({
  method: 'POST',
  path: '/api/imports/:importId/choices/keep',
  summary:
    'Keeps what was chosen so far, right or not, beside what was chosen before. A preview of other choices ends.',
  refusals: ['not-found', 'import-over', 'import-is-running', 'import-not-ready', 'bad-input'],
  requirements: ['REQ-142'],
  input: z.strictObject({ ...key, ...choicesDraft.shape }),
  reply: z.object({ choices: choicesDraft, choicesRevision: z.int() }),
});

export const chooseForImport = endpoint({
  method: 'POST',
  path: '/api/imports/:importId/choices',
  summary: 'Says what becomes of each organization and project, and answers with the preview.',
  refusals: [
    'not-found',
    'import-over',
    'import-is-running',
    'import-not-ready',
    'changed-meanwhile',
    'bad-input',
  ],
  requirements: ['REQ-142'],
  input: z.strictObject({
    ...key,
    ...importChoices.shape,
    /** Which choices were on the screen; without it, whatever somebody else chose meanwhile is replaced. */
    revision: z.int().optional(),
  }),
  reply: view,
});

export const applyImport = endpoint({
  method: 'POST',
  path: '/api/imports/:importId/apply',
  summary:
    'Writes what the preview showed, all of it or nothing; answers after 2 seconds even when it goes on.',
  refusals: ['not-found', 'import-over', 'import-not-ready', 'import-is-running'],
  requirements: ['REQ-142'],
  input: z.strictObject({ ...key, previewKey: z.uuid() }),
  reply: view,
});

export const discardImport = endpoint({
  method: 'POST',
  path: '/api/imports/:importId/discard',
  summary: 'Forgets the file. Nothing is written.',
  refusals: ['not-found', 'import-is-running'],
  requirements: [],
  input: z.strictObject(key),
  reply: z.object({ done: z.literal(true) }),
});
