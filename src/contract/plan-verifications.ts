import { z } from 'zod';
import {
  notNeededReasons,
  verificationResults,
  type VerificationState,
} from '#domain/service-plan/plan-verification.ts';
import { planStates } from '#domain/service-plan/plan-answer.ts';
import { factNote } from './changes.ts';
import { clientKey } from './clients.ts';
import { day } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';
import { scopes } from './today.ts';

export const planVerificationProblems = problems({
  'closed-it-oneself': {
    status: 409,
    title:
      'You closed this conference: the program asks that somebody else verifies the plan. Ask a colleague.',
  },
});

const states = [
  'not-verified',
  'missing',
  'waits-for-agreement',
  'settled',
] as const satisfies readonly VerificationState[];

const toVerify = z.object({
  reviewId: z.string(),
  conferenceId: z.string(),
  number: z.int(),
  clientId: z.string(),
  clientName: z.string(),
  clientNumber: z.int(),
  programName: z.string(),
  /** What the program calls the plan, the conference and whom it serves. */
  words: z.object({ plan: z.string(), conference: z.string(), client: z.string() }),
  heldOn: z.string(),
  strength: z.enum(['required', 'recommended']),
  verifyBy: z.string(),
  state: z.enum(states),
  isLate: z.boolean(),
  /** False where the asker closed it, and the program asks that somebody else looks. */
  mayVerify: z.boolean(),
  found: z
    .object({
      verificationId: z.string(),
      result: z.enum(verificationResults),
      reason: z.enum(notNeededReasons).nullable(),
      on: z.string(),
      by: z.string(),
      actionItemIds: z.array(z.string()),
      notes: z.array(z.string()),
    })
    .nullable(),
});
export type ToVerify = z.output<typeof toVerify>;

const withSteps = toVerify.extend({
  /** What was agreed in it, as far as the asker may know of it. */
  steps: z.array(
    z.object({
      actionItemId: z.string(),
      text: z.string(),
      ownerName: z.string(),
      planState: z.enum(planStates),
    }),
  ),
});
export type ToVerifyWithSteps = z.output<typeof withSteps>;

export const mostToVerify = 100;

export const listToVerify = endpoint({
  method: 'GET',
  path: '/api/service-plan/open',
  summary:
    'Closed conferences after which nobody has found in the plan yet what was agreed, where their program asks for it; the oldest first.',
  refusals: [],
  requirements: ['REQ-158'],
  input: z.strictObject({ scope: z.enum(scopes, 'Ask for mine, team or all.').optional() }),
  reply: z.object({ rows: z.array(toVerify), hasMore: z.boolean(), today: z.string() }),
});

export const listClientVerifications = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/service-plan/verifications',
  summary:
    'Of each conference of a client after which the plan is to be verified: what was agreed, and what was found in the plan, by whom and when; the newest first.',
  refusals: ['not-found'],
  requirements: ['REQ-158'],
  input: z.strictObject(clientKey),
  reply: z.object({ rows: z.array(withSteps), today: z.string() }),
});

export const verifyPlan = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/service-plan/verifications',
  summary:
    'Records what somebody found in the plan after a conference: that what was agreed stands there and which steps, that it does not belong there, or that it is missing.',
  refusals: ['not-found', 'bad-input', 'changed-meanwhile', 'closed-it-oneself'],
  requirements: ['REQ-158'],
  input: z.strictObject({
    ...clientKey,
    reviewId: z.uuid('Say after which conference.'),
    /** The finding that the asker was looking at; null where there was none. */
    seen: z.uuid().nullable().default(null),
    result: z.enum(verificationResults, 'Say what you found.'),
    actionItemIds: z.array(z.uuid('Choose among the steps.')).max(100).default([]),
    reason: z.enum(notNeededReasons, 'Choose the reason.').nullable().default(null),
    on: day('Enter the day on which you looked.'),
    note: factNote,
  }),
  reply: z.object({ verificationId: z.string() }),
});

export const takeVerificationBack = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/service-plan/verifications/take-back',
  summary:
    'Takes back what was recorded by mistake: the conference waits for its verification again, and the record keeps both.',
  refusals: ['not-found', 'changed-meanwhile'],
  requirements: ['REQ-158'],
  input: z.strictObject({ ...clientKey, verificationId: z.uuid() }),
  reply: z.object({}),
});
