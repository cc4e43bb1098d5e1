import { z } from 'zod';
import {
  answerGivers,
  answerWays,
  planAnswers,
  planStates,
} from '#domain/service-plan/plan-answer.ts';
import { clientKey } from './clients.ts';
import { day } from './dates.ts';
import { endpoint } from './endpoint.ts';

const planItem = z.object({
  actionItemId: z.string(),
  text: z.string(),
  ownerName: z.string(),
  ownerAgency: z.string().nullable(),
  ownerKind: z.enum(['staff', 'provider', 'support', 'client']),
  dueOn: z.string(),
  isOverdue: z.boolean(),
  isDone: z.boolean(),
  conference: z.object({
    conferenceId: z.string(),
    number: z.int(),
    heldOn: z.string(),
    isVoid: z.boolean(),
  }),
  reviewId: z.string(),
  planState: z.enum(planStates),
  /** False where the program's rules ask for no agreement. */
  asksAgreement: z.boolean(),
  answer: z
    .object({
      answerId: z.string(),
      answer: z.enum(planAnswers),
      /** "Agreed by telephone on Mon 15 Mar 2027". */
      inWords: z.string(),
      recordedByName: z.string(),
    })
    .nullable(),
});
export type PlanItem = z.output<typeof planItem>;

export const readServicePlan = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/service-plan',
  summary:
    'The client’s service plan: the steps of their conferences that they agreed to, those that wait for their word, and those that they declined.',
  refusals: ['not-found'],
  requirements: ['REQ-113'],
  input: z.strictObject(clientKey),
  reply: z.object({
    clientName: z.string(),
    /** What the client's program calls it: "Service Plan". */
    planWord: z.string(),
    /** What the programs of its steps call the client, where they say the same. */
    clientWord: z.string(),
    items: z.array(planItem),
    today: z.string(),
    /** Whom the client may ask: the agency under the name that gives nothing away. */
    contact: z.object({ name: z.string(), phone: z.string() }),
    may: z.object({ answer: z.boolean() }),
  }),
});

export const recordPlanAnswer = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/service-plan/answers',
  summary:
    'Records what the client said to steps that were decided: that they agreed, or declined, how and when.',
  refusals: ['not-found', 'bad-input', 'changed-meanwhile'],
  requirements: ['REQ-113'],
  input: z.strictObject({
    ...clientKey,
    items: z
      .array(
        z.strictObject({
          actionItemId: z.uuid('Choose a step.'),
          /** The answer that the asker was looking at; null where there was none. */
          seen: z.uuid().nullable(),
        }),
        'Choose at least one step.',
      )
      .min(1, 'Choose at least one step.')
      .max(100, 'Record at most 100 steps at once.'),
    answer: z.enum(planAnswers, 'Say whether they agreed or declined.'),
    givenBy: z.enum(answerGivers, 'Say who gave the answer.'),
    how: z.enum(answerWays, 'Say how the answer was given.'),
    on: day('Enter the day on which the answer was given.'),
  }),
  reply: z.object({ recorded: z.int() }),
});

export const takePlanAnswerBack = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/service-plan/answers/take-back',
  summary:
    'Takes back an answer that was recorded by mistake: the step waits again, and the record keeps what was recorded.',
  refusals: ['not-found', 'changed-meanwhile'],
  requirements: ['REQ-113'],
  input: z.strictObject({
    ...clientKey,
    actionItemId: z.uuid('Choose a step.'),
    /** The answer that the asker is looking at. */
    seen: z.uuid('Say which answer is taken back.'),
  }),
  reply: z.object({}),
});
