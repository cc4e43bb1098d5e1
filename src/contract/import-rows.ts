import { z } from 'zod';
import { rowKinds, rowOutcomes } from '#domain/hmis/import-plan.ts';
import { endpoint } from './endpoint.ts';

/** After every row that a file can have, and after those that stand in none. */
const lastPlace = 4_000_000_000;

const row = z.object({
  /** Where to go on after it. */
  at: z.int(),
  file: z.string(),
  /** As a spreadsheet counts; null for a worker whom the file names and does not list. */
  row: z.int().nullable(),
  outcome: z.enum(rowOutcomes),
  /** Why it is left out. */
  reason: z.string().nullable(),
  /** Null for what is not this agency's, and for a client here whom the asker may not see. */
  name: z.string().nullable(),
  startedOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  /** The client who stands here already. */
  client: z.object({ clientId: z.string(), name: z.string(), number: z.int() }).nullable(),
});
export type ImportRow = z.output<typeof row>;

export const listImportRows = endpoint({
  method: 'GET',
  path: '/api/imports/:importId/rows',
  summary:
    'What becomes of each row of one file, or became of it, page by page; rows of a victim service are never among them.',
  refusals: ['not-found', 'import-over', 'import-not-ready', 'import-is-running', 'bad-input'],
  requirements: ['REQ-142'],
  input: z.strictObject({
    importId: z.uuid(),
    kind: z.enum(rowKinds, 'Choose one of the kinds that are listed.').default('client'),
    action: z.enum(rowOutcomes, 'Choose one of the results that are listed.').optional(),
    after: z.coerce
      .number('Begin at the first page.')
      .int('Begin at the first page.')
      .min(0, 'Begin at the first page.')
      .max(lastPlace, 'Begin at the first page.')
      .default(0),
  }),
  reply: z.object({ rows: z.array(row), next: z.int().nullable() }),
});

export const rowOutcomeWords = {
  new: 'New',
  matched: 'Matched',
  updated: 'Updated',
  unchanged: 'Unchanged',
  'left-out': 'Not imported',
} as const satisfies Record<(typeof rowOutcomes)[number], string>;
