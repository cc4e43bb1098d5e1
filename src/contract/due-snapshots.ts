import { z } from 'zod';
import { strengths } from '#domain/program-policy/policy-words.ts';
import { statuses } from '#domain/policy-clock/status-on.ts';
import { knowledges } from '#domain/worklist/knowledge.ts';
import { day } from './dates.ts';
import { endpoint, fileEndpoint } from './endpoint.ts';
import { obligationKey, placeAfter } from './place-after.ts';
import { problems } from './problem.ts';
import { requested, whyNotRequested, whyNotTaken } from './list-requests.ts';
import { byRequest, takingOut } from './taking-out.ts';

export const dueSnapshotProblems = problems({
  'snapshot-not-done': {
    status: 409,
    title: 'This list is still being worked out. Wait until it is done, or cancel it.',
  },
  'snapshot-without-met': {
    status: 409,
    title:
      'This list was worked out before what had been met was listed, so it holds nothing of it. Ask for the list of that day again.',
  },
});

const snapshotKey = { snapshotId: z.uuid() };

const snapshot = z.object({
  snapshotId: z.string(),
  asOf: z.string(),
  knowledge: z.enum(knowledges),
  knownAt: z.string(),
  programName: z.string().nullable(),
  state: z.enum(['waiting', 'running', 'done', 'cancelled']),
  /** How many enrollments there are to look at, once that is known, and how many were. */
  total: z.int().nullable(),
  lookedAt: z.int(),
  askedAt: z.string(),
});
export type DueSnapshot = z.output<typeof snapshot>;

export const askDueSnapshot = endpoint({
  method: 'POST',
  path: '/api/due-snapshots',
  summary:
    'Works out the due list of a past day in the background, with today’s knowledge or with that of the day itself.',
  refusals: ['bad-input'],
  requirements: ['REQ-033', 'REQ-142'],
  input: z.strictObject({
    asOf: day('Enter the day to look back to.'),
    knowledge: z.enum(knowledges, 'Choose what is to be known.'),
    programId: z.uuid('Choose a program from the list.').nullable().default(null),
  }),
  reply: z.object({ snapshotId: z.string() }),
});

export const listDueSnapshots = endpoint({
  method: 'GET',
  path: '/api/due-snapshots',
  summary:
    'The lists that the asker had worked out, the latest first, and the programs to choose from.',
  refusals: [],
  requirements: ['REQ-033'],
  input: z.strictObject({}),
  reply: z.object({
    today: z.string(),
    /** The days that an auditor may ask for; null for any day. */
    onlyBetween: z.object({ from: z.string(), until: z.string() }).nullable(),
    timeZone: z.string(),
    programs: z.array(z.object({ programId: z.string(), name: z.string() })),
    snapshots: z.array(snapshot),
  }),
});

/** What was met by that day stands apart: it is owed no more, and is evidence that it was held. */
const show = z.enum(['late', 'due-soon', 'all', 'met'], 'Choose which rows to show.');
export type DueSnapshotShow = z.output<typeof show>;

const row = z.object({
  id: z.string(),
  clientId: z.string(),
  /** Null for somebody who reads numbers only. */
  clientName: z.string().nullable(),
  clientNumber: z.int(),
  programName: z.string(),
  rule: z.string(),
  strength: z.enum(strengths),
  status: z.enum(statuses),
  evidence: z.string(),
  due: z.string(),
  left: z.string(),
  notes: z.array(z.string()),
  /** The conference that counts behind it; null where none did by that day. */
  held: z
    .object({
      /** When it was held, and whether that was in time. */
      when: z.string(),
      keyProviders: z.string(),
      /** Everybody else who was there; nobody for whoever reads numbers only. */
      others: z.array(z.string()),
    })
    .nullable(),
});
export type DueSnapshotRow = z.output<typeof row>;

export const readDueSnapshot = endpoint({
  method: 'GET',
  path: '/api/due-snapshots/:snapshotId',
  summary:
    'One of these lists: how far it is, and once it is done its counts, and its rows in pages, earliest first, each with the conference that counts, when that was due and which key providers were there.',
  refusals: ['not-found', 'bad-input'],
  requirements: ['REQ-033', 'REQ-142'],
  input: z.strictObject({
    ...snapshotKey,
    show: show.default('late'),
    /** The `next` of the page before. */
    after: placeAfter(z.iso.date().or(z.literal('none')), z.uuid(), obligationKey).optional(),
  }),
  reply: z.object({
    snapshot,
    timeZone: z.string(),
    counts: z.object({
      late: z.int(),
      dueSoon: z.int(),
      all: z.int(),
      /** Null of a list that was worked out before what was met was listed. */
      met: z.int().nullable(),
    }),
    rows: z.array(row),
    next: z.string().nullable(),
  }),
});

export const cancelDueSnapshot = endpoint({
  method: 'POST',
  path: '/api/due-snapshots/:snapshotId/cancel',
  summary: 'Stops working on a list that is not done yet. One that is done stays as it is.',
  refusals: ['not-found'],
  requirements: [],
  input: z.strictObject(snapshotKey),
  reply: z.object({}),
});

export const removeDueSnapshot = endpoint({
  method: 'POST',
  path: '/api/due-snapshots/:snapshotId/remove',
  summary: 'Removes a list. The facts that it was made of stay, so it can be asked for again.',
  refusals: ['not-found'],
  requirements: [],
  input: z.strictObject(snapshotKey),
  reply: z.object({}),
});

export const exportDueSnapshot = fileEndpoint({
  path: '/api/due-snapshots/:snapshotId/export',
  summary:
    'The list, or what of it is late or due soon, as CSV, safe to open in a spreadsheet; for a report that is owed, a disclosure of each client in it.',
  refusals: [
    'not-found',
    'bad-input',
    'snapshot-not-done',
    'snapshot-without-met',
    'step-up-needed',
    'may-not-take-lists',
    'too-many-lines',
    ...whyNotTaken,
  ],
  requirements: ['REQ-033'],
  input: z.strictObject({
    ...snapshotKey,
    show: show.default('all'),
    ...takingOut,
    ...byRequest,
  }),
});

export const requestPastDueList = endpoint({
  method: 'POST',
  path: '/api/due-snapshots/:snapshotId/export/requests',
  summary: 'Asks that a second person approves a past due list as a file, where it is long.',
  refusals: [
    'not-found',
    'bad-input',
    'snapshot-not-done',
    'snapshot-without-met',
    ...whyNotRequested,
  ],
  requirements: ['REQ-033'],
  input: z.strictObject({ ...snapshotKey, show: show.default('all'), ...takingOut }),
  reply: requested,
});
