import { z } from 'zod';
import { listRequestStates, minutesToTake } from '#domain/access/list-requests.ts';
import { filesRequested, mostLines } from '#domain/access/taking-out.ts';
import { figureInWords } from '#domain/words.ts';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';

export const listRequestProblems = problems({
  'second-person-needed': {
    status: 409,
    title: `A list of more than ${figureInWords(mostLines)} lines leaves when a second person approves: an administrator or a supervisor who may save lists. Choose “Ask a second person”, or narrow the list and save it in parts.`,
  },
  'second-person-not-needed': {
    status: 409,
    title: `This list has at most ${figureInWords(mostLines)} lines. Save it: nobody has to approve it.`,
  },
  'nobody-to-approve': {
    status: 409,
    title:
      'Nobody else here is an administrator or a supervisor who may save lists. Narrow the list and save it in parts, or ask an administrator to give somebody that right.',
  },
  'list-request-waiting': {
    status: 409,
    title: 'Nobody has approved this list yet.',
  },
  'list-request-declined': {
    status: 409,
    title: 'A second person declined this list. Talk to them, then ask again if it is needed.',
  },
  'list-request-used': {
    status: 409,
    title:
      'This list was saved once, which is what was approved. Ask a second person again if you need another file.',
  },
  'list-request-expired': {
    status: 409,
    title: `The time to save this list is over: it is ${minutesToTake} minutes from the approval. Ask a second person again.`,
  },
  'list-request-differs': {
    status: 409,
    title: 'Another list was approved than this one. Save that one, or ask for this one.',
  },
  'list-request-settled': {
    status: 409,
    title: 'Somebody has answered this already, or nobody answered in time.',
  },
});

export const whyNotTaken = [
  'second-person-needed',
  'list-request-waiting',
  'list-request-declined',
  'list-request-used',
  'list-request-expired',
  'list-request-differs',
] as const;

export const whyNotRequested = [
  'may-not-take-lists',
  'too-many-lines',
  'second-person-not-needed',
  'nobody-to-approve',
] as const;

export const requested = z.object({ requestId: z.string() });

const request = z.object({
  requestId: z.string(),
  atInWords: z.string(),
  whatInWords: z.string(),
  reasonInWords: z.string(),
  lines: z.int(),
});

const own = request.extend({
  what: z.enum(filesRequested),
  state: z.enum(listRequestStates),
  /** "10:15 am Eastern", while it may be saved. */
  until: z.string().nullable(),
  /** With which fields the list is saved, as a query. */
  query: z.string(),
});
export type OwnListRequest = z.output<typeof own>;

const others = request.extend({ who: z.object({ name: z.string(), title: z.string() }) });
export type ListRequest = z.output<typeof others>;

export const listOwnListRequests = endpoint({
  method: 'GET',
  path: '/api/list-requests/own',
  summary:
    'For which long lists the asker asked a second person in the last two days, and how each stands: waiting, approved until when, declined, used or expired.',
  refusals: [],
  requirements: ['REQ-178'],
  input: z.strictObject({}),
  reply: z.object({ requests: z.array(own) }),
});

export const listListRequests = endpoint({
  method: 'GET',
  path: '/api/list-requests',
  summary:
    'Which long lists somebody else asks to take out as files: who, what, how many lines, what for, the first first.',
  refusals: [],
  requirements: ['REQ-178'],
  input: z.strictObject({}),
  reply: z.object({ requests: z.array(others) }),
});

export const settleListRequest = endpoint({
  method: 'POST',
  path: '/api/list-requests/settle',
  summary:
    'Approves that somebody else takes out a long list, once and soon after, or declines it.',
  refusals: [
    'not-found',
    'bad-input',
    'step-up-needed',
    'may-not-take-lists',
    'list-request-settled',
  ],
  requirements: ['REQ-178'],
  input: z.strictObject({ requestId: z.uuid(), approves: z.boolean() }),
  reply: z.object({ done: z.literal(true) }),
});
