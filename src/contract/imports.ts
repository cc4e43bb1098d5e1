import { z } from 'zod';
import type { Severity } from '#domain/hmis/findings.ts';
import { planKinds, type OrganizationChoice, type SkipReason } from '#domain/hmis/import-plan.ts';
import { programClasses } from '#domain/people.ts';
import { presetIds } from '#domain/program-policy/presets/presets.ts';
import { day } from './dates.ts';
import { endpoint, uploadEndpoint } from './endpoint.ts';
import { aName } from './one-line.ts';

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

const organizationChoices = [
  'this-agency',
  'partner-name',
  'leave-out',
] as const satisfies readonly OrganizationChoice[];

const externalId = z.string().min(1).max(200);

const newProgram = z.strictObject({
  kind: z.literal('new'),
  name: aName('Enter a name for the program.').max(120),
  preset: z.enum(presetIds, 'Choose the rules that the program follows.'),
  goLiveOn: day('Enter the first day on which duties count as news.'),
  /** What being enrolled in it reveals by itself. */
  class: z.enum(programClasses).default('general'),
});

const projectChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('leave-out') }),
  z.strictObject({
    kind: z.literal('existing'),
    programId: z.uuid('Choose one of your programs.'),
  }),
  newProgram,
]);
export type ProjectChoice = z.output<typeof projectChoice>;

const organizationChosen = z.strictObject({ id: externalId, choice: z.enum(organizationChoices) });
const projectChosen = z.strictObject({ id: externalId, becomes: projectChoice });

/** What becomes of each organization and project of the file; what is not named is left out. */
export const importChoices = z.object({
  organizations: z.array(organizationChosen).max(5_000),
  projects: z.array(projectChosen).max(5_000),
});
export type ChoicesMade = z.output<typeof importChoices>;

/** The same as a file that somebody edits: beside each id it says what that is, and nobody reads it again. */
export const choicesInAFile = z.object({
  organizations: z.array(z.object(organizationChosen.shape)).max(5_000),
  projects: z.array(z.object(projectChosen.shape)).max(5_000),
});

const severities = ['stops', 'skips', 'notice'] as const satisfies readonly Severity[];

const finding = z.object({
  code: z.string(),
  severity: z.enum(severities),
  message: z.string(),
  remedy: z.string(),
  /** How often; only the first hundred places are named. */
  count: z.int(),
  places: z.array(
    z.object({
      file: z.string(),
      row: z.int().nullable(),
      column: z.string().nullable(),
    }),
  ),
});
export type FindingView = z.output<typeof finding>;

const count = z.object({
  kind: z.enum(planKinds),
  read: z.int(),
  made: z.int(),
  /** Stands here already though no import wrote it; a report kept by an earlier edition does not tell. */
  matched: z.int().default(0),
  updated: z.int(),
  unchanged: z.int(),
  skipped: z.array(z.object({ reason: z.string(), count: z.int() })),
});

export const importReport = z.object({
  isRefused: z.boolean(),
  counts: z.array(count),
  findings: z.array(finding),
  /** Seats on teams that take a second person: the import leaves them to the staff page. */
  waitingSeats: z.int().default(0),
  /** New enrollments whose conference has fallen due already, and how many of them before their program went live. */
  dueAtOnce: z.object({ all: z.int(), backlog: z.int() }).default({ all: 0, backlog: 0 }),
});
export type ImportReport = z.output<typeof importReport>;

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
  choices: importChoices,
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

export const chooseForImport = endpoint({
  method: 'POST',
  path: '/api/imports/:importId/choices',
  summary: 'Says what becomes of each organization and project, and answers with the preview.',
  refusals: ['not-found', 'import-over', 'import-is-running', 'bad-input'],
  requirements: ['REQ-142'],
  input: z.strictObject({ ...key, ...importChoices.shape }),
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

export const planKindWords = {
  organization: 'Organizations',
  project: 'Programs',
  worker: 'Workers',
  client: 'People',
  enrollment: 'Enrollments',
  exit: 'Exits',
  householdLink: 'Household links',
  sensitivity: 'Protected classes',
} as const satisfies Record<(typeof planKinds)[number], string>;

/** Why a row is not imported, to follow its number. */
const skipReasonWords: Record<SkipReason, string> = {
  'file-refused': 'in a file that is refused',
  'deleted-in-hmis': 'deleted in HMIS',
  'row-unreadable': 'unreadable',
  'without-identifier': 'without an identifier',
  'identifier-twice': 'with an identifier that was used before',
  'victim-service': 'held by a victim service, never imported',
  'is-this-agency': 'is this agency itself',
  'left-out': 'left out by choice',
  'partner-name-only': 'of a partner, whose name alone is kept',
  'without-policy': 'left out: no program was chosen',
  'not-enrolled-here': 'not enrolled in a program of this agency',
  'not-working-here': 'without an enrollment in this agency',
  'client-missing': 'with a person who is not in the file',
  'project-missing': 'with a project that is not in the file',
  'enrollment-missing': 'with an enrollment that is not in the file',
  'entry-date-unreadable': 'with an entry date that cannot be read',
  'exit-date-unreadable': 'with an exit date that cannot be read',
  'exit-before-entry': 'with an exit before the entry',
  'exit-twice': 'with an exit that was read before',
};

export const skipReasonInWords = (reason: string) =>
  Object.entries(skipReasonWords).find(([code]) => code === reason)?.[1] ?? reason;
