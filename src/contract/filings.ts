import { z } from 'zod';
import { whyUntrue } from '#domain/filing/filing-words.ts';
import { artifacts } from '#domain/program-policy/policy-words.ts';
import { endpoint, fileEndpoint } from './endpoint.ts';
import { problems } from './problem.ts';
import { scopes } from './today.ts';

export const filingProblems = problems({
  'filed-already': {
    status: 409,
    title: 'Somebody filed this already. Nothing was recorded twice.',
  },
});

const aboutKinds = ['review', 'attempt'] as const;

const artifactState = z.object({
  artifact: z.enum(artifacts),
  title: z.string(),
  filing: z
    .object({
      filingId: z.string(),
      filedOn: z.string(),
      reference: z.string(),
      by: z.string(),
    })
    .nullable(),
});

const toFile = z.object({
  about: z.object({ kind: z.enum(aboutKinds), id: z.string() }),
  clientId: z.string(),
  clientName: z.string(),
  clientNumber: z.int(),
  programName: z.string(),
  system: z.string(),
  on: z.string(),
  /** "case conference" or "attempt", as the program says it. */
  what: z.string(),
  artifacts: z.array(artifactState),
});
export type ToFile = z.output<typeof toFile>;

/** A text that was filed about what was corrected, withdrawn or declared void afterwards: the copy over there is wrong. */
const noLongerTrue = toFile.omit({ about: true, artifacts: true }).extend({
  filingId: z.string(),
  title: z.string(),
  filedOn: z.string(),
  reference: z.string(),
  by: z.string(),
  why: z.enum(whyUntrue),
});
export type NoLongerTrue = z.output<typeof noLongerTrue>;
const wrongThere = z.object({ rows: z.array(noLongerTrue), hasMore: z.boolean() });
export type WrongThere = z.output<typeof wrongThere>;

export const mostToFile = 100;

const whose = { scope: z.enum(scopes, 'Ask for mine, team or all.').optional() };

export const listToFile = endpoint({
  method: 'GET',
  path: '/api/filings/open',
  summary:
    'Reviews and attempts with a text that is not filed yet in the system which their program names, and filings that are no longer true, the oldest first.',
  refusals: [],
  requirements: ['REQ-157', 'REQ-159', 'REQ-160'],
  input: z.strictObject(whose),
  reply: z.object({
    rows: z.array(toFile),
    hasMore: z.boolean(),
    noLongerTrue: wrongThere,
    today: z.string(),
  }),
});

export const exportToFile = fileEndpoint({
  path: '/api/filings/open.txt',
  summary:
    'What is filed and no longer true, and every text that is not filed yet, ready to be copied, as one plain file.',
  refusals: ['step-up-needed', 'may-not-take-lists'],
  requirements: ['REQ-157', 'REQ-159', 'REQ-160'],
  input: z.strictObject(whose),
});

export const listClientFilings = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/filings',
  summary:
    'What of one client is filed in another system, what is not, the newest first, and what is filed and no longer true.',
  refusals: ['not-found'],
  requirements: ['REQ-159', 'REQ-160'],
  input: z.strictObject({ clientId: z.uuid() }),
  reply: z.object({ rows: z.array(toFile), noLongerTrue: wrongThere, today: z.string() }),
});

const texts = toFile.extend({
  artifacts: z.array(artifactState.extend({ text: z.string() })),
  /** False for somebody from whom words of this case may be kept: their text may say less. */
  readsAll: z.boolean(),
  today: z.string(),
});
export type FilingTexts = z.output<typeof texts>;

export const readReviewFiling = endpoint({
  method: 'GET',
  path: '/api/filings/reviews/:reviewId',
  summary:
    'The texts about one closed client review, made from the record as the asker may read it.',
  refusals: ['not-found'],
  requirements: ['REQ-159', 'REQ-161'],
  input: z.strictObject({ reviewId: z.uuid() }),
  reply: texts,
});

export const readAttemptFiling = endpoint({
  method: 'GET',
  path: '/api/filings/attempts/:attemptId',
  summary: 'The texts about one attempt, made from the record as the asker may read it.',
  refusals: ['not-found'],
  requirements: ['REQ-157', 'REQ-160'],
  input: z.strictObject({ attemptId: z.uuid() }),
  reply: texts,
});

export const fileIt = endpoint({
  method: 'POST',
  path: '/api/filings',
  summary:
    'Records that texts were copied into the other system: on which day, under which reference.',
  refusals: ['not-found', 'bad-input', 'filed-already'],
  requirements: ['REQ-157', 'REQ-159', 'REQ-160'],
  input: z.strictObject({
    about: z.strictObject({
      kind: z.enum(aboutKinds, 'Say what was filed.'),
      id: z.uuid('Say what was filed.'),
    }),
    artifacts: z
      .array(z.enum(artifacts, 'Choose among the texts.'), 'Choose at least one text.')
      .min(1, 'Choose at least one text.')
      .max(artifacts.length),
    filedOn: z.iso.date('Enter the date on which it was filed.'),
    reference: z.string().trim().max(60, 'Keep the reference to 60 characters.').default(''),
  }),
  reply: z.object({ filed: z.int() }),
});

export const undoFiling = endpoint({
  method: 'POST',
  path: '/api/filings/:filingId/undo',
  summary: 'Takes a filing back that was recorded in error; the text is to be filed again.',
  refusals: ['not-found', 'changed-meanwhile'],
  requirements: ['REQ-159'],
  input: z.strictObject({ filingId: z.uuid() }),
  reply: z.object({}),
});

export const putFilingRight = endpoint({
  method: 'POST',
  path: '/api/filings/:filingId/put-right',
  summary:
    'Records that a filing which is no longer true was corrected, or taken out, in the other system. It does not come back: what holds again is filed anew.',
  refusals: ['not-found', 'changed-meanwhile'],
  requirements: ['REQ-157', 'REQ-159', 'REQ-160'],
  input: z.strictObject({ filingId: z.uuid() }),
  reply: z.object({}),
});
