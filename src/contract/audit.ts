import { z } from 'zod';
import { clientKey } from './clients.ts';
import { optionalDay } from './dates.ts';
import { endpoint, fileEndpoint } from './endpoint.ts';
import { placeAfter } from './place-after.ts';

/** The `next` of the page before. */
const after = placeAfter(z.iso.datetime(), z.uuid()).optional();

/** The same, and as of when its lines are counted: one that grows while somebody pages would move past the next page. */
const afterAsOf = placeAfter(z.iso.datetime(), z.iso.datetime(), z.uuid()).optional();

const line = z.object({
  auditId: z.string(),
  atInWords: z.string(),
  /** The day on which it was, where the agency is. */
  on: z.string(),
  who: z.object({ name: z.string(), title: z.string() }),
  inWords: z.string(),
});

export const readAudit = endpoint({
  method: 'GET',
  path: '/api/audit',
  summary:
    'The audit trail, the latest first: who did what when, and about which client numbers that the asker may know.',
  refusals: ['bad-input'],
  requirements: ['REQ-178'],
  input: z.strictObject({
    staffId: z.union([z.literal(''), z.uuid('Choose somebody of the staff.')]).optional(),
    clientNumber: z.coerce
      .number('Enter the number as it stands in the chart.')
      .int('Enter the number as it stands in the chart.')
      .min(1, 'Enter the number as it stands in the chart.')
      .max(2_000_000_000, 'Enter the number as it stands in the chart.')
      .optional(),
    from: optionalDay.optional(),
    until: optionalDay.optional(),
    after,
  }),
  reply: z.object({
    lines: z.array(
      line.extend({ outcome: z.enum(['done', 'denied', 'failed']), clients: z.array(z.int()) }),
    ),
    /** Who can be asked for: everybody of the staff, or, of some of the trail, whoever stands in these lines. */
    staff: z.array(z.object({ staffId: z.string(), name: z.string() })),
    /** The programs, by name, whose clients these lines are about; null where they are about anybody. */
    onlyAbout: z.array(z.string()).nullable(),
    /** The days of these lines, the asker’s own aside; null for any day. */
    onlyBetween: z.object({ from: z.string(), until: z.string() }).nullable(),
    /** How many clients these lines are about, where they are about a sample; null where they are not. */
    onlySample: z.int().nullable(),
    next: z.string().nullable(),
  }),
});
export type AuditLine = z.output<typeof readAudit.reply>['lines'][number];

export const listTakenOut = endpoint({
  method: 'GET',
  path: '/api/audit/taken-out',
  summary: 'The files that somebody took out of the agency, the latest first: who, what, what for.',
  refusals: ['bad-input'],
  requirements: ['REQ-178'],
  input: z.strictObject({ after }),
  reply: z.object({
    files: z.array(
      z.object({
        /** Stands on each line or page of the file. */
        mark: z.string(),
        exportId: z.string(),
        atInWords: z.string(),
        who: z.object({ name: z.string(), title: z.string() }),
        what: z.string(),
        reason: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
});

export const checkAudit = endpoint({
  method: 'POST',
  path: '/api/audit/check',
  summary: 'Reads the whole trail of the agency and says whether it is as it was written.',
  refusals: [],
  requirements: ['REQ-178'],
  input: z.strictObject({}),
  reply: z.object({
    isWhole: z.boolean(),
    /** Of all lines of the agency; null for whoever may not read them all. */
    all: z
      .object({
        rows: z.int(),
        seals: z.int(),
        waiting: z.int(),
        findings: z.array(z.string()),
      })
      .nullable(),
  }),
});

export const listWhoLooked = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/looked',
  summary:
    'Who looked at a client’s record, at which part, on which day from when to when and how often, the latest first.',
  refusals: ['not-found', 'bad-input', 'accounting-not-yours'],
  requirements: ['REQ-178'],
  input: z.strictObject({ ...clientKey, after: afterAsOf }),
  reply: z.object({
    /** Whether it says what was changed too and how often, and may be printed: to whoever may know every kind of information, whatever the case holds. */
    isWhole: z.boolean(),
    /** What somebody did alike on one day. */
    lines: z.array(
      line.extend({
        /** Null for whoever is not told what it was. */
        times: z.int().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
});

export const printWhoLooked = fileEndpoint({
  path: '/api/clients/:clientId/looked/print',
  summary: 'Who looked at a client’s record, on paper for the client.',
  refusals: ['not-found', 'accounting-not-yours'],
  requirements: ['REQ-178'],
  input: z.strictObject(clientKey),
});
