import { z } from 'zod';
import { laws } from '#domain/consent/notice-texts.ts';
import { reasonsNotNeeded, waysToGive } from '#domain/consent/owed-statement.ts';
import { namedPerson } from './conferences/named-person.ts';
import { endpoint, fileEndpoint } from './endpoint.ts';
import { placeAfter } from './place-after.ts';
import { problems } from './problem.ts';

export const statementProblems = problems({
  'statement-already-settled': {
    status: 409,
    title: 'Somebody has recorded this statement already. Look at the list again.',
  },
});

const statement = z.object({
  statementId: z.string(),
  standing: z.enum(['to-give', 'escalated', 'late', 'given', 'not-needed']),
  who: namedPerson,
  client: z.object({ clientId: z.string(), name: z.string() }),
  programName: z.string(),
  /** In which it was heard; null of what was told in an emergency or a contact. */
  conference: z.object({ conferenceId: z.string(), number: z.int() }).nullable(),
  reviewId: z.string().nullable(),
  wasEmergency: z.boolean(),
  /** "Mon 15 Mar 2027, 10:00 am to 10:12 am Eastern". */
  thereInWords: z.string(),
  heardOn: z.string(),
  dueOn: z.string(),
  dueInWords: z.string(),
  lawsInWords: z.array(z.string()),
  /** Whose caseload the client is in; null where it is for the supervisors of the program. */
  ownerName: z.string().nullable(),
  /** Counsel has not approved one of the texts that it would carry today. */
  hasDraftText: z.boolean(),
  settled: z.object({ inWords: z.string(), byName: z.string(), at: z.string() }).nullable(),
  may: z.object({ give: z.boolean(), drop: z.boolean() }),
});
export type StatementView = z.output<typeof statement>;

export const listStatements = endpoint({
  method: 'GET',
  path: '/api/statements',
  summary:
    'The written statements that are owed to people who heard HIV-related or Part 2 information, the earliest due first.',
  refusals: ['bad-input'],
  requirements: ['REQ-034', 'REQ-036'],
  input: z.strictObject({
    show: z.enum(['open', 'settled', 'all']).default('open'),
    clientId: z.uuid('Choose somebody.').optional(),
    conferenceId: z.uuid('Choose a conference.').optional(),
    /** The `next` of the page before. */
    after: placeAfter(z.enum(['open', 'settled']), z.iso.date(), z.uuid()).optional(),
  }),
  reply: z.object({
    statements: z.array(statement),
    /** How many of them all are still to be given. */
    open: z.int(),
    next: z.string().nullable(),
  }),
});

export const printStatement = fileEndpoint({
  path: '/api/statements/:statementId/letter',
  summary:
    'The statement as a letter to hand over or to post: the texts of the law, and for Part 2 what the consent covers. It names no client.',
  refusals: ['not-found', 'recipient-has-died'],
  requirements: ['REQ-036'],
  input: z.strictObject({ statementId: z.uuid() }),
});

export const giveStatement = endpoint({
  method: 'POST',
  path: '/api/statements/:statementId/given',
  summary: 'Records on which day and how the letter was given, and which texts it carried.',
  refusals: ['not-found', 'bad-input', 'statement-already-settled'],
  requirements: ['REQ-036'],
  input: z.strictObject({
    statementId: z.uuid(),
    on: z.iso.date('Enter the date on which it was given or posted.'),
    way: z.enum(waysToGive, 'Say how it was given.'),
  }),
  reply: z.object({ statementId: z.string() }),
});

export const dropStatement = endpoint({
  method: 'POST',
  path: '/api/statements/:statementId/not-needed',
  summary: 'A supervisor of the program says that a statement was owed by mistake, and why.',
  refusals: ['not-found', 'statement-already-settled'],
  requirements: ['REQ-036'],
  input: z.strictObject({
    statementId: z.uuid(),
    why: z.enum(reasonsNotNeeded, 'Say why it is not needed.'),
  }),
  reply: z.object({ statementId: z.string() }),
});

const text = z.object({
  version: z.int(),
  body: z.string(),
  approvedBy: z.string().nullable(),
  effectiveFrom: z.string().nullable(),
  standing: z.enum(['in-force', 'to-come', 'past']),
});

export const readNoticeTexts = endpoint({
  method: 'GET',
  path: '/api/notice-texts',
  summary: 'The statement of each law in all its versions, and which of them is in force today.',
  refusals: [],
  requirements: ['REQ-036'],
  input: z.strictObject({}),
  reply: z.object({
    today: z.string(),
    laws: z.array(z.object({ law: z.enum(laws), lawInWords: z.string(), texts: z.array(text) })),
  }),
});
export type LawTexts = z.output<typeof readNoticeTexts.reply>['laws'][number];

export const addNoticeText = endpoint({
  method: 'POST',
  path: '/api/notice-texts',
  summary:
    'Adds the text that counsel approved, to be used from a day on. Earlier versions stay as they are.',
  refusals: ['bad-input'],
  requirements: ['REQ-036'],
  input: z.strictObject({
    law: z.enum(laws, 'Choose the law.'),
    body: z
      .string('Enter the text.')
      .trim()
      .min(40, 'Enter the whole text: this is too short to be a statement.')
      .max(2000, 'Keep it to 2000 characters: it stands on every page.'),
    approvedBy: z
      .string('Name who approved it.')
      .trim()
      .min(1, 'Name who approved it.')
      .max(120, 'Keep it to 120 characters.'),
    effectiveFrom: z.iso.date('Enter the first day on which it is used.'),
  }),
  reply: z.object({ law: z.enum(laws), version: z.int() }),
});
