import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { programClasses } from '#domain/people.ts';
import {
  changed,
  day,
  entryKind,
  followUpInput,
  line,
  personRef,
  reviewKey,
  sensitivityClass,
  why,
} from './parts.ts';

/** Left out: the highest class of the case. A lower one is written down in the audit trail. */
const chosenClass = sensitivityClass.nullable().default(null);

export const addEntry = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/entries',
  summary: 'Adds one line with its author and time.',
  refusals: [
    'not-found',
    'conference-not-open',
    'review-not-begun',
    'author-not-at-this-review',
    'not-taking-part',
  ],
  requirements: ['REQ-062', 'REQ-063', 'REQ-064', 'REQ-066', 'REQ-123'],
  input: z.strictObject({
    ...reviewKey,
    kind: entryKind,
    text: line,
    class: chosenClass,
    /** Who said it, when the notetaker writes for somebody else. */
    saidBy: personRef.nullable().default(null),
  }),
  reply: changed.extend({ entryId: z.string() }),
});

const entryKey = { ...reviewKey, entryId: z.uuid() };

export const editEntry = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/entries/:entryId',
  summary: 'Corrects one line; its author and time stay.',
  refusals: ['not-found', 'conference-not-open', 'not-taking-part', 'not-yours-to-rewrite'],
  requirements: ['REQ-066'],
  input: z.strictObject({ ...entryKey, text: line, class: chosenClass }),
  reply: changed,
});

export const removeEntry = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/entries/:entryId/remove',
  summary: 'Takes one line out.',
  refusals: ['not-found', 'conference-not-open', 'not-taking-part'],
  requirements: [],
  input: z.strictObject(entryKey),
  reply: changed,
});

export const confirmSummary = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/summary',
  summary: 'The facilitator sums up and records that the group agreed.',
  refusals: [
    'not-found',
    'conference-not-open',
    'only-the-facilitator-confirms',
    'not-taking-part',
  ],
  requirements: ['REQ-069'],
  input: z.strictObject({
    ...reviewKey,
    text: z
      .string('Write the summary.')
      .trim()
      .min(1, 'Write the summary.')
      .max(2000, 'Keep the summary to 2000 characters.'),
    /** By law no summary is among the notes of a session (45 CFR 164.501), and every closed form has one. */
    class: z.enum(programClasses).nullable().default(null),
    how: z.enum(['aloud', 'each-agreed'], { message: 'Say how the group agreed.' }),
  }),
  reply: changed,
});

const actionItemInput = {
  ...reviewKey,
  needId: z.uuid().nullable().default(null),
  text: line,
  class: chosenClass,
  owner: personRef,
  dueOn: day,
  followUp: followUpInput,
};

export const addActionItem = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/action-items',
  summary: 'Agrees one step: exactly one owner, a due date and a follow-up.',
  refusals: [
    'not-found',
    'conference-not-open',
    'review-not-begun',
    'no-such-need',
    'due-date-passed',
    'unknown-person',
    'not-taking-part',
  ],
  requirements: ['REQ-071', 'REQ-073', 'REQ-076', 'REQ-118', 'REQ-119'],
  input: z.strictObject(actionItemInput),
  reply: changed.extend({ actionItemId: z.string() }),
});

const actionItemKey = { actionItemId: z.uuid() };

export const editActionItem = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/action-items/:actionItemId',
  summary: 'Changes an agreed step before the conference is closed.',
  refusals: [
    'not-found',
    'conference-not-open',
    'no-such-need',
    'due-date-passed',
    'not-taking-part',
    'not-yours-to-rewrite',
  ],
  requirements: ['REQ-073'],
  input: z.strictObject({ ...actionItemInput, ...actionItemKey }),
  reply: changed,
});

export const removeActionItem = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/action-items/:actionItemId/remove',
  summary: 'Takes a step back that was not agreed after all.',
  refusals: ['not-found', 'conference-not-open', 'not-taking-part'],
  requirements: [],
  input: z.strictObject({ ...reviewKey, ...actionItemKey }),
  reply: changed,
});

export const explainReview = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/explanations',
  summary: 'Says why a client leaves without an action, or without a need.',
  refusals: ['not-found', 'conference-not-open', 'review-not-begun', 'not-taking-part'],
  requirements: ['REQ-071'],
  input: z.strictObject({
    ...reviewKey,
    what: z.enum(['no-action', 'no-needs']),
    /** Null takes it back. */
    reason: why.nullable(),
  }),
  reply: changed,
});
