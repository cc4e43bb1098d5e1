import { z } from 'zod';
import type { Severity } from '#domain/hmis/findings.ts';
import { planKinds, type SkipReason } from '#domain/hmis/import-plan.ts';

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
