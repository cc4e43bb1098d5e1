import { z } from 'zod';
import { heldSources } from '#domain/record/held-sources.ts';
import { endpoint, uploadEndpoint } from './endpoint.ts';
import { problems } from './problem.ts';

export const heldElsewhereProblems = problems({
  'held-elsewhere-has-faults': {
    status: 422,
    title:
      'Nothing was recorded: the list has rows with a problem. Check it again, then correct those rows.',
  },
});

const mostAtOnce = 500;
export const mostRows = 20_000;

const source = z.enum(heldSources, 'Say where this is known from.');
const heldOn = z.iso.date('Enter the date on which it was held.');

const outcomes = z.object({ recorded: z.int(), corrected: z.int(), unchanged: z.int() });

export const readHeldElsewhere = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/held-elsewhere',
  summary: 'For each enrollment of a client the last conference that was held elsewhere.',
  refusals: ['not-found'],
  requirements: ['REQ-142'],
  input: z.strictObject({ clientId: z.uuid() }),
  reply: z.object({
    today: z.string(),
    enrollments: z.array(
      z.object({
        enrollmentId: z.string(),
        programName: z.string(),
        startedOn: z.string(),
        endedOn: z.string().nullable(),
        held: z
          .object({
            heldOn: z.string(),
            source: z.enum(heldSources),
            /** What an earlier release let people write there, for those who may read that. */
            notedEarlier: z.string(),
          })
          .nullable(),
      }),
    ),
    mayRecord: z.boolean(),
  }),
});

export const recordHeldElsewhere = endpoint({
  method: 'POST',
  path: '/api/held-elsewhere',
  summary:
    'Records one date and source for the last conference held elsewhere of the chosen enrollments: for all of them or for none.',
  refusals: ['not-found', 'bad-input'],
  requirements: ['REQ-142'],
  input: z.strictObject({
    enrollmentIds: z
      .array(z.uuid(), 'Choose at least one enrollment.')
      .min(1, 'Choose at least one enrollment.')
      .max(mostAtOnce, `Choose at most ${mostAtOnce} at once, or send a list.`),
    heldOn,
    source,
  }),
  reply: outcomes,
});

export const listWithoutConference = endpoint({
  method: 'GET',
  path: '/api/held-elsewhere/missing',
  summary:
    'Running enrollments of which no conference is known, here or elsewhere; the longest overdue first.',
  refusals: [],
  requirements: ['REQ-142'],
  input: z.strictObject({
    programId: z.uuid().optional(),
    page: z.coerce.number().int().min(0).max(1_000).default(0),
  }),
  reply: z.object({
    rows: z.array(
      z.object({
        enrollmentId: z.string(),
        clientId: z.string(),
        clientName: z.string(),
        clientNumber: z.int(),
        programName: z.string(),
        startedOn: z.string(),
        dueOn: z.string().nullable(),
      }),
    ),
    hasMore: z.boolean(),
    programs: z.array(z.object({ programId: z.string(), name: z.string() })),
    today: z.string(),
  }),
});

const fault = z.object({
  /** As a spreadsheet counts: the header is row 1. */
  row: z.int(),
  column: z.string(),
  problem: z.string(),
  remedy: z.string(),
});
export type ListFault = z.output<typeof fault>;

const checkedList = outcomes.extend({
  rows: z.int(),
  /** The first hundred; `faultCount` says how many there are. */
  faults: z.array(fault),
  faultCount: z.int(),
});
export type CheckedList = z.output<typeof checkedList>;

export const checkHeldElsewhereList = uploadEndpoint({
  path: '/api/held-elsewhere/check',
  summary:
    'Says what a list (client, program, date, source) would record, and which rows have a problem. It changes nothing.',
  refusals: ['bad-input', 'too-large'],
  requirements: ['REQ-142'],
  input: z.strictObject({}),
  reply: checkedList,
});

export const applyHeldElsewhereList = uploadEndpoint({
  path: '/api/held-elsewhere/apply',
  summary: 'Records the whole list that was checked, or nothing of it.',
  refusals: ['bad-input', 'too-large', 'held-elsewhere-has-faults', 'changed-meanwhile'],
  requirements: ['REQ-142'],
  input: z.strictObject({
    /** How many rows the check said would be recorded or corrected: a list that now does something else is refused. */
    changes: z.coerce.number().int().min(0),
  }),
  reply: outcomes,
});
