import { z } from 'zod';
import { sensitivityClasses } from '#domain/people.ts';
import { severities } from '#domain/program-policy/policy-words.ts';
import { clientKey } from './clients.ts';
import { day } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';

export const longestFactNote = 1000;

export const changeProblems = problems({
  'change-recorded-already': {
    status: 409,
    title:
      'A change of this kind is recorded already for that day or the day beside it. Look at it, and say if yours is another one.',
  },
});

const atMost = `Keep it to ${longestFactNote} characters.`;
export const factNote = z.string().trim().max(longestFactNote, atMost).default('');
export const why = z
  .string('Say in a few words why.')
  .trim()
  .min(1, 'Say in a few words why.')
  .max(longestFactNote, atMost);

/** The time where it is known; an empty text is no time. */
const time = z
  .union(
    [z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)],
    'Enter the whole time, or leave it empty.',
  )
  .default('');

const changeKey = { changeEventId: z.uuid() };

const programAnswer = z.object({
  enrollmentId: z.string(),
  programName: z.string(),
  obligation: z.enum(['required', 'recommended']),
  severity: z.enum(severities),
  withinDays: z.int().nullable(),
});

const changeKind = z.object({
  code: z.string(),
  label: z.string(),
  severity: z.enum(severities),
  /** The class that it has at least, and those that it may be given. */
  class: z.enum(sensitivityClasses),
  classes: z.array(z.enum(sensitivityClasses)),
  programs: z.array(programAnswer),
});

const knownChange = z.object({
  changeEventId: z.string(),
  code: z.string(),
  label: z.string(),
  on: z.string(),
  by: z.string(),
});

export const prepareChange = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/changes/new',
  summary:
    'What the form for a significant change needs on a date: the kinds that the client’s programs know, what each program’s rule says, and what is recorded already.',
  refusals: ['not-found'],
  requirements: ['REQ-022', 'REQ-030'],
  input: z.strictObject({ ...clientKey, on: day('Enter the date of the change.').optional() }),
  reply: z.object({
    today: z.string(),
    /** What is wrong with that date, or nothing. */
    flaw: z.string(),
    kinds: z.array(changeKind),
    known: z.array(knownChange),
  }),
});

export const recordChange = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/changes',
  summary:
    'Records a significant change in a client’s life. It opens the duty that each program’s rule sets, and tells the care team when it is urgent.',
  refusals: ['not-found', 'bad-input', 'change-recorded-already'],
  requirements: ['REQ-022', 'REQ-028', 'REQ-030'],
  input: z.strictObject({
    ...clientKey,
    code: z.string('Choose what has changed.').min(1, 'Choose what has changed.').max(80),
    on: day('Enter the date of the change.'),
    time,
    /** Left out: what the policy says. */
    class: z.enum(sensitivityClasses).optional(),
    /** Asked only where a program recommends a conference; where one requires it, nobody is asked. */
    wantsConference: z.boolean().optional(),
    whyNot: factNote,
    note: factNote,
    /** Changes of the same kind and time that the recorder has seen: this one is another. */
    besides: z.array(z.uuid()).max(20).default([]),
  }),
  reply: z.object({ changeEventId: z.string(), told: z.int() }),
});

export const correctChange = endpoint({
  method: 'POST',
  path: '/api/changes/:changeEventId/correct',
  summary: 'Corrects the date of a change. The record keeps what was known before.',
  refusals: ['not-found', 'bad-input', 'changed-meanwhile'],
  requirements: ['REQ-022'],
  input: z.strictObject({ ...changeKey, on: day('Enter the date of the change.'), time }),
  reply: z.object({ changeEventId: z.string() }),
});

export const withdrawChange = endpoint({
  method: 'POST',
  path: '/api/changes/:changeEventId/withdraw',
  summary: 'Takes back a change that was recorded in error, with the reason.',
  refusals: ['not-found', 'changed-meanwhile'],
  requirements: ['REQ-022'],
  input: z.strictObject({ ...changeKey, why }),
  reply: z.object({ done: z.literal(true) }),
});

export const previewChange = endpoint({
  method: 'GET',
  path: '/api/changes/:changeEventId/effects',
  summary:
    'What taking a change back, or another date for it, would do to what is due; it changes nothing.',
  refusals: ['not-found', 'bad-input', 'changed-meanwhile'],
  requirements: ['REQ-022'],
  input: z.strictObject({
    ...changeKey,
    /** The other date; left out, the change is taken back. */
    on: day('Enter the date of the change.').optional(),
  }),
  reply: z.object({ effects: z.array(z.string()) }),
});
