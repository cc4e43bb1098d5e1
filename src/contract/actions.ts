import { z } from 'zod';
import { reportedStatuses } from '#domain/action-items/status-update.ts';
import { endpoint } from './endpoint.ts';
import { actionItemView } from './conferences/review-view.ts';
import { why } from './conferences/parts.ts';
import { problems } from './problem.ts';

export const actionProblems = problems({
  'action-item-not-open': {
    status: 409,
    title: 'This action was finished already. Add a new one where something is still to do.',
  },
});

const listedItem = actionItemView.extend({
  client: z.object({
    clientId: z.string(),
    name: z.string(),
    /** Null for whoever took a step on and may not know the client. */
    number: z.int().nullable(),
  }),
  conference: z.object({
    conferenceId: z.string(),
    number: z.int(),
    heldOn: z.string().nullable(),
    /** Agreed in a review that was declared void since: the action stays. */
    isVoid: z.boolean(),
  }),
  /** What the asker has to do with it. */
  isMine: z.boolean(),
  iFollowUp: z.boolean(),
  isFollowUpDue: z.boolean(),
  /** What its owner outside says of it, as long as it is open. */
  update: z
    .object({ said: z.enum(reportedStatuses), until: z.string().nullable(), on: z.string() })
    .nullable(),
  version: z.int(),
  may: z.object({ finish: z.boolean() }),
});

const version = z.int('Send the version that you are looking at.');
const actionItemKey = { actionItemId: z.uuid() };

export const listMyActions = endpoint({
  method: 'GET',
  path: '/api/actions',
  summary: 'My action items and those that I follow up, overdue first.',
  refusals: [],
  requirements: ['REQ-039', 'REQ-075', 'REQ-076'],
  input: z.strictObject({ show: z.enum(['open', 'finished']).default('open') }),
  reply: z.object({ mine: z.array(listedItem), followedUp: z.array(listedItem), on: z.string() }),
});

export const listActionsOfClient = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/actions',
  summary: 'All action items of one client.',
  refusals: ['not-found'],
  requirements: ['REQ-112'],
  input: z.strictObject({ clientId: z.uuid() }),
  reply: z.object({ items: z.array(listedItem), on: z.string() }),
});

const finished = z.object({ actionItemId: z.string(), version: z.int() });

export const completeAction = endpoint({
  method: 'POST',
  path: '/api/actions/:actionItemId/done',
  summary: 'Marks an action item as done, with what came of it.',
  refusals: ['not-found', 'changed-meanwhile', 'action-item-not-open'],
  requirements: ['REQ-127'],
  input: z.strictObject({
    ...actionItemKey,
    version,
    outcome: z.string().trim().max(280, 'Keep it to 280 characters.').nullable().default(null),
  }),
  reply: finished,
});

export const cancelAction = endpoint({
  method: 'POST',
  path: '/api/actions/:actionItemId/cancel',
  summary: 'Gives an action item up, and says why.',
  refusals: ['not-found', 'changed-meanwhile', 'action-item-not-open'],
  requirements: [],
  input: z.strictObject({ ...actionItemKey, version, reason: why }),
  reply: finished,
});
