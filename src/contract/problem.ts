import { z } from 'zod';
import { mostLinesApproved } from '#domain/access/taking-out.ts';
import { figureInWords } from '#domain/words.ts';

/** How a refusal travels: RFC 9457. The type is for programs, the title for people, fields for a form. */
export const problem = z.object({
  type: z.string(),
  status: z.int(),
  title: z.string(),
  detail: z.string().optional(),
  reference: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type ProblemBody = z.output<typeof problem>;

export type ProblemText = {
  status: 400 | 401 | 403 | 404 | 409 | 413 | 421 | 422 | 429;
  title: string;
};

/** A subject's refusals stand beside its endpoints; the title says what is wrong and what to do. */
export const problems = <const T extends Record<string, ProblemText>>(texts: T) => texts;

export const commonProblems = problems({
  'not-signed-in': { status: 401, title: 'Sign in first.' },
  'session-locked': { status: 401, title: 'Your session is locked. Enter your password to go on.' },
  'not-allowed': {
    status: 403,
    title: 'Your role does not allow this. An administrator can change roles.',
  },
  'step-up-needed': {
    status: 403,
    title: 'Show once more that it is you: enter your password.',
  },
  'not-found': { status: 404, title: 'Not found.' },
  'bad-input': {
    status: 400,
    title: 'There is a problem with what was sent. Correct the fields named below.',
  },
  'changed-meanwhile': {
    status: 409,
    title: 'Somebody changed this in the meantime. Look at the new version, then try again.',
  },
  'wrong-origin': {
    status: 403,
    title:
      'This request came from another site and was refused. Open the product at its own address and try again.',
  },
  'wrong-host': {
    status: 421,
    title: 'This address is not where the product is served. Use its public address.',
  },
  'wrong-body': {
    status: 400,
    title: 'A request that only reads may not send a body. Ask again without one.',
  },
  'may-not-take-lists': {
    status: 403,
    title:
      'Lists of many people leave as files only with a right of their own. Ask an administrator for the right to save lists as files.',
  },
  'too-many-lines': {
    status: 409,
    title: `A file holds at most ${figureInWords(mostLinesApproved)} lines. Narrow the list and save it in parts: choose a time, a program or a kind, or ask for a past list of one program.`,
  },
  'too-large': {
    status: 413,
    title: 'That is too large to send. Send less at once, or a smaller file.',
  },
  'unknown-person': {
    status: 422,
    title: 'One of the people is not in the directory any more. Choose again.',
  },
});
